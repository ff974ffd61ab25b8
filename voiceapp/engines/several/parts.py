"""Puts several servers behind each part of a cascade, and behind an engine."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import AsyncExitStack, aclosing
from typing import Generic, Protocol, TypeVar

from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import (
    Chat,
    ChatPiece,
    ChatThought,
    Engine,
    EngineLink,
    RecognisedText,
    RecognitionHints,
    SpeechToText,
    SpokenAudio,
    TextToSpeech,
)
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.several.hosts import Host, HostHealth
from voiceapp.live_sound import LiveSound


class _Described(Protocol):
    @property
    def traits(self) -> EngineTraits: ...


T = TypeVar("T", bound=_Described)


class _Several(Generic[T]):
    def __init__(self, hosts: Sequence[Host[T]], health: HostHealth) -> None:
        self._hosts = tuple(hosts)
        self._health = health

    @property
    def traits(self) -> EngineTraits:
        """Those of the one that would be asked now."""
        return self._health.order(self._hosts)[0].make().traits


class SeveralRecognisers(_Several[SpeechToText]):
    """Meets `core.ports.SpeechToText`. The next server gets the whole utterance, from its first sound."""

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        kept = LiveSound()
        keeping = asyncio.create_task(kept.take_all(sound), name="keep-sound")
        answers = self._health.pieces(
            self._hosts, lambda part: part.transcribe(kept.from_beginning(), hints), lambda heard: heard.final
        )
        try:
            async with aclosing(answers):
                async for heard in answers:
                    yield heard
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)


class SeveralChats(_Several[Chat]):
    """Meets `core.ports.Chat`. An answer that broke off is asked for again by whoever asked."""

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        pieces = self._health.pieces(
            self._hosts, lambda part: part.answer(items, wishes), lambda piece: not isinstance(piece, ChatThought)
        )
        async with aclosing(pieces):
            async for piece in pieces:
                yield piece


class SeveralVoices(_Several[TextToSpeech]):
    """Meets `core.ports.TextToSpeech`. The next server says the sentence again, and what was heard of it is left out."""

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        given, of_this = 0, 0

        def ask(part: TextToSpeech) -> AsyncGenerator[SpokenAudio]:
            nonlocal of_this
            of_this = 0
            return part.speak(text, wishes)

        pieces = self._health.pieces(self._hosts, ask, lambda _: False)
        async with aclosing(pieces):
            async for piece in pieces:
                known = min(len(piece.pcm), max(0, given - of_this))
                of_this += len(piece.pcm)
                given = max(given, of_this)
                if known < len(piece.pcm) or piece.spent or piece.trouble:
                    yield SpokenAudio(piece.pcm[known:], piece.spent, piece.trouble)


class SeveralEngines(_Several[Engine]):
    """Meets `core.ports.Engine`. The first that opens is kept for as long as its link lasts."""

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[EngineLink]:
        async with AsyncExitStack() as stack:
            links: list[EngineLink] = []

            async def open_at(host: Host[Engine]) -> None:
                links.append(await stack.enter_async_context(host.make().connect(wishes, history)))

            await self._health.first_that(self._hosts, open_at)
            yield links[0]
