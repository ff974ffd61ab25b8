"""Parts of a cascade that do what a test tells them: they stand for the world's services."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import (
    PAUSE,
    ChatEnd,
    ChatPiece,
    ChatText,
    ChatThought,
    ChatTool,
    EngineError,
    RecognisedText,
    RecognitionHints,
    SoundMark,
    SpokenAudio,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Spent, Usage
from voiceapp.core.wishes import SessionWishes

BROKEN = Failure(FailureKind.SERVER_BROKEN, Sentence("The service had an internal error. Try again in a moment."))


@dataclass
class Ears:
    """Understands these, in turn; a failure is raised instead."""

    words: list[str | Failure]
    hints: list[RecognitionHints] = field(default_factory=list)
    sounds: list[bytes] = field(default_factory=list)
    traits: EngineTraits = field(default_factory=lambda: EngineTraits(Sentence("ears")))
    in_pauses: list[str] = field(default_factory=list)
    """The words up to each pause."""
    marks: list[bytes] = field(default_factory=list)

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        self.hints.append(hints)
        pcm, pause = b"", 0
        async for piece in sound:
            if isinstance(piece, SoundMark):
                self.marks.append(piece)
            if piece is PAUSE:
                pause += 1
                if self.in_pauses:
                    spent = (Spent("ears", Usage(seconds=1.0), 0.002),)
                    yield RecognisedText(self.in_pauses.pop(0), final=False, language="en", spent=spent, pause=pause)
                continue
            if not pcm:
                yield RecognisedText("…", final=False)
            pcm += piece
        self.sounds.append(pcm)
        words = self.words.pop(0) if self.words else "What I just said."
        if isinstance(words, Failure):
            raise EngineError(words)
        yield RecognisedText(words, language="en", spent=(Spent("ears", Usage(seconds=1.0), 0.0),))


@dataclass
class Brain:
    """Answers these, in turn: words, calls, failures; each answer is a list of them."""

    answers: list[list[str | ChatThought | ChatTool | Failure]]
    asked: list[tuple[Item, ...]] = field(default_factory=list)
    wished: list[SessionWishes] = field(default_factory=list)
    hold: asyncio.Event | None = None
    """Every answer waits for this after its first piece."""
    cancelled: int = 0
    begun: asyncio.Queue[None] = field(default_factory=asyncio.Queue[None])
    """Each answer that was asked for."""
    traits: EngineTraits = field(default_factory=lambda: EngineTraits(Sentence("brain")))

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        self.wished.append(wishes)
        self.asked.append(tuple(items))
        self.begun.put_nowait(None)
        pieces = self.answers.pop(0) if self.answers else ["Certainly."]
        try:
            for piece in pieces:
                if isinstance(piece, Failure):
                    raise EngineError(piece)
                yield ChatText(piece) if isinstance(piece, str) else piece
                if self.hold is not None:
                    await self.hold.wait()
            yield ChatEnd((Spent("brain", Usage(text_out=3), 0.01),))
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise


@dataclass
class Voice:
    """Speaks 100 ms for each text; texts that are in `fails` raise."""

    spoken: list[str] = field(default_factory=list)
    fails: bool = False
    traits: EngineTraits = field(default_factory=lambda: EngineTraits(Sentence("voice")))
    price: float = 0.0

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        del wishes
        self.spoken.append(text)
        await asyncio.sleep(0)
        if self.fails:
            raise EngineError(BROKEN)
        spent = (Spent("voice", Usage(characters=len(text)), self.price),) if self.price else ()
        yield SpokenAudio(bytes(WIRE.bytes(100)), spent)
