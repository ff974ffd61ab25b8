"""The window: the talk in the middle, the button that is its state below, typing at the bottom."""

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.app.desk import asset
from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure, Remedy
from voiceapp.core.messages import (
    ClearFailure,
    HideItem,
    ItemCorrected,
    KeyPressed,
    KeyReleased,
    MuteSet,
    Phase,
    ReplyInterrupted,
    RetryAsked,
    Show,
    ShowFailure,
    ShowItem,
    ShowLevels,
    ShowLimits,
    ShowState,
    ShowTalk,
    TalkStarted,
    TalkState,
    TalkStopped,
    TextEntered,
)
from voiceapp.core.transcript import Message
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.composer import Composer
from voiceapp.gui.error_bar import ErrorBar
from voiceapp.gui.settings_dialog import SettingsDialog
from voiceapp.gui.talk_button import TalkButton, holds
from voiceapp.gui.theme import DARK, LIGHT, Palette, style_sheet
from voiceapp.gui.transcript_model import TranscriptModel
from voiceapp.gui.transcript_view import TranscriptView
from voiceapp.gui.words import phase_words, tr

MODES = (("local_vad", "Hands-free"), ("server_vad", "Hands-free (server)"), ("push_to_talk", "Push-to-talk"))


class Window(QMainWindow):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("voiceapp")
        self.setMinimumSize(560, 480)
        self._desk = desk
        self._state = TalkState()
        self.model = TranscriptModel()
        self.transcript = TranscriptView(self.model, desk.tell, desk.play_sound)
        self.transcript.corrected.connect(self._correct)
        self.error_bar = ErrorBar(self._help_with)
        self.button = TalkButton()
        self.button.pressed.connect(self._button_pressed)
        self.button.released.connect(self._button_released)
        self.composer = Composer()
        self.composer.sent.connect(self._send)
        self._build()
        self._shortcuts()
        self.bridge = Bridge(desk, self)
        self.bridge.shown.connect(self._show)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.use_theme)
        self.use_theme()
        self._remembered = QSettings("voiceapp", "window")
        self.resize(900, 760)
        geometry = self._remembered.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.button.setFocus()

    # --- how it looks

    def _build(self) -> None:
        self._engine = QLabel()
        self._engine.setObjectName("quiet")
        self._engine.setAccessibleName(tr("Engine"))
        new = QPushButton(tr("New talk"))
        new.setObjectName("newTalk")
        new.clicked.connect(self._desk.new_talk)
        settings = QPushButton(tr("Settings"))
        settings.setObjectName("openSettings")
        settings.clicked.connect(self._settings_asked)
        top = QHBoxLayout()
        top.addWidget(self._engine, 1)
        top.addWidget(new)
        top.addWidget(settings)

        self._phase = QLabel()
        self._phase.setObjectName("phase")
        self._phase.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = QLabel()
        self._hint.setObjectName("quiet")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mode = QComboBox()
        self._mode.setObjectName("mode")
        self._mode.setAccessibleName(tr("How to talk"))
        for value, words in MODES:
            self._mode.addItem(tr(words), value)
        self._mode.setCurrentIndex(max(0, self._mode.findData(self._desk.setting("talking.turn_taking"))))
        self._mode.currentIndexChanged.connect(self._mode_chosen)
        self._mute = QPushButton(tr("Mute"))
        self._mute.setObjectName("mute")
        self._mute.setCheckable(True)
        self._mute.toggled.connect(self._mute_toggled)
        self._device = QLabel()
        self._device.setObjectName("quiet")
        left = QVBoxLayout()
        left.addStretch(1)
        left.addWidget(self._mode)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addStretch(1)
        right.addWidget(self._mute)
        right.addStretch(1)
        middle = QVBoxLayout()
        middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self._phase)
        middle.addWidget(self._hint)
        middle.addWidget(self._device, 0, Qt.AlignmentFlag.AlignHCenter)
        talk = QHBoxLayout()
        talk.addLayout(left, 1)
        talk.addLayout(middle, 2)
        talk.addLayout(right, 1)

        self._spoken = QPushButton(tr("Spoken answer"))
        self._spoken.setObjectName("spokenAnswer")
        self._spoken.setCheckable(True)
        self._spoken.setChecked(True)
        self._spoken.toggled.connect(self._spoken_chosen)
        send = QPushButton(tr("Send"))
        send.setObjectName("primary")
        send.clicked.connect(self.composer.send)
        typing = QHBoxLayout()
        typing.addWidget(self.composer, 1)
        typing.addWidget(self._spoken)
        typing.addWidget(send)

        ground = QWidget()
        ground.setObjectName("ground")
        whole = QVBoxLayout(ground)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(self.error_bar)
        whole.addWidget(self.transcript, 1)
        whole.addLayout(talk)
        whole.addLayout(typing)
        self.setCentralWidget(ground)
        self._show_state(self._state)

    def use_theme(self) -> None:
        palette = self.palette_wanted()
        scale = _number(self._desk.setting("appearance.text_size")) / 100
        self.setStyleSheet(style_sheet(palette, scale or 1.0, asset("arrow.svg").as_posix()))
        self.button.use(palette)
        self.transcript.use(palette)

    def palette_wanted(self) -> Palette:
        wanted = self._desk.setting("appearance.theme")
        if wanted in ("light", "dark"):
            return DARK if wanted == "dark" else LIGHT
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    # --- keys

    def _shortcuts(self) -> None:
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, lambda: self._desk.tell(ReplyInterrupted()))
        QShortcut(QKeySequence("Ctrl+,"), self, self._settings_asked)
        QShortcut(QKeySequence("Ctrl+N"), self, self._desk.new_talk)
        QShortcut(QKeySequence("Ctrl+M"), self, self._mute.toggle)
        QShortcut(QKeySequence("Ctrl+L"), self, self.composer.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._button_pressed()
        elif event.key() == Qt.Key.Key_M and not event.isAutoRepeat():
            self._mute.toggle()
        elif not event.isAutoRepeat():
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._button_released()
        elif not event.isAutoRepeat():
            super().keyReleaseEvent(event)

    # --- what the person does

    def _button_pressed(self) -> None:
        state = self._state
        if state.phase is Phase.OFF:
            self._desk.tell(TalkStarted())
            if state.turn_taking.by_key:
                self._desk.tell(KeyPressed())
        elif state.turn_taking.by_key:
            hearing = state.phase is Phase.HEARING
            self._desk.tell(KeyReleased() if hearing and not holds(state.turn_taking) else KeyPressed())
        elif state.phase is Phase.SPEAKING:
            self._desk.tell(ReplyInterrupted())
        elif state.phase is Phase.MUTED:
            self._mute.setChecked(False)
        else:
            self._desk.tell(TalkStopped())

    def _button_released(self) -> None:
        if holds(self._state.turn_taking):
            self._desk.tell(KeyReleased())

    def _send(self, event: TextEntered) -> None:
        self._desk.tell(event)
        self.transcript.go_to_end()

    def _spoken_chosen(self, spoken: bool) -> None:
        self.composer.spoken = spoken
        self._spoken.setText(tr("Spoken answer") if spoken else tr("Written answer"))

    def _mode_chosen(self, at: int) -> None:
        failure = self._desk.change_setting("talking.turn_taking", self._mode.itemData(at))
        if failure is not None:
            self.error_bar.show_failure(ShowFailure(failure))

    def _correct(self, message: Message) -> None:
        text, done = QInputDialog.getMultiLineText(self, tr("Correct"), tr("What was really said:"), message.text)
        if done and text.strip():
            self._desk.tell(ItemCorrected(message.id, text.strip()))

    def _mute_toggled(self, muted: bool) -> None:
        self._desk.tell(MuteSet(muted))

    def _settings_asked(self) -> None:
        self.open_settings()

    def open_settings(self, page: str = "") -> None:
        dialog = SettingsDialog(self._desk, self.bridge, page, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self.use_theme)
        dialog.show()

    def _help_with(self, remedy: Remedy) -> None:
        match remedy:
            case Remedy.RETRY:
                self._desk.tell(RetryAsked())
            case Remedy.OPEN_KEYS:
                self.open_settings()
            case Remedy.OPEN_ENGINES | Remedy.USE_LOCAL:
                self.open_settings(tr("Engines"))
            case Remedy.OPEN_SOUND:
                self.open_settings(tr("Sound"))
            case Remedy.OPEN_BUDGET:
                self.open_settings(tr("Budget"))
            case Remedy.OPEN_DATA_FOLDER:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(getattr(self._desk, "paths", None) or "")))
            case Remedy.REPORT:
                self._desk.report(self.bridge.answer(self._reported))
            case Remedy.NONE:
                pass

    def _reported(self, path: str | Failure) -> None:
        self._hint.setText(path.sentence if isinstance(path, Failure) else tr("Saved: {0}").format(path))

    # --- what is shown

    def _show(self, show: Show) -> None:
        match show:
            case ShowItem(item):
                self.model.put(item)
            case HideItem(item_id):
                self.model.remove(item_id)
            case ShowTalk(talk):
                self.model.replace(talk.items)
                self.transcript.go_to_end()
            case ShowState(state):
                self._show_state(state)
            case ShowLevels(microphone, speaker):
                level = speaker if self._state.phase is Phase.SPEAKING else microphone
                if level is not None:
                    self.button.show_level(level)
            case ShowFailure():
                self.error_bar.show_failure(show)
            case ClearFailure(failure):
                self.error_bar.clear_failure(failure)
            case ShowLimits():
                pass

    def _show_state(self, state: TalkState) -> None:
        self._state = state
        words = phase_words(state.phase, state.turn_taking)
        self._phase.setText(words.title)
        self._hint.setText(words.hint)
        self.button.show_state(state)
        if self._mute.isChecked() is not state.muted:
            self._mute.blockSignals(True)
            self._mute.setChecked(state.muted)
            self._mute.blockSignals(False)
        self._mute.setText(tr("Unmute") if state.muted else tr("Mute"))
        self._device.setText(state.microphone or "")
        self._engine.setText(engine_line(state))
        at = self._mode.findData(self._desk.setting("talking.turn_taking"))
        if at >= 0 and at != self._mode.currentIndex():
            self._mode.blockSignals(True)
            self._mode.setCurrentIndex(at)
            self._mode.blockSignals(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remembered.setValue("geometry", self.saveGeometry())
        self.bridge.close()
        super().closeEvent(event)
        application = QApplication.instance()
        if application is not None:
            application.quit()


def engine_line(state: TalkState) -> str:
    """Who answers, what leaves the machine, and what it has cost."""
    parts = [part for part in (state.engine, state.model) if part]
    if state.engine:
        parts.append(state.leaves_machine or tr("Nothing leaves this machine."))
    if state.spent_usd:
        parts.append(f"${state.spent_usd:.3f}")
    if state.unpriced:
        parts.append(tr("some of it unpriced"))
    if state.waiting:
        parts.append(tr("{0} waiting").format(state.waiting))
    return "  ·  ".join(parts)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 100.0
