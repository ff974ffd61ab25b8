"""Chooses parts when they are first needed: by then it is known which keys there are.

A keyring may take seconds, and the loop in which parts are chosen has none to give away.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from typing import Generic, Protocol, TypeVar

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import (
    Chat,
    ChatPiece,
    Engine,
    EngineError,
    EngineLink,
    RecognisedText,
    RecognitionHints,
    SpeechToText,
    SpokenAudio,
    TextToSpeech,
)
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.settings.secrets import KeyRing

Ready = Callable[[], Awaitable[None]]
Over = Callable[[], bool]
"""Whether the budget is spent. Once that changes, a part is chosen anew."""


def within_budget() -> bool:
    return False


async def known_in(keys: KeyRing, addresses: Iterable[str]) -> None:
    """Waits until it is known which keys there are, or the keyring is given up; on a worker, where it has to be asked."""
    unknown = [address for address in addresses if not keys.knows(address)]
    if unknown:
        await asyncio.to_thread(keys.learn, unknown)


async def key_known_in(keys: KeyRing, address: str) -> None:
    """Waits for the key of the one server that is to be asked. Raises EngineError where a command printed none."""
    await known_in(keys, (address,))
    trouble = keys.command_trouble(address)
    if trouble is not None:
        raise EngineError(Failure(FailureKind.NO_KEY, trouble))


class LazyEngine:
    """Meets `core.ports.Engine`."""

    def __init__(self, choose: Callable[[], Engine], ready: Ready) -> None:
        self._choose = choose
        self._ready = ready

    @property
    def traits(self) -> EngineTraits:
        return self._choose().traits

    @contextlib.asynccontextmanager
    async def connect(self, wishes: SessionWishes, history: Sequence[Item]) -> AsyncGenerator[EngineLink]:
        await self._ready()
        async with self._choose().connect(wishes, history) as link:
            yield link


class _HasTraits(Protocol):
    @property
    def traits(self) -> EngineTraits: ...


P = TypeVar("P", bound=_HasTraits)


class _Choice(Generic[P]):
    """Remembers who was chosen, and chooses anew once the budget is spent, or no longer is."""

    def __init__(self, choose: Callable[[], P], ready: Ready, over: Over = within_budget) -> None:
        self._choose = choose
        self._ready = ready
        self._over = over
        self._was_over = False
        self._chosen: P | None = None

    @property
    def traits(self) -> EngineTraits:
        return (self._chosen or self._choose()).traits

    async def _part(self) -> P:
        await self._ready()
        over = self._over()
        if self._chosen is None or over is not self._was_over:
            self._chosen, self._was_over = self._choose(), over
        return self._chosen


class LazyRecogniser(_Choice[SpeechToText]):
    """Meets `core.ports.SpeechToText`."""

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        recogniser = await self._part()
        async with aclosing(recogniser.transcribe(sound, hints)) as answers:
            async for heard in answers:
                yield heard


class LazyChat(_Choice[Chat]):
    """Meets `core.ports.Chat`."""

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        chat = await self._part()
        async with aclosing(chat.answer(items, wishes)) as pieces:
            async for piece in pieces:
                yield piece


class LazyVoice(_Choice[TextToSpeech]):
    """Meets `core.ports.TextToSpeech`."""

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        voice = await self._part()
        async with aclosing(voice.speak(text, wishes)) as pieces:
            async for piece in pieces:
                yield piece
