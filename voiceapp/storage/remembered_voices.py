"""Keeps the voices that the person let the app remember, in a file of their own that only they can read.

They are biometric data: nothing else of the app reads the file, and it goes whole when the last voice is forgotten.
"""

import threading
from collections.abc import Iterable
from pathlib import Path

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.recordings.voice_prints import RememberedVoice
from voiceapp.core.sentence import Sentence
from voiceapp.settings.atomic import replace_file
from voiceapp.storage.disk_trouble import failure_of
from voiceapp.storage.rows import clean

FILE = "voices.json"
DIGITS = 4
ABOUT = "How the voices sound that you let voiceapp remember. Delete a voice in Settings > Recordings, or this file."


class _KeptVoice(msgspec.Struct, frozen=True):
    name: str
    since: float
    voice: list[float]


class _KeptVoices(msgspec.Struct, frozen=True):
    about: str
    voices: list[_KeptVoice]


class RememberedVoices:
    """May be used from any thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._lock = threading.Lock()

    def voices(self) -> tuple[RememberedVoice, ...]:
        """Raises EngineError."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise EngineError(failure_of(error)) from error
        try:
            kept = msgspec.json.decode(content, type=_KeptVoices).voices
        except msgspec.MsgspecError as error:
            raise EngineError(
                Failure(
                    FailureKind.BAD_FILE,
                    Sentence("The remembered voices can't be read. Delete the file {path}.", path=str(self._path)),
                )
            ) from error
        return tuple(RememberedVoice(each.name, tuple(each.voice), each.since) for each in kept)

    def put(self, voice: RememberedVoice) -> None:
        """Raises EngineError."""
        with self._lock:
            others = (each for each in self.voices() if each.name != voice.name)
            self._write((*others, voice))

    def forget(self, name: str | None = None) -> None:
        """Forget one, or all. Raises EngineError."""
        with self._lock:
            left = () if name is None else tuple(each for each in self.voices() if each.name != name)
            self._write(left)

    def _write(self, voices: Iterable[RememberedVoice]) -> None:
        kept = [
            _KeptVoice(clean(each.name), each.since, [round(number, DIGITS) for number in each.vector])
            for each in sorted(voices, key=lambda voice: voice.name)
        ]
        try:
            if kept:
                replace_file(self._path, msgspec.json.format(msgspec.json.encode(_KeptVoices(ABOUT, kept)), indent=1))
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            raise EngineError(failure_of(error)) from error
