"""Lets others recognise a line of an open talk, and shows what they heard side by side."""

import contextlib
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.transcript import ItemId, Message, TalkId, Version
from voiceapp.core.versions_access import AnotherHearing, RecogniserOffer
from voiceapp.gui.history.versions_dialog import VersionsDialog
from voiceapp.gui.look.theme import LIGHT, Palette


class LineVersions(QObject):
    """Lives as long as the page. One dialog is open at a time."""

    came = Signal(object, object)
    """The talk's id, and the line as the history has it now."""
    failed = Signal(object)
    """A Failure."""
    _offered = Signal(object)
    _heard = Signal(object, object)

    def __init__(self, desk: Desk, use: Callable[[TalkId, Message, Version], None], over: QWidget) -> None:
        """`use` lets a version be the line's words, in a way that can be taken back."""
        super().__init__(over)
        self._desk = desk
        self._use = use
        self._over = over
        self._palette = LIGHT
        self.offers: tuple[RecogniserOffer, ...] = ()
        self.dialog: VersionsDialog | None = None
        self._offered.connect(self._take_offers, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._take_line, Qt.ConnectionType.QueuedConnection)

    def use_palette(self, palette: Palette) -> None:
        self._palette = palette

    def look(self) -> None:
        """Find out who could recognise a recording now."""
        self._desk.versions.recognisers(partial(self._tell, self._offered))

    def hear(self, talk: TalkId, item: ItemId, how: AnotherHearing) -> None:
        self._desk.versions.hear(talk, item, how, partial(self._tell, self._heard, talk))

    def compare(self, talk: TalkId, line: Message) -> None:
        if self.dialog is not None:
            self.dialog.close()
        dialog = VersionsDialog(line, self._palette, self._over)

        def choose(version: Version) -> None:
            self._use(talk, dialog.line, version)

        dialog.wanted.connect(choose)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.show()

    def take_change(self, talk: TalkId, line: object) -> None:
        """The line is now another, so an open dialog shows that."""
        del talk
        if self.dialog is not None and isinstance(line, Message) and line.id == self.dialog.line.id:
            self.dialog.show_line(line)

    def _closed(self) -> None:
        self.dialog = None

    def _tell(self, signal: object, *values: object) -> None:
        """Runs on any thread, and perhaps when the window is gone."""
        with contextlib.suppress(RuntimeError):
            signal.emit(*values)  # type: ignore[attr-defined]

    def _take_offers(self, found: tuple[RecogniserOffer, ...] | Failure) -> None:
        if not isinstance(found, Failure):
            self.offers = found

    def _take_line(self, talk: TalkId, found: Message | Failure) -> None:
        if isinstance(found, Failure):
            self.failed.emit(found)
            return
        self.came.emit(talk, found)
        self.compare(talk, found)
