"""Tells the system whether to start the app at login, following the settings, and reports if that fails."""

import threading
from collections.abc import Callable, Mapping

from voiceapp.app.live_settings import LiveSettings
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.desktop.autostart import open_autostart

SETTING = "appearance.start_at_login"


class StartAtLogin:
    def __init__(
        self,
        settings: LiveSettings,
        beside: Callable[[Callable[[], object]], None],
        fail: Callable[[Failure], None],
    ) -> None:
        """`beside` runs slow work on another thread."""
        self._settings = settings
        self._beside = beside
        self._fail = fail
        self._lock = threading.Lock()
        self._autostart = open_autostart()
        settings.listen(self._follow)

    def _follow(self, changes: Mapping[str, object]) -> None:
        if SETTING in changes:
            self._beside(self._set)

    def _set(self) -> None:
        try:
            # Read inside the lock, so that of two changes in quick succession the last one wins.
            with self._lock:
                self._autostart.tell(on=self._settings().appearance.start_at_login)
        except OSError as error:
            sentence = Sentence(
                "Couldn't change starting at login ({why}). Make {place} writable.",
                why=verbatim(error.strerror or str(error)),
                place=self._autostart.place,
            )
            self._fail(Failure(FailureKind.DISK_BROKEN, sentence))
