"""Holds the current settings: changes them one at a time, notifies listeners, and saves them."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.runtime.watchers import Watchers
from voiceapp.settings import file as settings_file
from voiceapp.settings.fail_closed import ClosedSetting
from voiceapp.settings.model import SettingError, Settings

Refuse = Callable[[Settings, str], Sentence | None]
"""Says why a setting cannot have its value among these."""
Changed = Callable[[Mapping[str, object]], None]


class LiveSettings:
    """May be used from any thread. Listeners are notified in order, on the thread that made the change."""

    def __init__(
        self,
        path: Path,
        settings: Settings,
        closed: Sequence[ClosedSetting] = (),
        refuse: Refuse = lambda _settings, _key: None,
    ) -> None:
        """`closed`: settings held stricter than the person wants, until they have corrected what cannot be read."""
        self._path = path
        self._now = settings
        self._closed = tuple(closed)
        self._refuse = refuse
        self._lock = threading.Lock()
        self._listeners: Watchers[Mapping[str, object]] = Watchers()

    def __call__(self) -> Settings:
        return self._now

    def value(self, name: str) -> object:
        return self._now.value(name)

    def change(self, name: str, value: object) -> Failure | None:
        """Apply and save. A Failure says what is allowed; if only saving failed, the change still holds."""
        with self._lock:
            try:
                changed = self._now.with_value(name, value)
            except SettingError as error:
                return Failure(FailureKind.REJECTED, error.sentence)
            refused = self._refuse(changed, name)
            if refused is not None:
                return Failure(FailureKind.REJECTED, refused)
            # An entry of a table is saved with its whole table.
            group_and_name = ".".join(name.split(".")[:2])
            reopened = self._reopened(group_and_name)
            for each in reopened:
                changed = changed.with_value(each.key, each.was)
            self._now = changed
        self._listeners.notify({name: value, **{each.key: each.was for each in reopened}})
        try:
            settings_file.save(self._path, changed, (group_and_name,))
        except settings_file.SettingsFileError as error:
            return Failure(FailureKind.DISK_FULL, told_by(error))
        return None

    def _reopened(self, put_right: str) -> list[ClosedSetting]:
        """Returns what no longer needs to be held stricter, now that the person has set one setting again."""
        left = [
            replace(each, by=frozenset(key for key in each.by if not f"{key}.".startswith(f"{put_right}.")))
            for each in self._closed
            # A setting that the person sets again needs no guarding any more.
            if not f"{each.key}.".startswith(f"{put_right}.")
        ]
        self._closed = tuple(each for each in left if each.by)
        return [each for each in left if not each.by]

    def listen(self, changed: Changed) -> Callable[[], None]:
        """Subscribe to each change. Returns a function that unsubscribes."""
        return self._listeners.add(changed)
