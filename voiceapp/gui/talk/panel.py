"""Shows the row of controls: the state button, its words, the microphone, the sound, the way of talking, the end.

While nothing has been said yet, the button is large and stands above the row.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import Desk
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.failures import Failure
from voiceapp.core.messages import MuteSet, OffRecordSet, Phase, TalkState
from voiceapp.core.outlook import Outlook
from voiceapp.core.status_words import dictation_phase
from voiceapp.core.wishes import TurnTaking
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import SILENT, LevelMeter, Paragraph, SignButton, announce
from voiceapp.gui.look.theme import HAIR, LIGHT, SPACE, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import key_words, status_keys
from voiceapp.gui.talk.button import LARGE, SMALL, TalkButton
from voiceapp.gui.talk.devices import SoundPopover
from voiceapp.gui.words import PhaseWords, dictation_words, state_words, tr

DICTATE = "dictate"
"""Not a way of taking turns: the button dictates into whatever program has the keyboard."""
ROOMY = 34
"""The width, in line heights, from which there is room for the level meter."""
LEVEL = 72
UNBOUNDED = 10_000
LOW = 25
"""The height of the window, in line heights, below which a hint that wraps would take the room of the talk."""


def mode_words() -> tuple[tuple[str, str], ...]:
    """The ways of taking turns, as the list words them."""
    return (
        ("local_vad", tr("Hands-free")),
        ("server_vad", tr("Hands-free, server detects pauses")),
        ("semantic_vad", tr("Hands-free, server follows meaning")),
        ("push_to_talk", tr("Push-to-talk")),
        (DICTATE, tr("Dictate")),
    )


class TalkPanel(QWidget):
    pressed = Signal()
    released = Signal()
    ended = Signal()
    """The person ends the talk, whatever it is doing."""
    dictating = Signal(bool)
    refused = Signal(object)
    """A Failure: a choice could not be saved."""

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._outlook = Outlook()
        self._palette = LIGHT
        self._state = TalkState()
        self._dictates = False
        self._dictation = DictationView()
        self._large = False
        self._window_height = 0
        self._went_wrong = False
        self.button = TalkButton(SMALL)
        self.button.pressed.connect(self.pressed)
        self.button.released.connect(self.released)
        self._build_words()
        self._build_microphone()
        self._build_sound(bridge)
        self._build_mode()
        self.end = QPushButton(tr("End"))
        self.end.setObjectName("end")
        self.end.setToolTip(tr("End the conversation"))
        self.end.setAccessibleDescription(tr("End the conversation"))
        self.end.clicked.connect(self.ended)
        self._above = QVBoxLayout()
        self._above.setSpacing(HAIR)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE)
        for control in (self.level, self.mute, self.off_record, self.sound, self.mode, self.end):
            self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(self._above)
        whole.addLayout(self._row)
        self._arrange()
        self.show_state(self._state)

    def _build_words(self) -> None:
        self.phase = Paragraph()
        self.phase.setObjectName("phase")
        self.hint = Paragraph()
        self.hint.setObjectName("quiet")
        self._words = QWidget()
        self._words.installEventFilter(self)
        column = QVBoxLayout(self._words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.phase)
        column.addWidget(self.hint)
        column.addStretch(1)

    def _build_microphone(self) -> None:
        self.mute = SignButton("microphone", tr("Mute"))
        self.mute.setObjectName("mute")
        self.mute.setCheckable(True)
        self.mute.toggled.connect(self._muted)
        self.off_record = SignButton("unseen", tr("Off the record"))
        self.off_record.setObjectName("offRecord")
        self.off_record.setCheckable(True)
        self.off_record.toggled.connect(self._left_record)
        self.level = LevelMeter()
        self.level.setAccessibleName(tr("Microphone level"))
        self.level.setFixedWidth(LEVEL)

    def _build_sound(self, bridge: Callable[[], Bridge]) -> None:
        self.sound = SignButton("speaker", tr("Sound"))
        self.sound.setObjectName("sound")
        self.popover = SoundPopover(self._desk, bridge, self.sound)
        self.popover.refused.connect(self.refused)
        self.sound.clicked.connect(self.popover.open)
        self.microphone = self.popover.microphone
        self.speaker = self.popover.speaker
        self.volume = self.popover.volume

    def _build_mode(self) -> None:
        self.mode = Chooser()
        self.mode.setObjectName("mode")
        self.mode.setAccessibleName(tr("Mode"))
        self.mode.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.mode.setMinimumContentsLength(8)
        self.mode.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_mode()
        self.look_who_answers()
        self.mode.activated.connect(self._mode_chosen)

    def use(self, palette: Palette, *, still: bool) -> None:
        self._palette = palette
        self.button.use(palette, still=still)
        self.level.use(palette)
        self.sound.use(palette)
        self.off_record.use(palette)
        self._show_sign()

    # --- where the button stands

    def show_large(self, large: bool, *, moving: bool = True) -> None:
        """Large, because there is nothing else to look at."""
        if large is not self._large:
            self._large = large
            self._arrange(moving=moving)
            if moving:
                self._make_room()

    def _make_room(self) -> None:
        """At once: otherwise a busy window shows it for a while squeezed into its old room."""
        part: QWidget | None = self
        while part is not None:
            layout = part.layout()
            if layout is not None:
                layout.activate()
            part = part.parentWidget()

    def _arrange(self, *, moving: bool = False) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        for layout in (self._above, self._row):
            layout.removeWidget(self.button)
            layout.removeWidget(self._words)
        for place in reversed(range(self._row.count())):
            item = self._row.itemAt(place)
            if item is not None and item.spacerItem() is not None:
                self._row.takeAt(place)
        self.button.become(LARGE if self._large else SMALL, moving=moving)
        if self._large:
            self._above.addWidget(self.button, 0, middle)
            self._above.addWidget(self._words)
            self._row.insertStretch(0, 1)
            self._row.addStretch(1)
        else:
            self._row.insertWidget(0, self.button, 0, Qt.AlignmentFlag.AlignVCenter)
            self._row.insertWidget(1, self._words, 1)
        side = middle if self._large else Qt.AlignmentFlag.AlignLeading
        for words in (self.phase, self.hint):
            words.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.level.setVisible(event.size().width() >= ROOMY * self.fontMetrics().height())
        self._fit_hint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The words get other room also where only what stands beside them changes."""
        if watched is self._words and event.type() is QEvent.Type.Resize:
            self._fit_hint()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_hint()

    def fit(self, window_height: int) -> None:
        """Adapts to the height that all parts of the window have together."""
        self._window_height = window_height
        self._fit_hint()

    def _say(self, words: PhaseWords, hint: str = "") -> None:
        """`hint`: said instead of the one that goes with these words, because something went wrong."""
        self._went_wrong = bool(hint)
        self.phase.setText(words.title)
        self.hint.setText(hint or words.hint)
        self._words.setToolTip(self.hint.text())
        self._fit_hint()

    def _fit_hint(self) -> None:
        """A hint has two lines, or one in a low window, or none: the button's tooltip has it, too. What went wrong has
        as many as it needs, if the window isn't low.
        """
        low = self._window_height < LOW * self.fontMetrics().height()
        metrics = self.hint.fontMetrics()
        room = QRect(0, 0, self._words.width(), UNBOUNDED)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.hint.text()).height()
        fits = round(needed / metrics.lineSpacing()) <= (1 if low else 2)
        self.hint.setVisible(fits or (self._went_wrong and not low))

    # --- what is shown

    def show_state(self, state: TalkState) -> None:
        if state.engine != self._state.engine:
            self.look_who_answers()
        self._state = state
        if not self._dictates:
            words = state_words(state, self._dictation.stage, status_keys(self._desk.settings))
            if words.title != self.phase.text():
                announce(self.phase, words.title)
            self._say(words)
            self.button.show_state(state, words)
        elif state.loading:
            self.show_dictation(self._dictation)
        self._show_end()
        self._show_record()
        if self.mute.isChecked() is not state.muted:
            with QSignalBlocker(self.mute):
                self.mute.setChecked(state.muted)
        self.mute.call(tr("Unmute") if state.muted else tr("Mute"), key_words(self._desk.settings, ActionId.MUTE))
        if self.off_record.isChecked() is not state.off_record:
            with QSignalBlocker(self.off_record):
                self.off_record.setChecked(state.off_record)
        record = tr("Back on the record") if state.off_record else tr("Off the record")
        self.off_record.call(record, key_words(self._desk.settings, ActionId.OFF_RECORD))
        self.popover.show_devices(state.microphone, state.speaker)
        self.sound.call(tr("Sound"))
        self.sound.setAccessibleDescription(self.popover.told())
        self.sound.setToolTip(self.popover.told())
        if state.phase in (Phase.OFF, Phase.MUTED, Phase.DEAF):
            self.level.clear()
        self._show_sign()

    def show_keys(self) -> None:
        """Tell of the keys that the person has now."""
        self.show_state(self._state)

    def _show_end(self) -> None:
        shown = self._state.phase is not Phase.OFF
        if not shown and self.end.hasFocus():
            self.button.setFocus()
        self.end.setVisible(shown)

    def _show_record(self) -> None:
        """Dictation for other programs is no talk, so there is nothing to leave the record with."""
        self.off_record.setVisible(not self._dictates or self._state.off_record)

    def show_dictation(self, view: DictationView) -> None:
        before, self._dictation = self._dictation, view
        if not self._dictates:
            if view.stage is not before.stage:
                self.show_state(self._state)
            return
        words = dictation_words(view.stage, self._state.loading)
        self._say(words, in_words(view.sentence))
        self.button.show_words(dictation_phase(view.stage), words)
        if view.stage is DictationStage.RECORDING:
            self.level.show_level(view.level)
            self.button.show_level(view.level)
        elif before.stage is DictationStage.RECORDING:
            self.level.show_level(SILENT)

    def show_levels(self, microphone: float | None, speaker: float | None) -> None:
        if microphone is not None:
            self.level.show_level(microphone)
        loud = speaker if self._state.phase is Phase.SPEAKING else microphone
        if loud is not None:
            self.button.show_level(loud)

    def look_who_answers(self) -> None:
        """Find out who answers, because the available choices depend on it."""
        self._desk.talk.outlook(self._bridge().answer(self._show_outlook))

    def _show_outlook(self, outlook: Outlook | Failure) -> None:
        if isinstance(outlook, Outlook):
            self._outlook = outlook
            self.show_mode()

    def show_mode(self) -> None:
        offered = [each for each in mode_words() if each[0] == DICTATE or self._outlook.offers(TurnTaking(each[0]))]
        if [value for value, _ in offered] != [self.mode.itemData(row) for row in range(self.mode.count())]:
            self.mode.clear()
            for value, words in offered:
                self.mode.addItem(words, value)
        chosen = self._outlook.in_effect(TurnTaking(str(self._desk.settings.value("talking.turn_taking"))))
        self.mode.setCurrentIndex(self.mode.findData(DICTATE if self._dictates else chosen.value))

    def show_volume(self) -> None:
        self.popover.show_volume()

    def _show_sign(self) -> None:
        self.mute.show_sign("muted" if self._state.muted else "microphone", self._palette)

    # --- what the person chooses

    def _muted(self, muted: bool) -> None:
        self._desk.talk.tell(MuteSet(muted))

    def _left_record(self, off: bool) -> None:
        self._desk.talk.tell(OffRecordSet(off))

    def _mode_chosen(self) -> None:
        self._dictates = self.mode.currentData() == DICTATE
        self._show_record()
        self.dictating.emit(self._dictates)
        self.show_state(self._state)
        if self._dictates:
            self.show_dictation(self._dictation)
            return
        failure = self._desk.settings.change("talking.turn_taking", self.mode.currentData())
        if failure is not None:
            self.refused.emit(failure)
