"""Exports a talk from the window to a file, to the clipboard or by dragging, with the contents the person chooses."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QLocale, QMimeData, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.desk import Answer, ExportAccess
from voiceapp.core.failures import Failure
from voiceapp.core.history import ExportFormat, ExportWishes, SpeakersMix
from voiceapp.core.messages import ShowFailure
from voiceapp.core.transcript import TalkId
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.dragged_out import dragged_out
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import SwitchControl
from voiceapp.gui.look.theme import EDGE, SPACE, Palette
from voiceapp.gui.notices import Notices
from voiceapp.gui.words import tr, translated

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
    ) -> None:
        self._exports = exports
        self._bridge = bridge
        self._notices = notices
        self._open_folder = open_folder
        self._over = over

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
        menu.addAction(tr("Options…"), lambda: self.ask(talk, palette))
        return menu

    def _add(self, menu: QMenu, talk: TalkToExport, form: ExportFormat) -> None:
        menu.addAction(f"{translated(form.label)}…", lambda: self.save(talk, form, usual_wishes()))

    def ask(self, talk: TalkToExport, palette: Palette) -> "ExportDialog":
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


class ExportDialog(QDialog):
    def __init__(
        self,
        exports: ExportMenu,
        talk: TalkToExport,
        formats: tuple[ExportFormat, ...],
        palette: Palette,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self.setWindowTitle(tr("Export"))
        self._exports = exports
        self._talk = talk
        self._formats = formats
        self.format = Chooser()
        for form in formats:
            self.format.addItem(translated(form.label), form.name)
        self.who = Chooser()
        for words, value in ((tr("Both"), ""), (tr("You only"), "user"), (tr("Assistant only"), "assistant")):
            self.who.addItem(words, value)
        self.mix = Chooser()
        self.mix.addItem(tr("Mixed"), SpeakersMix.TOGETHER)
        self.mix.addItem(tr("You left, assistant right"), SpeakersMix.LEFT_RIGHT)
        self.user = QLineEdit(tr("You"))
        self.assistant = QLineEdit(tr("Assistant"))
        self.zone = QLineEdit()
        self.zone.setPlaceholderText(tr("System default, or e.g. Europe/Berlin"))
        self.times, self.unheard, self.tools = SwitchControl(palette), SwitchControl(palette), SwitchControl(palette)
        self.sound = SwitchControl(palette)
        for switch in (self.times, self.unheard, self.tools):
            switch.setChecked(True)
        self._choices: dict[str, QWidget] = {
            "only": self.who,
            "user_name": self.user,
            "assistant_name": self.assistant,
            "timestamps": self.times,
            "time_zone": self.zone,
            "unheard": self.unheard,
            "tools": self.tools,
            "with_sound": self.sound,
            "mix": self.mix,
        }
        self._form = QFormLayout()
        for words, widget in (
            (tr("Format"), self.format),
            (tr("Who"), self.who),
            (tr("Your name"), self.user),
            (tr("The assistant's name"), self.assistant),
            (tr("Timestamps"), self.times),
            (tr("Time zone"), self.zone),
            (tr("Unheard parts"), self.unheard),
            (tr("Tools"), self.tools),
            (tr("Include audio, if supported"), self.sound),
            (tr("Voices in audio files"), self.mix),
        ):
            widget.setAccessibleName(words)
            self._form.addRow(words, widget)
        copy = QPushButton(tr("Copy"))
        copy.setObjectName("exportCopy")
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        save = QPushButton(tr("Save…"))
        save.setObjectName("primary")
        save.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.addLayout(self._form)
        column.addSpacing(SPACE)
        column.addLayout(buttons)
        self._copy_button = copy
        self.format.currentIndexChanged.connect(self._fit)
        self._fit()

    def wishes(self) -> ExportWishes:
        return replace(
            usual_wishes(),
            user_name=self.user.text().strip() or tr("You"),
            assistant_name=self.assistant.text().strip() or tr("Assistant"),
            timestamps=self.times.isChecked(),
            unheard=self.unheard.isChecked(),
            tools=self.tools.isChecked(),
            only=str(self.who.currentData()),
            time_zone=self.zone.text().strip(),
            with_sound=self.sound.isChecked(),
            mix=SpeakersMix(self.mix.currentData()),
        )

    def _chosen(self) -> ExportFormat:
        return self._formats[max(0, self.format.currentIndex())]

    def _fit(self) -> None:
        """Only text can go to the clipboard, and only choices that change the file are offered."""
        form = self._chosen()
        self._copy_button.setEnabled(form.is_text)
        for choice, widget in self._choices.items():
            applies = choice in form.choices
            widget.setEnabled(applies)
            self._form.labelForField(widget).setEnabled(applies)

    def _copy(self) -> None:
        self._exports.copy(self._talk, self._chosen().name, self.wishes())
        self.accept()

    def _save(self) -> None:
        self._exports.save(self._talk, self._chosen(), self.wishes())
        self.accept()
