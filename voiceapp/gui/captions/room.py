"""Shows and hides captions as the person wants it, in their window and full screen."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal

from voiceapp.core.captions.flow import Caption
from voiceapp.core.sentence import SettingPlace

if TYPE_CHECKING:
    from voiceapp.gui.captions.window import CaptionPresentation, CaptionWindow
    from voiceapp.gui.window import Window

ON = "captions.on"
FRAME_MS = 50
"""Milliseconds between two pictures: nobody reads faster."""


class CaptionsRoom(QObject):
    _came = Signal()

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._setting = window.desk.settings.value
        self._lock = threading.Lock()
        self._newest: tuple[Caption, ...] = ()
        self._stop: Callable[[], None] | None = None
        self._closed = False
        self.shown: CaptionWindow | None = None
        self.presented: CaptionPresentation | None = None
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.setInterval(FRAME_MS)
        self._pace.timeout.connect(self._show_newest)
        self._came.connect(self._wake, Qt.ConnectionType.QueuedConnection)
        window.bridge.settings_changed.connect(self._settings_changed)
        if self._setting(ON):
            # Later, because the window itself comes first.
            QTimer.singleShot(0, self, self.show_or_hide)

    def close(self) -> None:
        self._closed = True
        self.show_or_hide()

    # --- what the person does

    def toggle(self) -> None:
        self._window.desk.settings.change(ON, not self._setting(ON))

    def present(self) -> None:
        """Fill a screen with captions, or end that."""
        if self.presented is not None:
            self.presented.close()
            return
        from voiceapp.gui.captions.look import look_wanted  # noqa: PLC0415  (few show captions)
        from voiceapp.gui.captions.place import screen_for_presentation  # noqa: PLC0415
        from voiceapp.gui.captions.window import CaptionPresentation  # noqa: PLC0415

        screen = screen_for_presentation(str(self._setting("captions.screen")), self._window.screen())
        presented = CaptionPresentation(look_wanted(self._setting))
        presented.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        presented.closed.connect(self._no_longer_presented)
        self.presented = presented
        presented.setGeometry(screen.geometry())
        presented.showFullScreen()
        # Esc ends it.
        presented.activateWindow()
        self._watch_or_not()
        presented.show_captions(self._newest)

    def _no_longer_presented(self) -> None:
        self.presented = None
        self._watch_or_not()

    # --- what is shown

    def _settings_changed(self, names: tuple[str, ...]) -> None:
        if not any(name.startswith("captions.") for name in names):
            return
        from voiceapp.gui.captions.look import look_wanted, shows_through  # noqa: PLC0415

        look = look_wanted(self._setting, through=shows_through())
        for each in (self.shown, self.presented):
            if each is not None:
                each.use(look)
        self.show_or_hide()

    def show_or_hide(self) -> None:
        """Let what is on the screen follow from the setting."""
        if self._closed and self.presented is not None:
            self.presented.close()
        wanted = bool(self._setting(ON)) and not self._closed
        if wanted and self.shown is None:
            self.shown = self._made()
            self.shown.show_or_leave()
        elif not wanted and self.shown is not None:
            shown, self.shown = self.shown, None
            shown.close()
        self._watch_or_not()
        if self.shown is not None:
            self.shown.show_captions(self._newest)

    def _made(self) -> "CaptionWindow":
        from voiceapp.gui.captions.look import look_wanted, shows_through  # noqa: PLC0415
        from voiceapp.gui.captions.place import KeptCaptionPlaces  # noqa: PLC0415
        from voiceapp.gui.captions.window import CaptionWindow  # noqa: PLC0415
        from voiceapp.gui.window_actions import controls_of  # noqa: PLC0415

        window = CaptionWindow(look_wanted(self._setting, through=shows_through()))
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.hide_wanted.connect(self.toggle)
        window.present_wanted.connect(self.present)
        window.settings_wanted.connect(lambda: self._window.open_settings(SettingPlace("captions")))
        window.closed.connect(self._closed_by_hand)
        window.placed.connect(self._placed)
        window.sized.connect(self._sized)
        places = KeptCaptionPlaces(self._window.remembered)
        controls = controls_of(self._window)
        window.setGeometry(places.of(places.screen(), window.lines.height_wanted(), controls))
        return window

    def _closed_by_hand(self) -> None:
        """The person closed it as windows are closed on this desktop."""
        if self.shown is not None:
            self.shown = None
            self._window.desk.settings.change(ON, False)

    def _sized(self, size: int) -> None:
        self._window.desk.settings.change("captions.text_size", size)

    def _placed(self, place: QRect) -> None:
        from voiceapp.gui.captions.place import KeptCaptionPlaces  # noqa: PLC0415

        KeptCaptionPlaces(self._window.remembered).keep(place)

    def _watch_or_not(self) -> None:
        wanted = self.shown is not None or self.presented is not None
        if wanted and self._stop is None:
            self._stop = self._window.desk.captions.watch(self._take)
        elif not wanted and self._stop is not None:
            stop, self._stop = self._stop, None
            stop()
            self._newest = ()

    # --- any thread

    def _take(self, captions: tuple[Caption, ...]) -> None:
        with self._lock:
            self._newest = captions
        self._came.emit()

    # --- the window's thread

    def _wake(self) -> None:
        if not self._pace.isActive():
            self._pace.start()

    def _show_newest(self) -> None:
        for each in (self.shown, self.presented):
            if each is not None:
                each.show_captions(self._newest)
