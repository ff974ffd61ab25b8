"""Shows one model of the catalogue: what it brings, how far it has come, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure
from voiceapp.core.model_cards import COMING, HAS_FILES, ModelCard, ModelState
from voiceapp.core.models_access import ModelsAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.look.theme import HAIR, SPACE, TIGHT, WIDE
from voiceapp.gui.sentences import in_words, size_words
from voiceapp.gui.settings.model_words import all_languages, facts, progress_words, state_words
from voiceapp.gui.words import tr

STEPS = 1000
MUCH = 20_000_000
"""Bytes that nobody wants to download twice by mistake."""
CAN_USE = frozenset({"ears", "brain", "voice"})
"""The parts whose model can be chosen."""


@dataclass(frozen=True, slots=True)
class ModelNeeds:
    models: ModelsAccess
    bridge: Bridge


class ModelCardFrame(QFrame):
    def __init__(self, card: ModelCard, needs: ModelNeeds) -> None:
        super().__init__()
        self.setObjectName("card")
        self._needs = needs
        self._card = card
        self._asks: Callable[[], None] | None = None
        """What is done if the person confirms."""
        self._trying = False
        self._title = QLabel(card.title)
        self._title.setObjectName("strong")
        self._state = QLabel()
        self._state.setObjectName("small")
        self._brings = Paragraph(in_words(card.brings))
        self._facts = _line("small")
        self._unfit = _line("quiet")
        self._problem = _line("problem")
        self._said = _line("quiet")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, STEPS)
        self._came = _line("small")
        self.get = self._button(tr("Get"), lambda: needs.models.get(card.id))
        self.use = self._button(tr("Use"), lambda: needs.models.use(card.id))
        self.pause = self._button(tr("Pause"), lambda: needs.models.pause(card.id))
        self.cancel = self._button(tr("Cancel"), self._ask_to_cancel)
        self.try_out = self._button(tr("Try"), self._try)
        self.delete = self._button(tr("Delete"), self._ask_to_delete)
        self.yes = self._button("", self._confirm)
        self.no = self._button(tr("Keep"), self._keep)
        self._lay_out()
        self.show_card(card)

    @property
    def card(self) -> ModelCard:
        return self._card

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._title)
        top.addWidget(self._state, 1)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for button in self._buttons():
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, SPACE, WIDE, SPACE)
        column.setSpacing(HAIR)
        column.addLayout(top)
        for line in (self._brings, self._facts, self._unfit, self._problem):
            column.addWidget(line)
        column.addWidget(self._progress)
        column.addWidget(self._came)
        column.addWidget(self._said)
        column.addSpacing(TIGHT)
        column.addLayout(row)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.get, self.use, self.pause, self.try_out, self.cancel, self.delete, self.yes, self.no)

    def _button(self, words: str, then: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setAccessibleDescription(self._card.title)
        button.clicked.connect(then)
        return button

    # --- as it is now

    def show_card(self, card: ModelCard) -> None:
        before, self._card = self._card, card
        if card.state is not before.state:
            self._asks = None
            self._said.setText("")
        if (card.state, card.problem) != (before.state, before.problem):
            became = in_words(card.problem) or state_words(card) or tr("not on this device")
            announce(self, f"{card.title}: {became}")
        self._state.setText(state_words(card))
        _style_as(self._state, "inUse" if card.state is ModelState.IN_USE else "small")
        self._facts.setText(facts(card))
        self._facts.setToolTip(all_languages(card))
        self._unfit.setText("" if card.state in HAS_FILES else in_words(card.unfit))
        self._problem.setText(in_words(card.problem))
        self._progress.setValue(round(card.share * STEPS))
        self._progress.setAccessibleName(tr("Download of {0}").format(card.title))
        self._came.setText(progress_words(card))
        self.get.setText(self._words_of_get())
        self.try_out.setText(tr("Hear a sample") if card.state is ModelState.ABSENT else tr("Try"))
        self.setAccessibleName(card.title)
        self.setAccessibleDescription(self.told())
        self._show_what_fits()

    def told(self) -> str:
        """Return all that the card says, as it is read aloud."""
        coming = self._is_begun()
        said = (
            self._state.text(),
            self._brings.text(),
            self._facts.text(),
            self._unfit.text(),
            self._problem.text(),
            self._came.text() if coming else "",
            self._said.text(),
        )
        return "\n".join(each for each in said if each)

    def _is_begun(self) -> bool:
        return self._card.state in COMING or self._card.state is ModelState.PAUSED

    def _words_of_get(self) -> str:
        if self._card.problem is not None:
            return tr("Try again")
        return tr("Continue") if self._card.state is ModelState.PAUSED else tr("Get")

    def _show_what_fits(self) -> None:
        had_keyboard = any(button.hasFocus() for button in self._buttons())
        wanted = self._wanted_buttons()
        for line in (self._unfit, self._problem, self._said):
            line.setVisible(bool(line.text()))
        self._progress.setVisible(self._is_begun())
        self._came.setVisible(self._is_begun())
        for button in self._buttons():
            button.setVisible(button in wanted)
        if had_keyboard and not any(button.hasFocus() for button in wanted):
            # Otherwise the keyboard would go to another model.
            (self.no if self._asks is not None else wanted[0]).setFocus()

    def _wanted_buttons(self) -> tuple[QPushButton, ...]:
        if self._asks is not None:
            return (self.yes, self.no)
        match self._card.state:
            case ModelState.ABSENT:
                return (self.get, self.try_out) if self._card.has_sample else (self.get,)
            case ModelState.WAITING | ModelState.FETCHING:
                return (self.pause, self.cancel)
            case ModelState.PAUSED:
                return (self.get, self.cancel)
            case ModelState.BROKEN:
                return (self.delete,)
            case ModelState.HERE | ModelState.IN_USE:
                return self._buttons_when_here()

    def _buttons_when_here(self) -> tuple[QPushButton, ...]:
        can_choose = self._card.state is ModelState.HERE and self._card.part in CAN_USE
        use = (self.use,) if can_choose else ()
        delete = () if self._card.built_in else (self.delete,)
        return (*use, self.try_out, *delete)

    # --- what the person does

    def _say(self, words: str) -> None:
        self._said.setText(words)
        announce(self, words)
        self._show_what_fits()

    def _try(self) -> None:
        if not self._trying:
            self._trying = True
            self._say(tr("Trying…"))
            self._needs.models.try_out(self._card.id, self._needs.bridge.answer(self._tried))

    def _tried(self, probe: Probe | Failure) -> None:
        self._trying = False
        self._say(in_words(probe if isinstance(probe, Failure) else probe.sentence))

    def _ask_to_delete(self) -> None:
        models, card = self._needs.models, self._card
        question = tr("Delete this model ({0})? To use it again, you'd have to download it again.")
        self._ask(question.format(size_words(card.bytes)), tr("Delete"), lambda: models.delete(card.id))

    def _ask_to_cancel(self) -> None:
        models, card = self._needs.models, self._card
        if card.done < MUCH:
            models.cancel(card.id)
            return
        question = tr("Cancel the download, and delete the {0} that are here?").format(size_words(card.done))
        self._ask(question, tr("Cancel download"), lambda: models.cancel(card.id))

    def _ask(self, question: str, yes: str, then: Callable[[], None]) -> None:
        self.yes.setText(yes)
        for button in (self.yes, self.no):
            button.setAccessibleDescription(question)
        self._asks = then
        self._say(question)

    def _confirm(self) -> None:
        then = self._asks
        self._keep()
        if then is not None:
            then()

    def _keep(self) -> None:
        self._asks = None
        self._say("")


def _line(name: str) -> QLabel:
    line = Paragraph()
    line.setObjectName(name)
    return line


def _style_as(label: QLabel, name: str) -> None:
    if label.objectName() != name:
        label.setObjectName(name)
        label.style().unpolish(label)
        label.style().polish(label)
