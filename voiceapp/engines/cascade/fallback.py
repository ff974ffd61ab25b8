"""A voice with another behind it: an answer is not left unspoken because one service is not well."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from voiceapp.core.failures import Failure
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import EngineError, TextToSpeech, Voiced
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
