"""Shows the models of one part, such as the voices: those that matter first, and all of them if asked."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.model_cards import ModelCard, ModelState
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.theme import SPACE, TIGHT
from voiceapp.gui.settings.model_card import ModelCardFrame, ModelNeeds
from voiceapp.gui.settings.model_words import language_name, part_title
from voiceapp.gui.words import tr

FIRST = 2
"""The most models that are shown at first among those that aren't here."""
FILTERED = "voice"
"""The part whose models each have one language."""


class ModelSection(QWidget):
    def __init__(self, part: str, needs: ModelNeeds) -> None:
        super().__init__()
        self.part = part
        self._needs = needs
        self._frames: dict[str, ModelCardFrame] = {}
        self._shows_all = False
        self._title = QLabel(part_title(part))
        self._title.setObjectName("phase")
        self._language = Chooser()
        self._language.setObjectName("modelLanguage")
        self._language.setAccessibleName(tr("Languages of the voices"))
        self._language.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._language.activated.connect(lambda: self.choose_language(str(self._language.currentData())))
        self.let_choose = QPushButton(tr("Choose automatically"))
        self.let_choose.setAutoDefault(False)
        self.let_choose.setAccessibleDescription(self._title.text())
        self.let_choose.clicked.connect(lambda: needs.models.let_choose(part))
        self.more = QPushButton()
        self.more.setObjectName("link")
        self.more.setAutoDefault(False)
        self.more.setAccessibleDescription(self._title.text())
        self.more.clicked.connect(self._toggle_all)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._title, 1)
        top.addWidget(self.let_choose)
        top.addWidget(self._language)
        bottom = QHBoxLayout()
        bottom.addWidget(self.more)
        bottom.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, TIGHT)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addLayout(self._column)
        column.addLayout(bottom)

    def frame_of(self, model: str) -> ModelCardFrame:
        return self._frames[model]

    def shown(self) -> tuple[str, ...]:
        """Return the models that the person sees, from top to bottom."""
        return tuple(frame.card.id for frame in self._frames.values() if not frame.isHidden())

    def show_models(self, cards: tuple[ModelCard, ...], *, chosen_by_hand: bool) -> None:
        for card in cards:
            if card.id in self._frames:
                self._frames[card.id].show_card(card)
            else:
                self._frames[card.id] = frame = ModelCardFrame(card, self._needs)
                self._column.addWidget(frame)
        self.show_choice(by_hand=chosen_by_hand)
        self._offer_languages()
        self._show_what_matters()

    def show_model(self, card: ModelCard) -> None:
        frame = self._frames.get(card.id)
        if frame is not None:
            frame.show_card(card)
            self._show_what_matters()

    def show_choice(self, *, by_hand: bool) -> None:
        self.let_choose.setVisible(by_hand)

    # --- which are shown

    def _offer_languages(self) -> None:
        codes = {code for frame in self._frames.values() for code in frame.card.languages}
        self._language.setVisible(self.part == FILTERED and len(codes) > 1)
        if self._language.count() or self.part != FILTERED:
            return
        self._language.addItem(tr("All languages"), "")
        for code in sorted(codes, key=language_name):
            self._language.addItem(language_name(code), code)
        spoken = QLocale().name().partition("_")[0]
        self._language.setCurrentIndex(max(0, self._language.findData(spoken if spoken != "C" else "en")))

    def choose_language(self, code: str) -> None:
        """Show all that is for a language. Empty: for any."""
        self._language.setCurrentIndex(max(0, self._language.findData(code)))
        self._shows_all = True
        self._show_what_matters()

    def _toggle_all(self) -> None:
        self._shows_all = not self._shows_all
        self._show_what_matters()

    def _show_what_matters(self) -> None:
        spoken = [frame for frame in self._frames.values() if self._is_spoken(frame.card)]
        first = [frame for frame in spoken if self._matters(frame.card, spoken)]
        shown = spoken if self._shows_all else first
        for frame in self._frames.values():
            frame.setVisible(frame in shown)
        left = len(spoken) - len(first)
        self.more.setVisible(left > 0)
        self.more.setText(tr("Show fewer") if self._shows_all else tr("Show {0} more").format(left))

    def _is_spoken(self, card: ModelCard) -> bool:
        """Return whether it is for the language that the person looks for; what is here is always shown."""
        code = str(self._language.currentData() or "") if self.part == FILTERED else ""
        return not code or code in card.languages or card.state is not ModelState.ABSENT

    def _matters(self, card: ModelCard, among: list[ModelCardFrame]) -> bool:
        if card.state is not ModelState.ABSENT or card.problem is not None:
            return True
        suitable = [each.card for each in among if each.card.state is ModelState.ABSENT and each.card.unfit is None]
        return card in suitable[:FIRST]
