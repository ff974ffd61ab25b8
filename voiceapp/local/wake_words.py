"""Chooses the wake word that is listened for on this device: one that comes with the package, or a person's own."""

import asyncio
import logging
from importlib.util import find_spec
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.process_messages import Load
from voiceapp.local.runners.base import ModelRefusedError
from voiceapp.local.runners.wake_word import PACKAGE, WakeWordDetector
from voiceapp.settings import installation

log = logging.getLogger(__name__)

CARRIED = {
    "okay_nabu": "d89128c4d16a72de429119fb2254ce46649553c2a24f5dd840175c80d7b9d094",
    "hey_jarvis": "21a7976add39ee24ec96c63d96b7aaa18e24d1d9824b963e451da8feb4b78b77",
    "hey_mycroft": "c2a9b6ed51182db72e014781d5a4ece1929dc232a40b5b4be384f0295f0e1571",
    "alexa": "9011a8155b04de858c48038529235cbc0e42e9fca05a55bf588cb80a653a723b",
}
"""The words that come with the package, each with the checksum of its model."""
SUBJECT = Sentence("The wake word")
NOT_FOR_THIS_SYSTEM = Sentence("What hears the wake word doesn't come for this system. Press the talk button instead.")


class LocalWakeWords:
    """Implements `core.ports.WakeWords`. Belongs to one event loop."""

    def __init__(self) -> None:
        self._detector: WakeWordDetector | None = None
        self._chosen = 0
        """Counts the choices, because one that takes long may be out of date by its end."""

    async def choose(self, word: str) -> str:
        self._chosen += 1
        chosen, self._detector = self._chosen, None
        if not word:
            return ""
        detector = await loaded(word)
        if chosen == self._chosen:
            self._detector = detector
        return detector.phrase

    def hears(self, pcm: bytes) -> bool:
        return self._detector is not None and self._detector.hears(pcm)


async def loaded(word: str) -> WakeWordDetector:
    """Load a wake word by its name, or by the path of one's own. Raises EngineError."""
    folder = _package()
    try:
        if word in CARRIED:
            return await asyncio.to_thread(WakeWordDetector, folder / "models" / f"{word}.json", CARRIED[word])
        manifest = await asyncio.to_thread(_own, word)
        await _try_apart(manifest)
        return await asyncio.to_thread(WakeWordDetector, manifest)
    except ModelRefusedError as error:
        raise _failed(error.sentence, Path(word).name) from error
    except EngineError as error:
        raise _failed(error.failure.sentence, error.failure.detail) from error


def _failed(why: Sentence, detail: str) -> EngineError:
    return EngineError(Failure(FailureKind.NO_WAKE_WORD, why, detail))


def _package() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        if not installation.hears_wake_words():
            raise _failed(NOT_FOR_THIS_SYSTEM, PACKAGE)
        missing = Sentence(
            "What hears the wake word isn't installed. Run {command}, or press the talk button instead.",
            command=installation.brings_wake_words(),
        )
        raise _failed(missing, PACKAGE)
    return Path(spec.origin).parent


def _own(word: str) -> Path:
    manifest = Path(word).expanduser()
    if not manifest.is_file():
        raise ModelRefusedError(Sentence("Your wake word isn't where the settings say. Choose its file there."))
    return manifest


async def _try_apart(manifest: Path) -> None:
    """Load it in a process of its own, because a broken file can end the one that does. Raises EngineError."""
    process = ModelProcess("wake", lambda: Load(str(manifest), threads=1), SUBJECT)
    try:
        await process.start()
    finally:
        await process.stop()
