"""Puts a second part behind a part, so that nothing stays unspoken or unheard because one service fails."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import replace

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints, SpeechToText, SpokenAudio, TextToSpeech
from voiceapp.core.sentence import Sentence, in_a_row
from voiceapp.core.wishes import SessionWishes
from voiceapp.live_sound import LiveSound

log = logging.getLogger(__name__)

OTHER_VOICE = Sentence("The voice on this device speaks for now.")
OTHER_EARS = Sentence("This device transcribes for now.")


class FallbackVoice:
    """Meets `core.ports.TextToSpeech`. The second voice takes over for the rest of the talk."""

    def __init__(self, first: TextToSpeech, second: TextToSpeech) -> None:
        self._first = first
        self._second = second
        self._failed = False

    @property
    def traits(self) -> EngineTraits:
        return self._second.traits if self._failed else self._first.traits

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        if not self._failed:
            begun = False
            try:
                async with aclosing(self._first.speak(text, wishes)) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
            except EngineError as error:
                if not self._failed:  # two sentences are made at a time, so both may fail
                    self._failed = True
                    yield SpokenAudio(b"", trouble=_meanwhile(error.failure, OTHER_VOICE))
                if begun:
                    return
            else:
                return
        async with aclosing(self._second.speak(text, wishes)) as pieces:
            async for piece in pieces:
                yield piece


_OF_THE_SERVER = frozenset(
    {
        FailureKind.NO_NETWORK,
        FailureKind.LINK_DROPPED,
        FailureKind.TIMED_OUT,
        FailureKind.NO_KEY,
        FailureKind.WRONG_KEY,
        FailureKind.NO_QUOTA,
        FailureKind.RATE_LIMITED,
        FailureKind.OVER_BUDGET,
    }
)
"""These affect everything else the same server does as well."""
_PASSES = frozenset({FailureKind.SERVER_BROKEN, FailureKind.TOO_SLOW})
_NEVER_SAID_TO = frozenset({FailureKind.WRONG_ADDRESS, FailureKind.NO_MODEL, FailureKind.REJECTED})
"""The service is there, but offers nothing of this kind."""
PATIENCE = 2
"""Utterances in a row that a service may fail at before it is no longer asked in this talk."""


class FallbackRecogniser:
    """Meets `core.ports.SpeechToText`. The second recogniser gets what the first service cannot turn into words."""

    def __init__(self, first: SpeechToText, second: SpeechToText, *, chosen: bool = True, alone: bool = False) -> None:
        """`chosen`: the person wants this service to listen. `alone`: the service has no other part in this talk."""
        self._first = first
        self._second = second
        self._chosen = chosen
        self._alone = alone
        self._failures = 0
        self._cannot = False
        self._told = False

    @property
    def traits(self) -> EngineTraits:
        return self._second.traits if self._cannot else self._first.traits

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        # A recogniser that fails takes the sound's source with it, if it is waiting there for more.
        kept = LiveSound()
        keeping = asyncio.create_task(kept.take_all(sound), name="keep-sound")
        try:
            async with aclosing(self._by_either(kept, hints)) as answers:
                async for heard in answers:
                    yield heard
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _by_either(self, sound: LiveSound, hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        if not self._cannot:
            try:
                async with aclosing(self._first.transcribe(sound.from_beginning(), hints)) as answers:
                    async for heard in answers:
                        yield heard
            except EngineError as error:
                if error.failure.kind in _OF_THE_SERVER and not self._alone:
                    raise
                trouble = self._note(error.failure)
                if trouble is not None:
                    yield RecognisedText("", final=False, trouble=trouble)
            else:
                self._failures = 0
                return
        async with aclosing(self._second.transcribe(sound.from_beginning(), hints)) as answers:
            async for heard in answers:
                yield heard

    def _note(self, failure: Failure) -> Failure | None:
        """Returns the failure to report, or None if there is nothing to say or it was said before."""
        self._failures += 1
        passes = failure.kind in _PASSES or failure.kind in _OF_THE_SERVER
        self._cannot = not passes or self._failures >= PATIENCE
        quiet = self._told or (not self._chosen and failure.kind in _NEVER_SAID_TO)
        log.info("the service does not recognise speech (%s), this device does", failure.kind.value)
        self._told = True
        return None if quiet else replace(failure, sentence=in_a_row(failure.sentence, OTHER_EARS))


def _meanwhile(failure: Failure, sentence: Sentence) -> Failure:
    log.info("%s. %s", failure.kind.value, sentence)
    return replace(failure, sentence=in_a_row(failure.sentence, sentence))
