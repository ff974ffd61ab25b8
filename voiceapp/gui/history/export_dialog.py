"""Asks for the format and the contents of an export before a talk is saved or copied."""

from dataclasses import replace

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.history import ExportFormat, ExportWishes, SpeakersMix
from voiceapp.gui.history.export import ExportMenu, TalkToExport, usual_wishes
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import SwitchControl
from voiceapp.gui.look.theme import EDGE, SPACE, Palette
from voiceapp.gui.words import tr, translated


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
        self.sound, self.summary = SwitchControl(palette), SwitchControl(palette)
        for switch in (self.times, self.unheard, self.tools, self.summary):
            switch.setChecked(True)
        self._choices: dict[str, QWidget] = {
            "only": self.who,
            "user_name": self.user,
            "assistant_name": self.assistant,
            "timestamps": self.times,
            "time_zone": self.zone,
            "unheard": self.unheard,
            "tools": self.tools,
            "summary": self.summary,
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
            (tr("Summary"), self.summary),
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
            summary=self.summary.isChecked(),
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
