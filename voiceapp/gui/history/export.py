"""Exports a talk from the window to a file, to the clipboard or by dragging, with the contents the person chooses."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMimeData, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from voiceapp.core.answers import Answer
from voiceapp.core.desk import ExportAccess
from voiceapp.core.failures import Failure
from voiceapp.core.history import ExportFormat, ExportWishes
from voiceapp.core.messages import ShowFailure
from voiceapp.core.transcript import TalkId
from voiceapp.core.uploads.access import UploadsAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.dragged_out import dragged_out
from voiceapp.gui.history.upload import Uploader
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.notices import Notices
from voiceapp.gui.words import tr, translated

if TYPE_CHECKING:
    from voiceapp.gui.history.export_dialog import ExportDialog

COPIED = "md"
DRAGGED = "md"


def usual_wishes() -> ExportWishes:
    """Returns the usual choices, in the language of the window."""
    return ExportWishes(language=QLocale().name()[:2])


@dataclass(frozen=True, slots=True)
class TalkToExport:
    """The talk to export."""

    id: TalkId
    title: str
    started_at: float


class ExportMenu:
    """Offers the export actions of the talk menus."""

    def __init__(
        self,
        exports: ExportAccess,
        bridge: Callable[[], Bridge],
        notices: Notices,
        open_folder: Callable[[str], None],
        over: QWidget,
        uploads: UploadsAccess,
    ) -> None:
        self._exports = exports
        self._bridge = bridge
        self._notices = notices
        self._open_folder = open_folder
        self._over = over
        self.uploader = Uploader(uploads, bridge, notices, over)

    def answer(self, then: Callable[[Failure], None]) -> Answer[None]:
        """Answer a question whose only possible answer is a failure."""

        def told(failure: Failure | None) -> None:
            if isinstance(failure, Failure):
                then(failure)

        return self._bridge().answer(told)

    def menu(self, talk: TalkToExport, palette: Palette) -> QMenu:
        menu = QMenu(tr("Export"), self._over)
        menu.addAction(tr("Copy as text"), lambda: self.copy(talk, "txt", usual_wishes()))
        menu.addAction(tr("Copy as Markdown"), lambda: self.copy(talk, COPIED, usual_wishes()))
        menu.addSeparator()
        formats = self._exports.formats()
        for form in formats:
            if form.common:
                self._add(menu, talk, form)
        more = menu.addMenu(tr("More…"))
        for form in formats:
            if not form.common:
                self._add(more, talk, form)
        menu.addSeparator()
        menu.addAction(tr("Upload to be searched…"), lambda: self.uploader.ask(talk.id, talk.title))
        menu.addAction(tr("Options…"), lambda: self.ask(talk, palette))
        return menu

    def _add(self, menu: QMenu, talk: TalkToExport, form: ExportFormat) -> None:
        menu.addAction(f"{translated(form.label)}…", lambda: self.save(talk, form, usual_wishes()))

    def ask(self, talk: TalkToExport, palette: Palette) -> "ExportDialog":
        from voiceapp.gui.history.export_dialog import ExportDialog  # noqa: PLC0415  (only when somebody opens it)

        dialog = ExportDialog(self, talk, self._exports.formats(), palette, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def save(self, talk: TalkToExport, form: ExportFormat, wishes: ExportWishes) -> None:
        name = self._exports.name(talk.title, talk.started_at, form.name)
        dialog = QFileDialog(
            self._over, tr("Export"), str(Path.home() / name), f"{translated(form.label)} (*{form.suffix})"
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form.suffix.lstrip("."))
        dialog.selectFile(name)

        def chosen(path: str) -> None:
            self.write(talk, form.name, wishes, path)

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def write(self, talk: TalkToExport, form: str, wishes: ExportWishes, path: str) -> None:
        self._exports.export_to(talk.id, form, wishes, path, self._bridge().answer(self._written))

    def _written(self, path: str | Failure) -> None:
        if isinstance(path, Failure):
            self._notices.show_failure(ShowFailure(path))
        else:
            folder = str(Path(path).parent)
            self._notices.notice(tr("Saved {0}").format(path), tr("Open folder"), lambda: self._open_folder(folder))

    def copy(self, talk: TalkToExport, form: str, wishes: ExportWishes) -> None:
        def copied(content: bytes | Failure) -> None:
            if isinstance(content, Failure):
                self._notices.show_failure(ShowFailure(content))
            else:
                QGuiApplication.clipboard().setText(content.decode("utf-8", errors="replace"))
                self._notices.notice(tr("Copied {0}").format(talk.title))

        self._exports.export(talk.id, form, wishes, self._bridge().answer(copied))

    def drag(self, talk: TalkToExport) -> None:
        """Drag a talk out: as a file for folders and mails, as text for editors."""

        def made(content: bytes | Failure) -> None:
            if isinstance(content, Failure):
                self._notices.show_failure(ShowFailure(content))
            elif QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
                drag = QDrag(self._over)
                drag.setMimeData(self.dragged(talk, content))
                drag.exec(Qt.DropAction.CopyAction)

        self._exports.export(talk.id, DRAGGED, usual_wishes(), self._bridge().answer(made))

    def dragged(self, talk: TalkToExport, content: bytes) -> QMimeData:
        name = self._exports.name(talk.title, talk.started_at, DRAGGED)
        return dragged_out(name, content.decode("utf-8", errors="replace"))
