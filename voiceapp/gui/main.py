"""Opens the window before engines and models are loaded, and loads them in the background."""

import signal
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from voiceapp.app import garbage_collection
from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import ShowFailure
from voiceapp.core.sentence import Sentence, SettingPlace, told_by
from voiceapp.gui import language
from voiceapp.gui.clipboard import WindowClipboard
from voiceapp.gui.first_frame import FirstFrame
from voiceapp.gui.late_desk import LateDesk
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.appearance import palette_wanted
from voiceapp.gui.patient_paste import PatientPaste
from voiceapp.gui.sentences import in_words
from voiceapp.gui.system.first_background import cover
from voiceapp.gui.system.lost_display import end_in_order
from voiceapp.gui.system.own_window import OwnTextFields
from voiceapp.gui.window import Window
from voiceapp.gui.window_actions import controls_of
from voiceapp.gui.words import tr
from voiceapp.ipc.client import bring_to_front
from voiceapp.settings import file as settings_file
from voiceapp.settings.assets import asset
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths

if TYPE_CHECKING:
    from voiceapp.app import AppDesk
    from voiceapp.gui.dictation_bar import DictationBar

BEAT_MS = 200
CLOSING_PATIENCE = 20.0


def run(argv: list[str], *, verbose: bool = False, overrides: Mapping[str, str] | None = None) -> int:
    """Runs until the window is closed. Raises OSError when the folders cannot be used."""
    garbage_collection.disable_automatic()
    application = QApplication([sys.argv[0], *argv])
    application.setApplicationName("voiceapp")
    application.setDesktopFileName("io.github.voiceapp.voiceapp")
    application.setWindowIcon(QIcon(str(asset("voiceapp.svg"))))
    application.setQuitOnLastWindowClosed(False)
    paths = Paths.find()
    paths.make()
    if bring_to_front(paths):
        return 0
    settings = known_settings(paths, overrides or {})
    late = LateDesk(settings, paths)
    front = CurrentWindow(late)
    dictation_bar = LatePart(lambda: _bar_of(late, front))
    own_fields = OwnTextFields(lambda: front.window.composer, application)
    opening = AppLoader(late, WindowClipboard(application), own_fields, verbose=verbose, overrides=overrides or {})
    opening.failed.connect(front.could_not_open)
    opening.opened.connect(lambda: dictation_bar.get())
    opening.opened.connect(front.ready)
    on_x11 = application.platformName() == "xcb"
    uncover = cover(int(front.window.winId()), palette_wanted(late.settings.value).ground) if on_x11 else None
    front.open(hidden=bool(settings.appearance.start_hidden))
    frame = FirstFrame(front.window)
    frame.stands.connect(opening.start)
    if uncover is not None:
        frame.stands.connect(uncover)
    _listen_to_signals(front)
    _beat(front)
    if on_x11:
        end_in_order(opening.close)
        PatientPaste(application, _owner_answers, front.tell_of_hung_clipboard)
    try:
        code = application.exec()
    finally:
        if dictation_bar.made is not None:
            dictation_bar.made.shut()
        opening.close()
    return code or (1 if opening.error is not None else 0)


def _bar_of(desk: Desk, front: "CurrentWindow") -> "DictationBar":
    from voiceapp.gui.dictation_bar import DictationBar  # noqa: PLC0415  (nobody dictates before the app is there)

    return DictationBar(desk, lambda: controls_of(front.window))


def _owner_answers(selection: str) -> bool:
    from voiceapp.app.clipboard_owner import owner_answers  # noqa: PLC0415  (only when somebody pastes)

    return owner_answers(selection)


def known_settings(paths: Paths, overrides: Mapping[str, str]) -> Settings:
    """The settings as the app will read them; the app itself reports what is wrong with the file."""
    settings = settings_file.load(paths.settings_file).settings
    for key, text in overrides.items():
        settings = settings.with_text(key, text)
    return settings


@dataclass(frozen=True, slots=True)
class _Opened:
    desk: "AppDesk"


class AppLoader(QObject):
    """Loads and opens the app on a thread of its own, and reports the result in the window's thread."""

    opened = Signal(object)
    failed = Signal(object)
    _done = Signal(object)

    def __init__(
        self,
        late: LateDesk,
        clipboard: WindowClipboard,
        fields: OwnTextFields,
        *,
        verbose: bool,
        overrides: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._late = late
        self._clipboard = clipboard
        self._fields = fields
        self._verbose = verbose
        self._overrides = overrides
        self._desk: AppDesk | None = None
        self._closed = False
        self.error: Exception | None = None
        self._thread = threading.Thread(target=self._open, name="opening", daemon=True)
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        if not self._closed:
            self._thread.start()

    def close(self) -> None:
        """Wait until it is open, then close it, because a half-open app cannot be closed."""
        self._closed = True
        if self._thread.ident is not None:
            self._thread.join(CLOSING_PATIENCE)
        if self._desk is not None:
            self._desk.close()

    def _open(self) -> None:
        try:
            from voiceapp.app import open_desk  # noqa: PLC0415

            self._desk = open_desk(verbose=self._verbose, overrides=self._overrides)
            self._desk.lend_clipboard(self._clipboard)
            self._desk.lend_window(self._fields)
        except Exception as error:  # noqa: BLE001  (the thread's edge: the window says it)
            self.error = error
            self._done.emit(error)
        else:
            self._done.emit(_Opened(self._desk))

    def _take(self, came: object) -> None:
        if isinstance(came, _Opened):
            self._late.arrive(came.desk)
            self.opened.emit(came.desk)
        else:
            self.failed.emit(came)


class CurrentWindow(QObject):
    """The current window: a new one replaces it when the language changes."""

    _called = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.window = self._made()
        self._called.connect(self._come_to_front, Qt.ConnectionType.QueuedConnection)

    def _made(self) -> Window:
        language.install(self._desk.settings.value("appearance.language"))
        window = Window(self._desk)
        window.other_language.connect(self._remake)
        window.presence.enter_tray()
        return window

    def open(self, *, hidden: bool) -> None:
        """`hidden`: only in the tray, if there is one."""
        self.window.main_area.welcome_if_new()
        if hidden and self.window.presence.tray is not None:
            self.window.presence.stay_away()
        else:
            self.window.show()

    def _come_to_front(self) -> None:
        self.window.presence.show_window()

    def _remake(self) -> None:
        """Rebuild it in another language, at the same place, with the settings still open."""
        before = self.window
        before.give_way()
        self.window = self._made()
        self.window.message.take_over(before.message)
        self.window.show()
        self.window.open_settings(SettingPlace("appearance"))

    def tell_of_hung_clipboard(self) -> None:
        self.window.notices.notice(tr("The program that you copied from doesn't respond, so nothing was pasted."))

    def ready(self, desk: "AppDesk") -> None:
        desk.when_called(self._called.emit)
        desk.say_last(_say_in_terminal)
        desk.open_dictation()
        desk.models.begin_background()
        garbage_collection.freeze_all()

    def could_not_open(self, error: Exception) -> None:
        """The window stays, so that one can read why; failures that the person did not cause are called ours."""
        known = isinstance(error, OSError | ValueError)
        failure = getattr(error, "failure", None)
        if not isinstance(failure, Failure):
            sentence = (
                told_by(error)
                if known
                else Sentence("voiceapp couldn't start ({why}). Please report it.", why=str(error))
            )
            failure = Failure(FailureKind.DISK_BROKEN if known else FailureKind.BUG, sentence)
        _say_in_terminal(failure)
        self.window.notices.show_failure(ShowFailure(failure, stays=True))


def _say_in_terminal(told: Sentence | Failure) -> None:
    """Tell whoever started the app there."""
    print(in_words(told), file=sys.stderr, flush=True)  # noqa: T201


def _listen_to_signals(front: CurrentWindow) -> None:
    def close(number: int, frame: FrameType | None) -> None:
        del number, frame
        # Python may be painting just now, and Qt does not survive that the window goes meanwhile.
        QTimer.singleShot(0, front, lambda: front.window.quit())

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), close)


def _beat(front: CurrentWindow) -> None:
    """Runs a step of Python now and then, so that it handles signals and collects garbage."""
    beat = QTimer(front)
    beat.timeout.connect(garbage_collection.collect_if_due)
    beat.start(BEAT_MS)
