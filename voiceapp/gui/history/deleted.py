"""Lists, in place of the history, what was deleted and can still be restored."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.history import DeletedEntry
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.history.confirmation import Confirmation
from voiceapp.gui.look.controls import Paragraph, SignButton, announce
from voiceapp.gui.look.theme import SPACE, TIGHT, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.transcript.line_words import spoken_line
from voiceapp.gui.undoable_edits import UndoableEdits
from voiceapp.gui.words import tr

DAY = 86_400.0
ENTRY = Qt.ItemDataRole.UserRole
SHOWN = 80
"""How many characters of a message are shown."""


class DeletedPage(QWidget):
    closed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], edits: UndoableEdits) -> None:
        super().__init__()
        self._desk = desk
        self._bridge = bridge
        self._edits = edits
        self._back = SignButton("close", tr("Back to the history"))
        self._back.clicked.connect(self.closed)
        title = QLabel(tr("Recently deleted"))
        title.setObjectName("phase")
        self._empty = QPushButton(tr("Empty"))
        self._empty.setObjectName("emptyDeleted")
        self._confirm = Confirmation(
            tr("Delete all of this now? You can't undo this."), tr("Delete now"), self.purge_all, name="emptyDeletedYes"
        )
        self._empty.clicked.connect(self._confirm.show)
        head = QHBoxLayout()
        head.setSpacing(TIGHT)
        head.addWidget(title, 1)
        head.addWidget(self._back)
        self._told = Paragraph("")
        self._told.setObjectName("small")
        self.list = QListWidget()
        self.list.setObjectName("deletedList")
        self.list.setAccessibleName(tr("Recently deleted"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.currentRowChanged.connect(self._offer)
        self.list.itemActivated.connect(lambda: self.restore())
        self._restore = QPushButton(tr("Restore"))
        self._restore.setObjectName("restoreDeleted")
        self._restore.clicked.connect(self.restore)
        self._purge = QPushButton(tr("Delete now"))
        self._purge.setObjectName("purgeDeleted")
        self._purge.clicked.connect(self.purge)
        buttons = QHBoxLayout()
        buttons.addWidget(self._purge, 1)
        buttons.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addWidget(self._confirm)
        column.addWidget(self.list, 1)
        column.addWidget(self._restore)
        column.addLayout(buttons)

    def use(self, palette: Palette) -> None:
        self._back.use(palette)

    # --- what is listed

    def begin(self) -> None:
        self.look()
        self.list.setFocus()

    def look(self) -> None:
        self._desk.history.find_deleted(self._bridge().answer(self._show))

    def _show(self, found: tuple[DeletedEntry, ...] | Failure) -> None:
        if isinstance(found, Failure):
            self.failed.emit(found)
            return
        row = max(0, self.list.currentRow())
        self.list.clear()
        for entry in found:
            shown = QListWidgetItem(self._words(entry))
            shown.setData(ENTRY, entry)
            shown.setToolTip(_first_line(entry))
            self.list.addItem(shown)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._tell()

    def _words(self, entry: DeletedEntry) -> str:
        parts = [tr("Conversation") if entry.item is None else tr("In “{0}”").format(in_words(entry.shown_title))]
        parts.append(self._left(entry))
        return f"{_first_line(entry)}\n{' · '.join(parts)}"

    def _left(self, entry: DeletedEntry) -> str:
        days = max(1, math.ceil(self._days - (time.time() - entry.deleted_at) / DAY))
        return tr("1 day left") if days == 1 else tr("{0} days left").format(days)

    @property
    def _days(self) -> int:
        days = self._desk.settings.value("privacy.deleted_days")
        return days if isinstance(days, int) else 0

    def _tell(self) -> None:
        kept = tr("What you delete stays here for {0} days.").format(self._days)
        self._told.setText(kept if self._days else tr("What you delete is gone at once."))
        if not self.list.count():
            self._told.setText(f"{self._told.text()} {tr('Nothing is here now.')}")
        self._empty.setEnabled(self.list.count() > 0)
        self._confirm.hide()
        self._offer()

    def _offer(self) -> None:
        for button in (self._restore, self._purge):
            button.setEnabled(self.list.currentRow() >= 0)

    # --- what is done with it

    def restore(self) -> None:
        entry = self._take()
        if entry is not None:
            self._edits.restore(entry)
            announce(self.list, tr("Restored"))

    def purge(self) -> None:
        entry = self._take()
        if entry is not None:
            self._edits.purge(entry)
            announce(self.list, tr("Deleted"))

    def purge_all(self) -> None:
        self._edits.purge_all()
        self.list.clear()
        self._tell()
        announce(self.list, tr("Deleted"))

    def _take(self) -> DeletedEntry | None:
        """Take the selected entry out of the list; the next one is selected then."""
        shown = self.list.takeItem(self.list.currentRow())
        entry: object = None if shown is None else shown.data(ENTRY)  # pyright: ignore[reportUnnecessaryComparison]
        self._tell()
        self.list.setFocus()
        return entry if isinstance(entry, DeletedEntry) else None

    def sizeHint(self) -> QSize:
        return QSize(260, 400)


def _first_line(entry: DeletedEntry) -> str:
    if entry.item is None:
        return in_words(entry.shown_title)
    words = " ".join(spoken_line(entry.item).split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
