"""Finds out when the words of an open talk sound, line by line while nobody talks, with this device's recogniser."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Protocol

from voiceapp.app.idle_work import answered
from voiceapp.app.quiet_time import QuietTime
from voiceapp.audio.resample import to_float
from voiceapp.audio.track_sound import peaks_of
from voiceapp.core.failures import Failure
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.ports import EngineError, RecognitionHints, SpeechToText
from voiceapp.core.recordings.sound_cuts import assembled
from voiceapp.core.recordings.untimed import timed_words, untimed
from voiceapp.core.recordings.waveform import voiced
from voiceapp.core.transcript import Message, SoundId, Talk, TalkId, Word
from voiceapp.one_off.recording_parts import heard
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.storage.saved_corrections import find_message
from voiceapp.storage.store import Store
from voiceapp.storage.timed_lines import put_times

log = logging.getLogger(__name__)

LOOKS_EVERY = 0.25
"""Seconds after which it's noticed that somebody talks, or is done."""
SHORT: Milliseconds = 29_000
"""Words of lines up to this length are looked for in their sound; a longer one is heard, and its words compared."""
REST = 0.5
"""How long the work rests, for each second that it took."""


class WordTimer(SpeechToText, Protocol):
    """Tells also when words sound that are known."""

    async def times(self, pcm: bytes, text: str, language: str = "") -> tuple[Word, ...]:
        """Takes no more sound than `SHORT`. Raises EngineError."""
        ...


class WordTiming:
    """Works in the session's loop, at one talk at a time: the one that was opened last."""

    def __init__(
        self, store: Store, ears: Callable[[], WordTimer | None], room: SessionThread, quiet: QuietTime
    ) -> None:
        """`ears`: lends this device's recogniser, which times words. None: there is none."""
        self._store = store
        self._ears = ears
        self._room = room
        self._quiet = quiet
        self._working: Future[None] | None = None

    def begin(self, talk: TalkId, then: Callable[[Message], None]) -> None:
        """`then`: gets each line once its words are timed, on one of the app's threads."""
        self.close()
        self._working = self._room.run(self._work(talk, then))

    def close(self) -> None:
        working, self._working = self._working, None
        if working is not None:
            working.cancel()

    async def _work(self, talk: TalkId, then: Callable[[Message], None]) -> None:
        found = await answered(partial(self._store.load_talk, talk), Talk(talk, 0.0))
        try:
            for line in untimed(found.items):
                began = time.monotonic()
                ears = self._ears()
                if ears is None:
                    return
                words = await self._timed(line, ears)
                if words:
                    self._keep(talk, line, words, then)
                await asyncio.sleep((time.monotonic() - began) * REST)
        except EngineError as error:
            log.info("the words of a talk can't be timed: %s", error.failure.kind.value)

    def _keep(self, talk: TalkId, line: Message, words: tuple[Word, ...], then: Callable[[Message], None]) -> None:
        def told(found: Message | Failure | None) -> None:
            if isinstance(found, Message) and found.words:
                then(found)

        self._store.change(lambda database: put_times(database, talk, line, words))
        self._store.ask(lambda database: find_message(database, talk, line.id), told)

    async def _timed(self, line: Message, ears: WordTimer) -> tuple[Word, ...]:
        """Return its words with times. Empty: its sound is gone. Raises EngineError."""
        read = {part.sound: await self._sound(part.sound) for part in line.sound_parts}
        pcm = assembled(line.sound_parts, read)
        if not pcm:
            return ()
        words: tuple[Word, ...] | None = None
        while words is None:
            if self._quiet.is_quiet:
                words = await self._heard(line, pcm, ears)
            else:
                await asyncio.sleep(LOOKS_EVERY)
        return timed_words(line, words, voiced(peaks_of(to_float(pcm))))

    async def _heard(self, line: Message, pcm: bytes, ears: WordTimer) -> tuple[Word, ...] | None:
        """Return the words that are found there. None: somebody talks, so it's done again afterwards. Raises EngineError."""
        hearing = asyncio.create_task(_found(line, pcm, ears), name="word-times")
        try:
            while not hearing.done():
                await asyncio.wait((hearing,), timeout=LOOKS_EVERY)
                if not self._quiet.is_quiet and not hearing.done():
                    return None
            return hearing.result()
        finally:
            if not hearing.done():
                hearing.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await hearing

    async def _sound(self, sound: SoundId) -> bytes:
        def ask(then: Callable[[bytes], None]) -> None:
            self._store.read_sound(sound, then)

        return await answered(ask, b"")


async def _found(line: Message, pcm: bytes, ears: WordTimer) -> tuple[Word, ...]:
    language = (line.language or "")[:2]
    if line.sound_ms <= SHORT:
        return await ears.times(pcm, line.text, language)
    return (await heard(ears, pcm, RecognitionHints(language), lambda _: None)).words
