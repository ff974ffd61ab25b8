"""Parts with another behind them: nothing is left unspoken or unheard because one service cannot do it."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import EngineError, Heard, Hints, SpeechToText, TextToSpeech, Voiced
from voiceapp.core.wishes import SessionWishes


class SpareVoice:
    """Meets `core.ports.TextToSpeech`. The second voice takes over for the rest of the talk."""

    def __init__(self, first: TextToSpeech, second: TextToSpeech, told: Callable[[Failure], None]) -> None:
        self._first = first
        self._second = second
        self._told = told
        self._failed = False

    @property
    def traits(self) -> EngineTraits:
        return self._second.traits if self._failed else self._first.traits

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[Voiced]:
        if not self._failed:
            begun = False
            try:
                async with aclosing(self._first.speak(text, wishes)) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
            except EngineError as error:
                self._failed = True
                self._told(error.failure)
                if begun:
                    return
            else:
                return
        async with aclosing(self._second.speak(text, wishes)) as pieces:
            async for piece in pieces:
                yield piece


_CANNOT = frozenset({FailureKind.WRONG_ADDRESS, FailureKind.NO_MODEL})
"""The service is there, but does nothing of this kind."""


class SpareEars:
    """Meets `core.ports.SpeechToText`. The second recogniser gets what the first service turns out not to do at all."""

    def __init__(self, first: SpeechToText, second: SpeechToText, told: Callable[[Failure], None]) -> None:
        self._first = first
        self._second = second
        self._told = told
        self._cannot = False

    @property
    def traits(self) -> EngineTraits:
        return self._second.traits if self._cannot else self._first.traits

    async def transcribe(self, sound: AsyncIterator[bytes], hints: Hints) -> AsyncGenerator[Heard]:
        past: list[bytes] = []
        if not self._cannot:
            try:
                async with aclosing(self._first.transcribe(_overheard(sound, past), hints)) as answers:
                    async for heard in answers:
                        yield heard
            except EngineError as error:
                if error.failure.kind not in _CANNOT:
                    raise
                self._cannot = True
                self._told(error.failure)
            else:
                return
        async with aclosing(self._second.transcribe(_from_the_beginning(past, sound), hints)) as answers:
            async for heard in answers:
                yield heard


async def _overheard(sound: AsyncIterator[bytes], past: list[bytes]) -> AsyncGenerator[bytes]:
    async for piece in sound:
        past.append(piece)
        yield piece


async def _from_the_beginning(past: list[bytes], sound: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    for piece in past:
        yield piece
    async for piece in sound:
        yield piece
