"""Parts that are used outside a talk, with an eye on what they cost."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing

from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import Chat, ChatEnd, ChatPiece, Heard, Hints, SpeechToText
from voiceapp.core.transcript import Item, Spent
from voiceapp.core.wishes import SessionWishes

Count = Callable[[tuple[Spent, ...]], object]


class CountedEars:
    """Meets `core.ports.SpeechToText`."""

    def __init__(self, ears: SpeechToText, count: Count) -> None:
        self._ears = ears
        self._count = count

    @property
    def traits(self) -> EngineTraits:
        return self._ears.traits

    async def transcribe(self, sound: AsyncIterator[bytes], hints: Hints) -> AsyncGenerator[Heard]:
        async with aclosing(self._ears.transcribe(sound, hints)) as answers:
            async for heard in answers:
                self._count(heard.spent)
                yield heard


class CountedChat:
    """Meets `core.ports.Chat`."""

    def __init__(self, chat: Chat, count: Count) -> None:
        self._chat = chat
        self._count = count

    @property
    def traits(self) -> EngineTraits:
        return self._chat.traits

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        async with aclosing(self._chat.answer(items, wishes)) as pieces:
            async for piece in pieces:
                if isinstance(piece, ChatEnd):
                    self._count(piece.spent)
                yield piece
