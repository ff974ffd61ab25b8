"""Chooses the voice of each language on this device, and lets one hear it with a text of one's own."""

from typing import cast

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.answers import Probe
from voiceapp.core.desk import SettingsAccess
from voiceapp.core.failures import Failure
from voiceapp.core.languages import sample_sentence
from voiceapp.core.model_cards import COMING, HAS_FILES, ModelCard
from voiceapp.core.models_access import ModelsAccess
from voiceapp.core.sound_access import SoundAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.sentences import in_words, size_words
from voiceapp.gui.settings.editor import beside_label, no_wheel
from voiceapp.gui.settings.model_words import language_name
from voiceapp.gui.words import tr
from voiceapp.settings.kinds import Entries

VOICES = "local.voices"
SPEED = "talking.speed"
SPOKEN = "talking.languages"
SLOWEST, FASTEST = 0.25, 1.5
"""The setting's own limits."""


class VoicesBox(QWidget):
    """Asks for the voices when it is made."""

    def __init__(self, models: ModelsAccess, settings: SettingsAccess, sound: SoundAccess, bridge: Bridge) -> None:
        super().__init__()
        self._models = models
        self._settings = settings
        self._sound = sound
        self._bridge = bridge
        self._cards: dict[str, ModelCard] = {}
        self._rows: dict[str, Chooser] = {}
        self._added: list[str] = []
        """Languages that the person added here."""
        self._title = QLabel(tr("Voices by language"))
        self._title.setObjectName("phase")
        self._about = Paragraph(tr("The language of a text chooses the voice that reads it."))
        self._about.setObjectName("quiet")
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.more = Chooser()
        self.more.setAccessibleName(tr("Another language"))
        beside_label(self.more)
        no_wheel(self.more)
        self.more.activated.connect(lambda: self._add(str(self.more.currentData() or "")))
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("A text of your own, to hear it"))
        self.text.setAccessibleName(tr("A text of your own, to hear it"))
        self.speed = QDoubleSpinBox()
        self.speed.setRange(SLOWEST, FASTEST)
        self.speed.setSingleStep(0.05)
        self.speed.setKeyboardTracking(False)
        self.speed.lineEdit().setTextMargins(6, 0, 6, 0)
        self.speed.setAccessibleName(tr("Speaking speed"))
        no_wheel(self.speed)
        self.speed.valueChanged.connect(self._change_speed)
        self._said = Paragraph()
        self._said.setObjectName("quiet")
        self._lay_out()
        bridge.model_changed.connect(self._show_model)
        bridge.settings_changed.connect(self._settings_changed)
        self._show_speed()
        self.look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, SPACE)
        column.setSpacing(SPACE)
        for widget in (self._title, self._about):
            column.addWidget(widget)
        column.addLayout(self._grid)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.text, 1)
        label = QLabel(tr("Speaking speed"))
        label.setBuddy(self.speed)
        row.addWidget(label)
        row.addWidget(self.speed)
        column.addLayout(row)
        column.addWidget(self._said)

    def look(self) -> None:
        self._models.models(self._bridge.answer(self._show))

    def said(self) -> str:
        """Return what became of what the person did last."""
        return self._said.text()

    def chooser(self, language: str) -> Chooser:
        return self._rows[language]

    # --- what is shown

    def _show(self, cards: tuple[ModelCard, ...] | Failure) -> None:
        if isinstance(cards, Failure):
            self._tell(in_words(cards))
            return
        self._cards = {card.id: card for card in cards if card.part == "voice"}
        self._lay_rows()

    def _show_model(self, card: ModelCard) -> None:
        if card.id in self._cards:
            before, self._cards[card.id] = self._cards[card.id], card
            if before.state is not card.state:
                self._lay_rows()

    def _settings_changed(self, names: tuple[str, ...]) -> None:
        if any(name.startswith((VOICES, SPOKEN)) for name in names):
            self._lay_rows()
        if SPEED in names:
            self._show_speed()

    def _show_speed(self) -> None:
        speed = self._settings.value(SPEED)
        with QSignalBlocker(self.speed):
            self.speed.setValue(speed if isinstance(speed, float) else 1.0)

    def _change_speed(self, speed: float) -> None:
        self._settings.change(SPEED, speed)

    def _languages(self) -> list[str]:
        """Return what the person speaks; if that isn't known, the computer's language and what is here."""
        spoken = self._settings.value(SPOKEN)
        known = [str(code).partition("-")[0] for code in cast("tuple[object, ...]", spoken or ())]
        if not known:
            own = QLocale().name().partition("_")[0]
            here = [code for card in self._cards.values() if card.state in HAS_FILES for code in card.languages]
            known = ["en", own, *sorted(here)]
        offered = {code for card in self._cards.values() for code in card.languages}
        wanted = dict.fromkeys((*known, *self._chosen(), *self._added))
        return [code for code in wanted if code in offered]

    def _chosen(self) -> dict[str, str]:
        voices = self._settings.value(VOICES)
        return dict(voices) if isinstance(voices, Entries) else {}

    def _lay_rows(self) -> None:
        languages = self._languages()
        if list(self._rows) != languages:
            self._make_rows(languages)
        for code in languages:
            self._fill(code)

    def _make_rows(self, languages: list[str]) -> None:
        self._grid.removeWidget(self.more)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._rows = {}
        for at, code in enumerate(languages):
            self._make_row(at, code)
        self._grid.addWidget(self.more, len(languages), 1)
        others = sorted({code for card in self._cards.values() for code in card.languages} - set(languages))
        self.more.clear()
        self.more.addItem(tr("Another language…"), "")
        for code in sorted(others, key=language_name):
            self.more.addItem(language_name(code), code)
        self.more.setVisible(bool(others))

    def _make_row(self, at: int, code: str) -> None:
        name = QLabel(language_name(code))
        chooser = Chooser()
        beside_label(chooser)
        chooser.setAccessibleName(tr("Voice for {0}").format(name.text()))
        no_wheel(chooser)
        chooser.activated.connect(lambda: self._choose(code, str(chooser.currentData() or "")))
        hear = QPushButton(tr("Hear it"))
        hear.setAutoDefault(False)
        hear.setAccessibleDescription(chooser.accessibleName())
        hear.clicked.connect(lambda: self.hear(code))
        self._rows[code] = chooser
        for column, widget in enumerate((name, chooser, hear)):
            self._grid.addWidget(widget, at, column)

    def _fill(self, code: str) -> None:
        chooser, chosen = self._rows[code], self._chosen().get(code, "")
        chooser.clear()
        cards = [card for card in self._cards.values() if code in card.languages]
        here = any(card.state in HAS_FILES for card in cards)
        chooser.addItem(tr("Automatic") if here else tr("None on this device"), "")
        for card in cards:
            for name, title in _names(card):
                chooser.addItem(title, name)
        if chosen and chooser.findData(chosen) < 0:
            speaker = self._cards.get(chosen)
            chooser.addItem(chosen.rpartition("/")[2] if speaker is None else speaker.title, chosen)
        chooser.setCurrentIndex(max(0, chooser.findData(chosen)))

    # --- what the person does

    def _add(self, code: str) -> None:
        if code:
            self._added.append(code)
            self._lay_rows()
            self._rows[code].setFocus()

    def _choose(self, code: str, name: str) -> None:
        others = {language: voice for language, voice in self._chosen().items() if language != code}
        failure = self._settings.change(VOICES, others | ({code: name} if name else {}))
        self._tell(in_words(failure))
        card = self._cards.get(name.partition("/")[0])
        if card is not None and card.state not in HAS_FILES | COMING:
            self._tell(tr("Downloading {0}. It speaks as soon as it's here.").format(card.title))
            self._models.get(card.id)

    def hear(self, code: str) -> None:
        """Let the voice of a language say the person's own text, or a sentence of its own."""
        name = str(self._rows[code].currentData() or "") or self._usual(code)
        card = self._cards.get(name.partition("/")[0])
        self._tell(tr("Preparing…"))
        if card is not None and card.state not in HAS_FILES:
            self._models.try_out(card.id, self._bridge.answer(self._heard))
            return
        self._sound.try_voice(name, self._words(code), self._bridge.answer(self._heard))

    def _words(self, code: str) -> str:
        return self.text.text().strip() or sample_sentence(code)

    def _usual(self, code: str) -> str:
        """Return the best voice that is here for a language. If there is none, that which could be fetched."""
        cards = [card for card in self._cards.values() if code in card.languages]
        return next((card.id for card in cards if card.state in HAS_FILES), cards[0].id)

    def _heard(self, probe: Probe | Failure) -> None:
        self._tell(in_words(probe if isinstance(probe, Failure) else probe.sentence))

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
        if words:
            announce(self, words)


def _names(card: ModelCard) -> list[tuple[str, str]]:
    """Return what can be chosen of a voice: its speakers, if there are several, each with its title."""
    if card.state not in HAS_FILES:
        return [(card.id, tr("{0} (download, {1})").format(card.title, size_words(card.bytes)))]
    return [(name, f"{card.title}: {title}") for name, title in card.speakers] or [(card.id, card.title)]
