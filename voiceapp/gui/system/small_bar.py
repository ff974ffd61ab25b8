"""Shows a small bar that stays on top while one works in another program.

It never takes the keyboard, so its words tell of no keys.
"""

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.messages import Phase, TalkState
from voiceapp.core.status_words import dictation_phase
from voiceapp.core.transcript import Item, Message, Speaker, ToolCall, ToolState
from voiceapp.gui.look.controls import SILENT, LevelMeter, ShortLabel, SignButton
from voiceapp.gui.look.theme import LIGHT, RADIUS, SPACE, TIGHT, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.talk.button import ButtonSize, TalkButton
from voiceapp.gui.transcript.line_words import card_words
from voiceapp.gui.words import dictation_words, state_words, tr

WIDTH = 380
BUTTON = ButtonSize(52, 40)
CAPTION = 30


class SmallBar(QWidget):
    pressed = Signal()
    released = Signal()
    mute_toggled = Signal(bool)
    grown = Signal()
    moved = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        flags = (
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        super().__init__(parent, flags)
        self.setObjectName("smallBar")
        self.setWindowTitle(tr("voiceapp, small bar"))
        self.setAccessibleName(tr("Small bar"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedWidth(WIDTH)
        self._palette = LIGHT
        self._state = TalkState()
        self._dictation = DictationView()
        self._dictates = False
        self._grip: QPoint | None = None
        self._asked = ""
        self._hint = ""
        self.button = TalkButton(BUTTON)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.pressed.connect(self.pressed)
        self.button.released.connect(self.released)
        self.phase = QLabel()
        self.phase.setObjectName("phase")
        self.caption = ShortLabel()
        self.caption.setObjectName("quiet")
        self.level = LevelMeter()
        self.mute = SignButton("microphone", tr("Mute"))
        self.mute.setObjectName("mute")
        self.mute.setCheckable(True)
        self.mute.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.mute.toggled.connect(self.mute_toggled)
        self.grow = SignButton("grow", tr("Back to the window"))
        self.grow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grow.clicked.connect(self.grown)
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addStretch(1)
        words.addWidget(self.phase)
        words.addWidget(self.caption)
        words.addWidget(self.level)
        words.addStretch(1)
        self.phase.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self.button)
        row.addLayout(words, 1)
        row.addWidget(self.mute)
        row.addWidget(self.grow)
        self.show_state(TalkState())

    def use(self, palette: Palette, *, still: bool) -> None:
        self._palette = palette
        self.button.use(palette, still=still)
        self.level.use(palette)
        self.mute.show_sign("muted" if self._state.muted else "microphone", palette)
        self.grow.use(palette)
        self.update()

    def show_state(self, state: TalkState) -> None:
        self._state = state
        if self._dictates:
            self._show_dictation_words()
        else:
            self._show_talk_words()
        if state.phase in (Phase.OFF, Phase.MUTED, Phase.DEAF):
            self.level.clear()
        if self.mute.isChecked() is not state.muted:
            with QSignalBlocker(self.mute):
                self.mute.setChecked(state.muted)
        self.mute.call(tr("Unmute") if state.muted else tr("Mute"))
        self.mute.show_sign("muted" if state.muted else "microphone", self._palette)

    def show_dictation(self, view: DictationView, *, dictates: bool) -> None:
        """`dictates`: the button controls the dictation."""
        before, self._dictation = self._dictation, view
        self._dictates = dictates
        self.show_state(self._state)
        if dictates and view.stage is DictationStage.RECORDING:
            self.level.show_level(view.level)
            self.button.show_level(view.level)
        elif dictates and before.stage is DictationStage.RECORDING:
            self.level.show_level(SILENT)

    def _show_talk_words(self) -> None:
        state, dictation = self._state, self._dictation.stage
        words = state_words(state, dictation)
        self.phase.setText(words.title)
        self.button.show_state(state, words)
        loads = state.loading and state.phase is Phase.CONNECTING
        # If nothing has been said since, the hint of another state may be untrue.
        is_hint = self.caption.whole() == self._hint
        if state.phase is Phase.ASKING and self._asked:
            self.caption.say(self._asked)
        elif is_hint or loads or state.phase in (Phase.OFF, Phase.ASKING) or dictation is DictationStage.RECORDING:
            self._hint = words.hint
            self.caption.say(words.hint)

    def _show_dictation_words(self) -> None:
        view = self._dictation
        words = dictation_words(view.stage, self._state.loading)
        self.phase.setText(words.title)
        self.caption.say(in_words(view.sentence) or view.words or words.hint)
        self.button.show_words(dictation_phase(view.stage), words)

    def show_item(self, item: Item) -> None:
        """The newest words: of a reply, those being spoken; of a tool, its question."""
        if isinstance(item, ToolCall) and item.state is ToolState.ASKED:
            self._asked = card_words(item)
            self.caption.say(self._asked)
        if isinstance(item, Message) and item.text:
            text = item.text if item.spoken is None else tail_of(item.text[: item.spoken])
            who = tr("You") if item.speaker is Speaker.USER else tr("Assistant")
            self.caption.say(text.replace("\n", " ").strip(), f"{who}: {item.text}")

    def show_levels(self, microphone: float | None, speaker: float | None) -> None:
        if microphone is not None:
            self.level.show_level(microphone)
        loud = speaker if self._state.phase is Phase.SPEAKING else microphone
        if loud is not None:
            self.button.show_level(loud)

    # --- moved by the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition().toPoint() - self.pos()
            if self.windowHandle().startSystemMove():
                self._grip = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._grip = None
        self.moved.emit(self.pos())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._palette.edge), 1))
        painter.setBrush(QColor(self._palette.ground))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()


def tail_of(text: str) -> str:
    """The last whole words that fit, because one wants to read what is being spoken."""
    text = " ".join(text.split())
    if len(text) <= CAPTION:
        return text
    return "… " + text[-CAPTION:].partition(" ")[2]
