"""Stands in for the desk before the app is open: the window can be used while engines and models are still loaded.

What is asked waits, in its order, and is answered when the app is there. Settings are known from the start.
"""

import threading
from collections.abc import Callable, Mapping

from voiceapp.core.desk import Desk
from voiceapp.core.dictation.messages import DictationView
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportFormat
from voiceapp.core.messages import Show
from voiceapp.core.sentence import verbatim
from voiceapp.settings.model import SettingError, Settings
from voiceapp.settings.paths import Paths

Work = Callable[[Desk], object]


class LateDesk:
    """Stands in for `core.desk.Desk`. Calls that are not written out here answer to a callback or not at all: they wait."""

    def __init__(self, settings: Settings, paths: Paths) -> None:
        self._settings = settings
        self._paths = paths
        self._lock = threading.RLock()
        self._desk: Desk | None = None
        self._waiting: list[Work] = []

    def arrive(self, desk: Desk) -> None:
        """The app is there. Everything that waited is done, then calls go straight through."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            for work in waiting:
                work(desk)
            self._desk = desk

    @property
    def there(self) -> bool:
        return self._desk is not None

    def _do(self, work: Work) -> None:
        with self._lock:
            if self._desk is None:
                self._waiting.append(work)
                return
            desk = self._desk
        work(desk)

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)

        def later(*values: object, **named: object) -> None:
            self._do(lambda desk: getattr(desk, name)(*values, **named))

        return later

    # --- what must be answered at once

    def setting(self, name: str) -> object:
        return self._settings.value(name) if self._desk is None else self._desk.setting(name)

    def change_setting(self, name: str, value: object) -> Failure | None:
        if self._desk is not None:
            return self._desk.change_setting(name, value)
        try:
            self._settings = self._settings.with_value(name, value)
        except SettingError as error:
            return Failure(FailureKind.REJECTED, verbatim(error.sentence))
        self._do(lambda desk: desk.change_setting(name, value))
        return None

    def in_clipboard(self) -> Mapping[str, bytes] | None:
        return None if self._desk is None else self._desk.in_clipboard()

    def folder(self, name: str) -> str:
        return str(self._paths.folders[name])

    def export_formats(self) -> tuple[ExportFormat, ...]:
        return () if self._desk is None else self._desk.export_formats()

    def export_name(self, title: str, at: float, format: str) -> str:
        return "" if self._desk is None else self._desk.export_name(title, at, format)

    # --- what is stopped by what it gives back

    def watch(self, show: Callable[[Show], None]) -> Callable[[], None]:
        return self._begin(lambda desk: desk.watch(show))

    def on_settings(self, changed: Callable[[Mapping[str, object]], None]) -> Callable[[], None]:
        return self._begin(lambda desk: desk.on_settings(changed))

    def watch_dictation(self, show: Callable[[DictationView], None]) -> Callable[[], None]:
        return self._begin(lambda desk: desk.watch_dictation(show))

    def hear(self, heard: Callable[[float], None]) -> Callable[[], None]:
        return self._begin(lambda desk: desk.hear(heard))

    def _begin(self, begin: Callable[[Desk], Callable[[], None]]) -> Callable[[], None]:
        stops: list[Callable[[], None]] = []
        stopped = threading.Event()

        def work(desk: Desk) -> None:
            if not stopped.is_set():
                stops.append(begin(desk))

        def stop() -> None:
            stopped.set()
            while stops:
                stops.pop()()

        self._do(work)
        return stop

    def close(self) -> None:
        if self._desk is not None:
            self._desk.close()
