"""Speaks chat/completions with models that hear the person themselves, speak their answers themselves, or both.

What is written, such as a title, is left to the chat beside it: models that speak answer nothing in which there is no
sound.
"""

import re
import time
from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from voiceapp.core.chat_pieces import TalkSounds
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.ports import Chat, ChatPiece, EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.chat import ChatCompletions, messages
from voiceapp.openai.http import Server
from voiceapp.openai.model_chooser import ModelChooser
from voiceapp.openai.model_quirks import ModelQuirks, named

SPOKEN_BEFORE = "audio_id"
"""Stands for the references to what the model spoke earlier, among the fields that may be refused."""
SAFETY = 30.0
"""Seconds before its end from which a reference is no longer used."""
HEARS_NOTHING = Sentence(
    "This model doesn't hear. Choose one that does, such as gpt-audio-1.5, or another protocol for speech to text."
)
_NO_EARS = re.compile(
    r"input_audio|audio[ _-]?inputs?|(?:audio|modalit\w+) (?:is|are) not supported|multimodal", re.IGNORECASE
)
_STYLE = "How to speak: {style}"


@dataclass(frozen=True, slots=True)
class SpeakingStyle:
    """Says how a chat that speaks sounds."""

    voice: str
    style: str = ""


class SoundAnswer(ChatCompletions):
    """Asks for one answer, given the sounds of a talk; with a voice the answer is spoken."""

    optional = (
        named("modalities", also=r"\bmodality\b|\baudio[ _-]output|\boutput[ _-]audio|\bspeech output")
        | named(SPOKEN_BEFORE, also=r"audio\b.{0,60}\b(?:not found|expired|does not exist|no longer|invalid)")
        | dict(ChatCompletions.optional)
    )

    def __init__(
        self,
        server: Server,
        model: str,
        sounds: TalkSounds,
        speaking: SpeakingStyle | None,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(server, model)
        self._sounds = sounds
        self._speaking = speaking
        self._now = now
        self._left_out: Collection[str] = ()

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        begun = False
        try:
            async with aclosing(super().answer(items, wishes)) as pieces:
                async for piece in pieces:
                    begun = True
                    yield piece
        except EngineError as error:
            if begun or not self._sounds.said or not _refuses_sound(error.failure):
                raise
            raise EngineError(replace(error.failure, kind=FailureKind.REJECTED, sentence=HEARS_NOTHING)) from error

    def _asking(
        self, model: str, items: Sequence[Item], wishes: SessionWishes, quirks: ModelQuirks
    ) -> tuple[Collection[str], AsyncGenerator[ChatPiece]]:
        self._left_out = quirks.left_out
        sent, answer = super()._asking(model, items, wishes, quirks)
        return {*sent, *((SPOKEN_BEFORE,) if self._known().spoken else ())}, answer

    def _known(self) -> TalkSounds:
        """Returns the sounds without what the service keeps no longer."""
        soon = self._now() + SAFETY
        if SPOKEN_BEFORE in self._left_out:
            return TalkSounds(self._sounds.said)
        alive = {item: each for item, each in self._sounds.spoken.items() if each.until > soon}
        return TalkSounds(self._sounds.said, alive)

    def _told(self, items: Sequence[Item], wishes: SessionWishes, *, role: str, tools: bool) -> list[dict[str, object]]:
        return messages(items, wishes, role=role, tools=tools, sounds=self._known())

    def _body(
        self, model: str, items: Sequence[Item], wishes: SessionWishes, left_out: Collection[str]
    ) -> dict[str, object]:
        speaking = self._speaking
        if speaking is None or "modalities" in left_out:
            return super()._body(model, items, wishes, left_out)
        if speaking.style:
            told = (wishes.instructions, _STYLE.format(style=speaking.style))
            wishes = replace(wishes, instructions="\n\n".join(part for part in told if part))
        return super()._body(model, items, wishes, left_out) | {
            "modalities": ["text", "audio"],
            "audio": {"voice": speaking.voice, "format": "pcm16"},
        }


class AudioChat:
    """Meets `core.ports.SoundChat`."""

    def __init__(
        self, server: Server, model: str, writer: Chat, *, hears: bool, speaking: SpeakingStyle | None
    ) -> None:
        """`writer` answers what needs no sound."""
        self._server = server
        self._choice = ModelChooser(server, Role.CHAT, model)
        self._writer = writer
        self.hears = hears
        self._speaking = speaking

    @property
    def traits(self) -> EngineTraits:
        if self.hears:
            return self._choice.traits(lambda whom: Sentence("Your voice goes to {whom}.", whom=whom))
        return self._choice.traits(lambda whom: Sentence("Your words go to {whom}.", whom=whom))

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        async with aclosing(self._writer.answer(items, wishes)) as pieces:
            async for piece in pieces:
                yield piece

    async def converse(
        self, items: Sequence[Item], wishes: SessionWishes, sounds: TalkSounds
    ) -> AsyncGenerator[ChatPiece]:
        speaking = self._speaking if wishes.spoken else None
        chat = self._writer
        if speaking is not None or (self.hears and sounds.said):
            known = TalkSounds(sounds.said if self.hears else {}, sounds.spoken if speaking is not None else {})
            chat = SoundAnswer(self._server, await self._choice.name(), known, speaking)
        async with aclosing(chat.answer(items, wishes)) as pieces:
            async for piece in pieces:
                yield piece


def _refuses_sound(failure: Failure) -> bool:
    asked = failure.kind in (FailureKind.REJECTED, FailureKind.SERVER_BROKEN, FailureKind.WRONG_ADDRESS)
    return asked and bool(_NO_EARS.search(f"{failure.detail} {failure.said}"))
