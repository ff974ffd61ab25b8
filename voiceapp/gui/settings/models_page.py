"""Shows the catalogue of models that run on this device, and carries models to machines without a network."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.desk import SettingsAccess
from voiceapp.core.failures import Failure
from voiceapp.core.model_cards import ModelCard
from voiceapp.core.models_access import ModelsAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.loaded_models_box import LoadedModelsBox
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.model_card import ModelNeeds
from voiceapp.gui.settings.model_section import ModelSection
from voiceapp.gui.words import tr

PARTS = ("brain", "ears", "voice", "meaning", "speakers")
"""The order of the page: first what makes the greatest difference."""
SETTINGS = {"ears": "local.whisper", "brain": "local.language_model", "voice": "local.voice"}
"""Where the person's own choice for a part is kept."""


class ModelsPage(QWidget):
    """Asks for the models when it is first shown."""

    def __init__(
        self, models: ModelsAccess, settings: SettingsAccess, bridge: Bridge, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._settings = settings
        self._bridge = bridge
        self._needs = ModelNeeds(models, bridge)
        self._asked = False
        self._busy = False
        self.sections: dict[str, ModelSection] = {}
        self._said = Paragraph(tr("Looking for models…"))
        self._answered = self._said
        """Where it is told what became of what the person did last."""
        self._said.setObjectName("quiet")
        self.again = self._button(tr("Try again"), self.look)
        self.again.hide()
        self.take_in = self._button(tr("Import folder…"), self._choose_import)
        self.export = self._button(tr("Export…"), self._choose_export)
        self.measure = self._button(tr("Measure speed"), self._measure)
        self.in_memory = LoadedModelsBox(models, lambda: bridge)
        self._carried = Paragraph(
            tr("For a computer without a network: export the models here, and import them there.")
        )
        self._carried.setObjectName("quiet")
        self._lay_out()
        bridge.model_changed.connect(self._show_model)
        bridge.settings_changed.connect(self._settings_changed)

    def _lay_out(self) -> None:
        self._sections = QVBoxLayout()
        self._sections.setSpacing(SPACE)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, SPACE)
        self._column.setSpacing(SPACE)
        self._column.addLayout(_row(self.measure, self.again))
        self._column.addWidget(self._said)
        self._column.addWidget(self.in_memory)
        self._column.addLayout(self._sections)
        self._column.addLayout(_row(self.take_in, self.export))
        self._column.addWidget(self._carried)

    def _button(self, words: str, then: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(then)
        return button

    def said(self) -> str:
        """Return what became of what the person did last."""
        return self._answered.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self.look()

    def look(self) -> None:
        self._asked = True
        self._models.models(self._bridge.answer(self._show))

    # --- what is shown

    def _show(self, cards: tuple[ModelCard, ...] | Failure) -> None:
        failed = isinstance(cards, Failure)
        if self.again.hasFocus():
            self.measure.setFocus()
        self.again.setVisible(failed)
        if isinstance(cards, Failure):
            self._say(self._said, in_words(cards))
            return
        if not self.sections:
            self._said.setText(tr("Finds out in ten seconds which models are fast enough here."))
        for part in PARTS:
            of_part = tuple(card for card in cards if card.part == part)
            if of_part:
                self._section(part).show_models(of_part, chosen_by_hand=self._chosen_by_hand(part))

    def _section(self, part: str) -> ModelSection:
        if part not in self.sections:
            self.sections[part] = ModelSection(part, self._needs)
            self._sections.addWidget(self.sections[part])
        return self.sections[part]

    def _show_model(self, card: ModelCard) -> None:
        if card.part in self.sections:
            self.sections[card.part].show_model(card)

    def _chosen_by_hand(self, part: str) -> bool:
        return part in SETTINGS and bool(self._settings.value(SETTINGS[part]))

    def _settings_changed(self, names: tuple[str, ...]) -> None:
        for part, section in self.sections.items():
            if SETTINGS.get(part) in names:
                section.show_choice(by_hand=self._chosen_by_hand(part))

    # --- what the person does

    def _say(self, line: Paragraph, words: str) -> None:
        line.setText(words)
        announce(line, words)

    def _measure(self) -> None:
        self._do(self._said, tr("Measuring for ten seconds…"), self._models.measure)

    def _choose_import(self) -> None:
        dialog = self._folder_dialog(tr("Import a folder of models"))
        dialog.fileSelected.connect(self.import_from)
        dialog.open()

    def _choose_export(self) -> None:
        dialog = self._folder_dialog(tr("Export the downloaded models to a folder"))
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def _folder_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return dialog

    def import_from(self, folder: str) -> None:
        self._do(self._carried, tr("Importing…"), lambda then: self._models.take_in(folder, then))

    def export_to(self, folder: str) -> None:
        self._do(self._carried, tr("Exporting…"), lambda then: self._models.export(folder, then))

    def _do(self, line: Paragraph, meanwhile: str, ask: Callable[[Answer[Probe]], None]) -> None:
        """Do one thing at a time, and say what became of it. The buttons stay enabled, to keep the keyboard there."""
        if not self._busy:
            self._busy = True
            self._answered = line
            self._say(line, meanwhile)
            ask(self._bridge.answer(self._done))

    def _done(self, probe: Probe | Failure) -> None:
        self._busy = False
        self._say(self._answered, in_words(probe if isinstance(probe, Failure) else probe.sentence))
        self.look()


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
