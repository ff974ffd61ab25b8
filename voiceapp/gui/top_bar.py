"""Shows the line at the top: the history, who answers and what it cost, and the menu with everything else."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import SettingsAccess
from voiceapp.core.messages import TalkState
from voiceapp.core.prices import cost_words
from voiceapp.core.sentence import Sentence
from voiceapp.core.status_words import WAITS_FOR_MODELS
from voiceapp.gui.look.controls import ShortLabel, SignButton
from voiceapp.gui.look.theme import SPACE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import key_words, title_of
from voiceapp.gui.words import loading_words, percent, tr


class TopBar(QWidget):
    new_talk = Signal()
    small_wanted = Signal()
    settings_wanted = Signal()
    palette_wanted = Signal()
    recordings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = _toggle("history", tr("History"))
        self.engine = ShortLabel()
        self.engine.setObjectName("quiet")
        self.new = QPushButton(tr("New conversation"))
        self.new.setObjectName("newTalk")
        self.new.clicked.connect(self.new_talk)
        self.everything = SignButton("palette", title_of(ActionId.PALETTE))
        self.everything.clicked.connect(self.palette_wanted)
        self.small = SignButton("small", title_of(ActionId.SMALL_BAR))
        self.small.clicked.connect(self.small_wanted)
        self.recordings = SignButton("tape", title_of(ActionId.RECORDINGS))
        self.recordings.clicked.connect(self.recordings_wanted)
        self.recording = QPushButton(f"● {tr('Recording')}")
        self.recording.setObjectName("recordingSign")
        self.recording.hide()
        self.off_record = QPushButton(tr("Off the record"))
        self.off_record.setObjectName("offRecordSign")
        self.off_record.setToolTip(tr("Nothing is kept of what is said now. Press to come back."))
        self.off_record.setAccessibleDescription(self.off_record.toolTip())
        self.off_record.hide()
        self._is_off_record = False
        self.activity = _toggle("chart", tr("Activity"))
        self.settings = SignButton("settings", title_of(ActionId.SETTINGS))
        self.settings.clicked.connect(self.settings_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.history)
        row.addWidget(self.engine, 1)
        row.addWidget(self.off_record)
        row.addWidget(self.recording)
        for button in (self.new, self.everything, self.recordings, self.small, self.activity, self.settings):
            row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A pane that opens or closes beside this line makes it narrower or wider, and the toggle may be elsewhere now."""
        super().resizeEvent(event)
        for toggle in (self.history, self.activity):
            toggle.leave_if_moved_away()
        self._fit_sign()

    def use(self, palette: Palette) -> None:
        for sign in (self.history, self.everything, self.recordings, self.small, self.activity, self.settings):
            sign.use(palette)

    def show_keys(self, settings: SettingsAccess) -> None:
        """Show the keys in the tooltips."""
        for button, action in (
            (self.history, ActionId.HISTORY),
            (self.small, ActionId.SMALL_BAR),
            (self.activity, ActionId.WHAT_HAPPENED),
            (self.settings, ActionId.SETTINGS),
            (self.everything, ActionId.PALETTE),
        ):
            button.call(button.accessibleName(), key_words(settings, action))
        self.new.setToolTip(key_words(settings, ActionId.NEW_TALK))

    def show_state(self, state: TalkState) -> None:
        self._is_off_record = state.off_record
        self._fit_sign()
        self.engine.say(engine_line(state), in_words(state.leaves_machine))

    def _fit_sign(self) -> None:
        """In a very narrow window only the button and the words below say it, so that nothing is cut off."""
        self.off_record.setVisible(self._is_off_record)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            if layout.minimumSize().width() > self.width():
                self.off_record.hide()


def _toggle(sign: str, name: str) -> SignButton:
    button = SignButton(sign, name)
    button.setObjectName("flatToggle")
    button.setCheckable(True)
    return button


def engine_line(state: TalkState) -> str:
    """Says who answers, and what it has cost."""
    parts = [in_words(state.engine)] if state.engine else []
    if state.model and not _names(state.engine, state.model):
        parts.append(state.model)
    if cost := in_words(cost_words(state.spent_usd, unpriced=state.unpriced)):
        parts.append(cost)
    if state.waiting:
        parts.append(tr("{0} waiting").format(state.waiting))
    if state.loading and state.phase not in WAITS_FOR_MODELS:
        share = "" if state.loaded is None else f" {percent(state.loaded)}"
        parts.append(loading_words(state.loading) + share)
    return "  ·  ".join(parts)


def _names(engine: Sentence | None, model: str) -> bool:
    """The engine's name already contains its model."""
    return engine is not None and any(str(value) == model for _, value in engine.values)
