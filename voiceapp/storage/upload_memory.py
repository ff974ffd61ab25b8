"""Remembers which talks were uploaded where, in a file beside the history: what they are called stays on this device."""

import contextlib
import threading
from pathlib import Path
from typing import Self

import msgspec

from voiceapp.core.ids import TalkId
from voiceapp.settings.atomic import replace_file


class _AtService(msgspec.Struct, frozen=True):
    store: str = ""
    """The vector store that holds them."""
    titles: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    """The titles of the talks, by their names."""


class UploadMemory:
    """May be used from any thread. A file that cannot be read counts as empty: the service knows what lies there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: dict[str, _AtService] | None = None

    @classmethod
    def of(cls, folder: Path) -> Self:
        return cls(folder / "uploads.json")

    def store_at(self, origin: str) -> str:
        """Return the vector store at a service. Empty: nothing was uploaded there."""
        with self._lock:
            return self._all().get(origin, _AtService()).store

    def title_of(self, talk: TalkId) -> str:
        """Return what a talk was called when it was uploaded. Empty: it wasn't, from here."""
        with self._lock:
            return next((each.titles[talk] for each in self._all().values() if talk in each.titles), "")

    def keep(self, origin: str, store: str, talk: TalkId, title: str) -> None:
        """Raises OSError."""
        with self._lock:
            known = self._all()
            titles = {**known.get(origin, _AtService()).titles, str(talk): title}
            self._write({**known, origin: _AtService(store, titles)})

    def forget(self, origin: str, talks: set[TalkId] | None) -> None:
        """Forget these talks, or all and the vector store as well. Raises OSError."""
        with self._lock:
            known = self._all()
            there = known.get(origin)
            if there is None:
                return
            left = {} if talks is None else {talk: each for talk, each in there.titles.items() if talk not in talks}
            others = {name: each for name, each in known.items() if name != origin}
            self._write(others if talks is None else {**others, origin: _AtService(there.store, left)})

    def _all(self) -> dict[str, _AtService]:
        if self._known is None:
            self._known = {}
            with contextlib.suppress(OSError, msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
                self._known = msgspec.json.decode(self._path.read_bytes(), type=dict[str, _AtService])
        return self._known

    def _write(self, known: dict[str, _AtService]) -> None:
        replace_file(self._path, msgspec.json.encode(known))
        self._known = known
