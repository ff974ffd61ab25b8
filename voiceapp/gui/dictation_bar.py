"""Shows what the dictation is doing in a small bar that is above all windows and never takes the keyboard.

Updates may come from any thread; only the newest is painted.
"""

import threading
import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.desk import Desk
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade, TextCorrected
from voiceapp.core.messages import Show, ShowState
from voiceapp.gui.bar_place import BarPlacer, KeptBarPlaces
from voiceapp.gui.correction_box import CorrectionBox
from voiceapp.gui.dictation_meter import DictationMeter
from voiceapp.gui.dictation_pad import DictationPad
from voiceapp.gui.dictation_words import DictationWords
from voiceapp.gui.floating_frame import FloatingFrame
from voiceapp.gui.language_button import LanguageButton
from voiceapp.gui.look.appearance import palette_wanted, sheet_wanted
from voiceapp.gui.look.theme import DARK, HAIR, SPACE, WIDE
from voiceapp.gui.profiles.profile_choices import ProfileMenu, tidy_words
from voiceapp.gui.rewrite_panel import RewritePanel
from voiceapp.gui.sentences import in_words
from voiceapp.gui.window_memory import kept_in
from voiceapp.gui.words import loading_words, tr, translated

WIDTH = 520
LINES = 3
PROGRAM = 160
"""The widest that the name of a program may be, in pixels."""
FRAME_MS = 33

_COLOURS = {
    DictationStage.RECORDING: DARK.bad,
    DictationStage.INSERTED: DARK.good,
    DictationStage.FAILED: DARK.warn,
    DictationStage.WAITING: DARK.warn,
}
_CAN_CANCEL = (DictationStage.TRANSCRIBING, DictationStage.TIDYING, DictationStage.REWRITING)


def stage_words(stage: DictationStage, loading: str = "", *, hands_free: bool = False) -> str:
    """`loading`: the model that is being waited for."""
    match stage:
        case DictationStage.TRANSCRIBING | DictationStage.TIDYING | DictationStage.REWRITING if loading:
            return loading_words(loading)
        case DictationStage.IDLE | DictationStage.OFFERED:
            return ""
        case DictationStage.RECORDING:
            return tr("Hands-free") if hands_free else tr("Listening")
        case DictationStage.TRANSCRIBING:
            return tr("Transcribing")
        case DictationStage.TIDYING:
            return tr("Cleaning up")
        case DictationStage.REWRITING:
            return tr("Rewriting")
        case DictationStage.INSERTING:
            return tr("Inserting")
        case DictationStage.WAITING:
            return tr("Waiting")
        case DictationStage.ENDED:
            return tr("Ended")
        case DictationStage.INSERTED:
            return tr("Inserted")
        case DictationStage.FAILED:
            return tr("Not inserted")


def hint_words(view: DictationView, *, hears_cancel: bool) -> str:
    """Say how the recording ends, depending on how the key is being used and on whether Esc is heard."""
    if view.stage is not DictationStage.RECORDING:
        return ""
    if view.instructs:
        return tr("Say what to do with the selected text")
    if view.hands_free and view.waiting:
        # The buttons need the room, and one of them ends it.
        return ""
    if view.hands_free:
        how = tr("Say “{0}” to end").format(view.stop_phrase)
        return f"{how} · {tr('Esc ends at once')}" if hears_cancel else how
    if hears_cancel:
        return tr("Let go to insert · Esc cancels") if view.held else tr("Press again to insert · Esc cancels")
    return tr("Let go to insert") if view.held else tr("Press again to insert")


def _to(program: str, label: QLabel) -> str:
    """Where the words go."""
    if not program:
        return ""
    return "→ " + QFontMetrics(label.font()).elidedText(program, Qt.TextElideMode.ElideRight, PROGRAM)


class DictationBar(FloatingFrame):
    """Lives in the window's thread from its creation until `shut`."""

    _arrived = Signal()
    _another_place = Signal()

    def __init__(self, desk: Desk, controls: Callable[[], QRect] = QRect) -> None:
        """`controls`: where the window's own buttons are on the screen, empty while it is not to be seen."""
        super().__init__("dictationBar", WIDTH)
        self._desk = desk
        self._lock = threading.Lock()
        self._newest = DictationView()
        self._view = DictationView()
        self._newest_loading = ""
        self._loading = ""
        self.correction: CorrectionBox | None = None
        self.pad = DictationPad(lambda: desk.dictation.tell(RequestMade(DictationRequest.DISCARD)), self._sheet)
        self.rewritten = RewritePanel(desk)
        self._build()
        self.placer = BarPlacer(self, KeptBarPlaces(kept_in(desk.kept.folder("state"))), self._place_setting, controls)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._paint_newest)
        self._beat = QTimer(self)
        self._beat.setInterval(250)
        self._beat.timeout.connect(self._tell_time)
        self._arrived.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        self._another_place.connect(self.placer.forget, Qt.ConnectionType.QueuedConnection)
        self._stops = (
            desk.dictation.watch(self._take),
            desk.talk.watch(self._take_state),
            desk.settings.listen(self._take_settings),
        )

    def shut(self) -> None:
        for stop in self._stops:
            stop()
        self._timer.stop()
        self._beat.stop()
        self.menu.close()
        self.pad.hide()
        self.language.languages.close()
        if self.correction is not None:
            self.correction.close()
        self.rewritten.close()
        self.close()

    # --- any thread

    def _take(self, view: DictationView) -> None:
        with self._lock:
            self._newest = view
        self._arrived.emit()

    def _take_state(self, show: Show) -> None:
        if isinstance(show, ShowState) and show.state.loading != self._newest_loading:
            with self._lock:
                self._newest_loading = show.state.loading
            self._arrived.emit()

    def _take_settings(self, changed: Mapping[str, object]) -> None:
        if "dictation.bar" in changed:
            self._another_place.emit()

    # --- the window's thread

    def _wake(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _paint_newest(self) -> None:
        with self._lock:
            view, loading = self._newest, self._newest_loading
        if view != self._view or loading != self._loading:
            before, self._view = self._view, view
            self._loading = loading
            self._show(view, before)

    def _build(self) -> None:
        self._stage = QLabel()
        self._stage.setObjectName("stage")
        self._time = QLabel()
        self._time.setObjectName("time")
        self.meter = DictationMeter()
        self._words = DictationWords()
        self._why = QLabel()
        self._why.setObjectName("why")
        self._why.setTextFormat(Qt.TextFormat.PlainText)
        self._why.setWordWrap(True)
        self._program = QLabel()
        self._program.setObjectName("program")
        self._program.setTextFormat(Qt.TextFormat.PlainText)
        self.menu = ProfileMenu(self._desk, self._tidy_with)
        self.profile = QPushButton()
        self.profile.setObjectName("profile")
        self.profile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.profile.setToolTip(tr("Profile"))
        self.profile.clicked.connect(self._offer_profiles)
        tell = self._desk.dictation.tell
        self.language = LanguageButton(lambda code: tell(RequestMade(DictationRequest.IN_LANGUAGE, language=code)))
        top = QHBoxLayout()
        for widget in (self._stage, self._program, self.profile, self.language, self.meter, self._time):
            top.addWidget(widget)
        top.addStretch(1)
        self._hint = QLabel()
        self._hint.setObjectName("hint")
        bottom = QHBoxLayout()
        bottom.addWidget(self._hint)
        bottom.addStretch(1)
        self.buttons: dict[DictationRequest, QPushButton] = {}
        for ask, label in (
            (DictationRequest.INSERT_HERE, tr("Insert here")),
            (DictationRequest.UNDO, tr("Undo")),
            (DictationRequest.CORRECT, tr("Correct…")),
            (DictationRequest.AGAIN, tr("Insert again")),
            (DictationRequest.COPY, tr("Copy")),
            (DictationRequest.RETRY, tr("Try again")),
            (DictationRequest.ORIGINAL, tr("As spoken")),
            (DictationRequest.ALLOW_CONTEXT, tr("Allow")),
            (DictationRequest.HANDS_FREE, tr("Hands-free")),
            (DictationRequest.STOP, tr("Stop")),
            (DictationRequest.CANCEL, tr("Cancel")),
            (DictationRequest.DISCARD, tr("Dismiss")),
        ):
            button = QPushButton(label)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.clicked.connect(lambda _=False, ask=ask: self._desk.dictation.tell(RequestMade(ask)))
            bottom.addWidget(button)
            self.buttons[ask] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, SPACE, WIDE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addWidget(self._body())
        column.addLayout(bottom)
        self._colour("")
        self.ensurePolished()
        # Always equally high, so that nothing moves under a hand that is aiming at a button.
        self.setFixedHeight(column.sizeHint().height())

    def _correct(self, text: str) -> None:
        """Open the box, now that the text has been taken out and the other program no longer needs the keyboard."""
        self.correction = CorrectionBox(text, lambda text: self._desk.dictation.tell(TextCorrected(text)))
        self.correction.setStyleSheet(self._sheet())
        self.correction.finished.connect(self._corrected)
        self.correction.show()
        self.correction.activateWindow()

    def _sheet(self) -> str:
        value = self._desk.settings.value
        return sheet_wanted(value, palette_wanted(value))

    def _corrected(self) -> None:
        self.correction = None

    def _tidy_with(self, name: str) -> None:
        self._desk.dictation.tell(RequestMade(DictationRequest.TIDY_WITH, tidy=name))

    def _offer_profiles(self) -> None:
        self.menu.popup(self.profile.mapToGlobal(QPoint(0, self.profile.height())))

    def _body(self) -> QWidget:
        """The words, and why they wait: together as many lines as there is room for."""
        body = QWidget()
        body.setFixedHeight(LINES * QFontMetrics(self._words.font()).lineSpacing() + SPACE)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        column.addWidget(self._words)
        column.addWidget(self._why)
        column.addStretch(1)
        return body

    def _colour(self, stage_colour: str) -> None:
        self.setStyleSheet(
            f"#dictationBar {{ background: {DARK.raised}; border: 1px solid {DARK.edge}; }}"
            f"QLabel {{ color: {DARK.text}; }} #time, #why, #hint, #program {{ color: {DARK.quiet}; }}"
            f"#stage {{ color: {stage_colour or DARK.text}; font-weight: bold; }}"
            f"QPushButton {{ color: {DARK.text}; background: {DARK.sunken}; border: 1px solid {DARK.edge};"
            " border-radius: 6px; padding: 3px 8px; }"
            f"QPushButton:hover {{ background: {DARK.line}; }}"
            f"#profile, #language {{ color: {DARK.quiet}; background: transparent; border: none; padding: 0px 4px; }}"
            f"#profile:hover, #language:hover {{ color: {DARK.text}; }}"
        )

    def _show(self, view: DictationView, before: DictationView) -> None:
        if view.correcting and not before.correcting:
            self._correct(view.correcting)
        self.rewritten.take(view)
        if self.pad.take(view):
            self.hide()
            return
        if view.stage in (DictationStage.IDLE, DictationStage.OFFERED) or view.rewrite is not None:
            self.hide()
            return
        recording = view.stage is DictationStage.RECORDING
        self.meter.setVisible(recording)
        self.meter.show_level(view.level)
        self._stage.setText(stage_words(view.stage, self._loading, hands_free=view.hands_free))
        if view.stage is not before.stage:
            self._colour(_COLOURS.get(view.stage, ""))
            self._time.setVisible(recording)
            self._tell_time()
        self._words.show_words(view, (WIDTH - 28) * (1 if view.sentence else LINES) - 40)
        self._why.setText(in_words(view.sentence))
        self._why.setVisible(bool(view.sentence))
        self._program.setText(_to(view.program, self._program))
        named = (translated(view.profile) or tr("No profile"), tidy_words(view.tidy))
        self.profile.setText(f"{' · '.join(filter(None, named))} ▾")
        self.language.show_languages(view.languages)
        hint = hint_words(view, hears_cancel=self._desk.dictation.hears_cancel())
        self._hint.setText(" · ".join(filter(None, (hint, tr("Preview") if view.preview else ""))))
        inserted = view.stage is DictationStage.INSERTED
        free = not recording or view.hands_free
        wanted = {
            DictationRequest.INSERT_HERE: bool(view.waiting) and free,
            DictationRequest.UNDO: inserted and view.can_undo,
            DictationRequest.CORRECT: inserted and view.can_undo and not view.rewritten,
            DictationRequest.AGAIN: inserted and not view.can_undo,
            DictationRequest.COPY: inserted or (bool(view.waiting) and free),
            DictationRequest.RETRY: view.can_retry and free and not view.waiting,
            DictationRequest.ORIGINAL: view.can_restore and (view.as_spoken or not (view.rewritten and view.can_undo)),
            DictationRequest.ALLOW_CONTEXT: view.asks_context,
            DictationRequest.HANDS_FREE: recording and not (view.hands_free or view.held or view.instructs),
            DictationRequest.STOP: view.hands_free,
            DictationRequest.CANCEL: (recording and not view.hands_free) or view.stage in _CAN_CANCEL,
            DictationRequest.DISCARD: bool(view.waiting) or view.stage is DictationStage.FAILED,
        }
        first, other = (tr("Original"), tr("Rewritten")) if view.rewritten else (tr("As spoken"), tr("Cleaned up"))
        self.buttons[DictationRequest.ORIGINAL].setText(other if view.as_spoken else first)
        for ask, button in self.buttons.items():
            button.setVisible(wanted[ask])
        self.setAccessibleName(" ".join(filter(None, (*self._spoken(view), hint))))
        if (
            self._place_setting() != "off"
            or view.sentence
            or view.stage in (DictationStage.WAITING, DictationStage.FAILED)
        ):
            if not self.isVisible() or view.stage is DictationStage.RECORDING is not before.stage:
                self.placer.place(view.caret)
            if view.caret != before.caret:
                self.placer.follow(view.caret)
            self.show()
        self._keep_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keep_time()

    def _keep_time(self) -> None:
        """The time runs only while somebody can see it."""
        wanted = self.isVisible() and self._view.stage is DictationStage.RECORDING
        if wanted is not self._beat.isActive():
            (self._beat.start if wanted else self._beat.stop)()

    @staticmethod
    def _spoken(view: DictationView) -> tuple[str, ...]:
        stage = stage_words(view.stage, hands_free=view.hands_free)
        return stage, view.program, translated(view.profile), in_words(view.sentence)

    def _tell_time(self) -> None:
        if self._view.stage is DictationStage.RECORDING:
            seconds = max(0, int(time.time() - self._view.since))
            self._time.setText(f"{seconds // 60}:{seconds % 60:02d}")

    def _place_setting(self) -> str:
        return str(self._desk.settings.value("dictation.bar"))
