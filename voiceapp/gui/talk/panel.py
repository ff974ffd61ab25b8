"""Shows the strip below the talk: the button, the mode, what leaves the machine, the microphone, its level, the volume."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.desk import Desk, DeviceChoice
from voiceapp.core.dictation.messages import DictationStage, DictationView
from voiceapp.core.failures import Failure
from voiceapp.core.messages import MuteSet, Phase, TalkState
from voiceapp.core.status_words import dictation_phase
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import LevelMeter, MultiLineLabel, Paragraph, ShortCombo, SignButton, announce
from voiceapp.gui.look.icons import pixmap
from voiceapp.gui.look.theme import LIGHT, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.talk.button import TalkButton
from voiceapp.gui.words import dictation_words, state_words, tr

DICTATE = "dictate"
"""No way of taking turns: the button writes into whatever program has the keyboard."""
ROOMY = 460
"""Pixels from which on there is room for the names of the devices."""
SETTLE_MS = 250
"""A slider's place becomes a setting when it has rested so long."""


def mode_words() -> tuple[tuple[str, str], ...]:
    """The ways to take turns, in the words of the list."""
    return (
        ("local_vad", tr("Hands-free")),
        ("server_vad", tr("Hands-free, the server listens")),
        ("semantic_vad", tr("Hands-free, the server thinks along")),
        ("push_to_talk", tr("Push-to-talk")),
        (DICTATE, tr("Dictate")),
    )


class DeviceList(ShortCombo):
    """Microphones or loudspeakers: looked up when the list is opened."""

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], setting: str, name: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._desk = desk
        self._bridge = bridge
        self._setting = setting
        self._used = ""
        self.addItem(tr("As the system"), "")
        chosen = str(desk.settings.value(setting) or "")
        if chosen:
            self.addItem(chosen, chosen)
            self.setCurrentIndex(1)
        self.activated.connect(self._chosen)

    def showPopup(self) -> None:
        self.look()
        super().showPopup()

    def look(self) -> None:
        ask = self._desk.sound.microphones if self._setting == "sound.input_device" else self._desk.sound.speakers
        ask(self._bridge().answer(self._found))

    def show_used(self, name: str | None) -> None:
        """The device that is really open stands beside "as the system"."""
        system = tr("As the system")
        self._used = name or ""
        self.setItemText(0, f"{system} · {name}" if name and not self._desk.settings.value(self._setting) else system)
        self.setToolTip(name or self.currentText())
        self.update()

    def words_shown(self) -> str:
        """The device in use, whatever was chosen."""
        return self._used or self.currentText()

    def _found(self, choices: tuple[DeviceChoice, ...] | Failure) -> None:
        if isinstance(choices, Failure):
            return
        chosen = str(self._desk.settings.value(self._setting) or "")
        first = self.itemText(0)
        self.blockSignals(True)
        self.clear()
        self.addItem(first, "")
        for choice in choices:
            self.addItem(choice.label, choice.name)
        if chosen and self.findData(chosen) < 0:
            self.addItem(tr("{0} (not there now)").format(chosen), chosen)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 40)

    def _chosen(self) -> None:
        self._desk.settings.change(self._setting, self.currentData())


class TalkPanel(QWidget):
    pressed = Signal()
    released = Signal()
    dictating = Signal(bool)
    refused = Signal(object)
    """A Failure: a choice could not be kept."""

    def __init__(self, desk: Desk, bridge: Callable[[], Bridge], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._palette = LIGHT
        self._state = TalkState()
        self._dictates = False
        self._dictation = DictationView()
        self.button = TalkButton()
        self.button.pressed.connect(self.pressed)
        self.button.released.connect(self.released)
        self.phase = QLabel()
        self.phase.setObjectName("phase")
        self.phase.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint = Paragraph()
        self.hint.setObjectName("quiet")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build_left()
        self._build_right(bridge)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._keep_volume)
        middle = QVBoxLayout()
        middle.setSpacing(2)
        middle.addStretch(1)
        middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self.phase)
        middle.addWidget(self.hint)
        middle.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(self._left, 5)
        whole.addLayout(middle, 6)
        whole.addWidget(self._right, 5)
        self.show_state(self._state)

    def _build_left(self) -> None:
        self.mode = ShortCombo()
        self.mode.setObjectName("mode")
        self.mode.setAccessibleName(tr("How to talk"))
        self.mode.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.mode.setMinimumContentsLength(10)
        for value, words in mode_words():
            self.mode.addItem(words, value)
        self.show_mode()
        self.mode.activated.connect(self._mode_chosen)
        self._leaves_sign = QLabel()
        self._leaves_sign.setFixedSize(20, 20)
        self.leaves = MultiLineLabel()
        self.leaves.setObjectName("quiet")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._leaves_sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.leaves, 1)
        self._left = QWidget()
        self._left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self.mode)
        column.addLayout(line)
        column.addStretch(1)

    def _build_right(self, bridge: Callable[[], Bridge]) -> None:
        self.microphone = DeviceList(self._desk, bridge, "sound.input_device", tr("Microphone"))
        self.speaker = DeviceList(self._desk, bridge, "sound.output_device", tr("Loudspeaker"))
        self.mute = SignButton("microphone", tr("Mute"))
        self.mute.setObjectName("mute")
        self.mute.setCheckable(True)
        self.mute.toggled.connect(self._muted)
        self._speaker_sign = QLabel()
        self._speaker_sign.setFixedWidth(32)
        self._speaker_sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.level = LevelMeter()
        self.level.setAccessibleName(tr("Level of the microphone"))
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setObjectName("volume")
        self.volume.setRange(0, 100)
        self.volume.setAccessibleName(tr("Volume"))
        self.volume.setToolTip(tr("Volume"))
        self.volume.setMinimumWidth(60)
        # Louder is to the right everywhere: the style fills the groove from the left.
        self.volume.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.show_volume()
        self.volume.valueChanged.connect(lambda: self._settling.start())
        upper = QVBoxLayout()
        upper.setSpacing(3)
        upper.addWidget(self.microphone)
        upper.addWidget(self.level)
        lower = QVBoxLayout()
        lower.setSpacing(1)
        lower.addWidget(self.speaker)
        lower.addWidget(self.volume)
        first = QHBoxLayout()
        first.addWidget(self.mute, 0, Qt.AlignmentFlag.AlignTop)
        first.addLayout(upper, 1)
        second = QHBoxLayout()
        second.addWidget(self._speaker_sign, 0, Qt.AlignmentFlag.AlignTop)
        second.addLayout(lower, 1)
        self._right = QWidget()
        self._right.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addStretch(1)
        column.addLayout(first)
        column.addLayout(second)
        column.addStretch(1)

    def use(self, palette: Palette, *, still: bool) -> None:
        self._palette = palette
        self.button.use(palette, still=still)
        self.level.use(palette)
        self._speaker_sign.setPixmap(pixmap("speaker", palette.quiet, self.devicePixelRatioF()))
        self._speaker_sign.setMinimumHeight(30)
        self._show_signs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOMY
        self.microphone.setVisible(roomy)
        self.speaker.setVisible(roomy)
        self._show_signs()

    # --- what is shown

    def show_state(self, state: TalkState) -> None:
        self._state = state
        if not self._dictates:
            words = state_words(state, self._dictation.stage)
            if words.title != self.phase.text():
                announce(self.phase, words.title)
            self.phase.setText(words.title)
            self.hint.setText(words.hint)
            self.button.show_state(state, self._dictation.stage)
        elif state.loading:
            self.show_dictation(self._dictation)
        if self.mute.isChecked() is not state.muted:
            self.mute.blockSignals(True)
            self.mute.setChecked(state.muted)
            self.mute.blockSignals(False)
        self.mute.call(tr("Unmute") if state.muted else tr("Mute"), str(self._desk.settings.value("shortcuts.mute")))
        self.microphone.show_used(state.microphone)
        self.speaker.show_used(state.speaker)
        if state.phase in (Phase.OFF, Phase.MUTED, Phase.DEAF):
            self.level.clear()
        leaves = in_words(state.leaves_machine) if state.engine else ""
        if state.engine:
            self.leaves.say(leaves or tr("Nothing leaves this machine."), leaves)
        elif state.phase is Phase.OFF:
            self.leaves.say(tr("Nothing leaves while it is off."))
        else:
            self.leaves.say(tr("Nothing has left this machine yet."))
        self._show_signs()

    def show_dictation(self, view: DictationView) -> None:
        before, self._dictation = self._dictation, view
        if not self._dictates:
            if view.stage is not before.stage:
                self.show_state(self._state)
            return
        words = dictation_words(view.stage, self._state.loading)
        self.phase.setText(words.title)
        self.hint.setText(in_words(view.sentence) or words.hint)
        self.button.show_words(dictation_phase(view.stage), words.title, words.hint)
        if view.stage is DictationStage.RECORDING:
            self.level.show_level(view.level)
            self.button.show_level(view.level)

    def show_levels(self, microphone: float | None, speaker: float | None) -> None:
        if microphone is not None:
            self.level.show_level(microphone)
        loud = speaker if self._state.phase is Phase.SPEAKING else microphone
        if loud is not None:
            self.button.show_level(loud)

    def show_mode(self) -> None:
        at = self.mode.findData(DICTATE if self._dictates else self._desk.settings.value("talking.turn_taking"))
        if at >= 0:
            self.mode.setCurrentIndex(at)

    def show_volume(self) -> None:
        wanted = self._desk.settings.value("sound.output_volume")
        if isinstance(wanted, int) and not self.volume.isSliderDown():
            self.volume.blockSignals(True)
            self.volume.setValue(wanted)
            self.volume.blockSignals(False)

    def _show_signs(self) -> None:
        sign = "cloud" if self._state.engine and self._state.leaves_machine else "lock"
        self._leaves_sign.setPixmap(pixmap(sign, self._palette.quiet, self.devicePixelRatioF()))
        self.mute.show_sign("muted" if self._state.muted else "microphone", self._palette)
        self.mute.setIconSize(QSize(20, 20))

    # --- what the person chooses

    def _muted(self, muted: bool) -> None:
        self._desk.talk.tell(MuteSet(muted))

    def _mode_chosen(self) -> None:
        self._dictates = self.mode.currentData() == DICTATE
        self.dictating.emit(self._dictates)
        self.show_state(self._state)
        if self._dictates:
            self.show_dictation(self._dictation)
            return
        failure = self._desk.settings.change("talking.turn_taking", self.mode.currentData())
        if failure is not None:
            self.refused.emit(failure)

    def _keep_volume(self) -> None:
        failure = self._desk.settings.change("sound.output_volume", self.volume.value())
        if failure is not None:
            self.refused.emit(failure)
