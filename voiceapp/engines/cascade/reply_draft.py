"""Passes on the words of a reply as they come, sentence by sentence to its voice or straight to the screen."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from voiceapp.core.messages import EngineEvent, ReplyId, ReplySound, ReplyThought, ReplyWords, TurnId
from voiceapp.core.pcm import WIRE
from voiceapp.core.text.sentences import SentenceCutter
from voiceapp.core.transcript import Spent
from voiceapp.engines.cascade.reply_voice import ReplyVoice


class ReplyDraft:
    """Takes words and thoughts, then `finish`; call `close` in any case."""

    def __init__(
        self, reply: ReplyId, speaking: ReplyVoice | None, on_engine_event: Callable[[EngineEvent], None]
    ) -> None:
        self.reply = reply
        self.text = ""
        self.thoughts = ""
        self._speaking = speaking
        self._on_engine_event = on_engine_event
        self._cutter = SentenceCutter(hurry=True)
        self._bytes = 0
        self._by_itself = False
        """The model speaks: nobody else reads its words out."""

    @property
    def spent(self) -> tuple[Spent, ...]:
        return self._speaking.spent if self._speaking is not None else ()

    def write(self, text: str) -> None:
        self.text += text
        if self._speaking is None or self._by_itself:
            self._on_engine_event(ReplyWords(self.reply, text, WIRE.ms(self._bytes)))
            return
        for sentence in self._cutter.add(text):
            self._speaking.add_sentence(sentence)

    def sound(self, pcm: bytes, words: str) -> None:
        """Hand on what the model speaks itself, unless its words are being read out already."""
        if self.text and not self._by_itself:
            return
        self._by_itself = True
        if words:
            self.write(words)
        if pcm and self._speaking is not None:
            self._bytes += len(pcm)
            self._on_engine_event(ReplySound(self.reply, pcm))

    def think(self, text: str) -> None:
        self.thoughts += text
        self._on_engine_event(ReplyThought(self.reply, text))

    async def finish(self) -> None:
        """Waits until the last sound of the last sentence has been handed over."""
        if self._speaking is not None and not self._by_itself:
            for rest in self._cutter.flush():
                self._speaking.add_sentence(rest)
            await self._speaking.finish()

    async def close(self) -> None:
        if self._speaking is not None:
            await self._speaking.close()


@dataclass(slots=True)
class AnswerInProgress:
    """The answer that is being prepared or made."""

    spoken: bool
    turns: tuple[TurnId, ...] = ()
    up_to: TurnId | None = None
    """The newest turn that it answers."""
    replies: list[ReplyId] = field(default_factory=list[ReplyId])
    """Its names; each time it begins again it gets another."""
    spent: tuple[Spent, ...] = ()
    """What it cost so far, apart from the voice of its newest reply."""
    draft: ReplyDraft | None = None
    """None until it has begun; anything said before then is answered with it."""
    task: "asyncio.Task[None] | None" = None

    @property
    def all_spent(self) -> tuple[Spent, ...]:
        return self.spent + (self.draft.spent if self.draft is not None else ())
