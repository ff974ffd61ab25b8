"""Text to speech over HTTP: audio/speech of OpenAI and of every server that has it."""

from collections.abc import AsyncGenerator

from voiceapp.audio.decode import decoded
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.ports import Voiced
from voiceapp.core.sentences import sentences
from voiceapp.core.transcript import Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.choosing import ModelChoice
from voiceapp.openai.http import Answer, Server

DEFAULT_MODEL = "gpt-4o-mini-tts"
DEFAULT_VOICE = "marin"
OLD_VOICE = "alloy"
LONGEST = 4000
"""Characters; services take 4096."""
_FILES = (b"RIFF", b"ID3", b"OggS", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
HEAD = 4


class Speech:
    """Meets `core.ports.TextToSpeech`."""

    def __init__(self, server: Server, model: str = "", voice: str = "", style: str = "") -> None:
        self._server = server
        self._choice = ModelChoice(server, Role.SPEECH, model, DEFAULT_MODEL)
        self._old = self._choice.known.startswith("tts-1")
        self._voice = voice or (OLD_VOICE if self._old or not server.newest_fields else DEFAULT_VOICE)
        self._style = style

    @property
    def traits(self) -> EngineTraits:
        return self._choice.traits("The answer's words go")

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[Voiced]:
        model = await self._choice.name()
        for part in parts(text):
            body: dict[str, object] = {
                "model": model,
                "input": part,
                "voice": self._voice,
                "response_format": "pcm",
            }
            if abs(wishes.speed - 1.0) > 0.01:
                body["speed"] = round(min(max(wishes.speed, 0.25), 4.0), 2)
            if self._style and not self._old:
                body["instructions"] = self._style
            async with self._server.stream("audio/speech", body, model=model) as answer:
                async for pcm in _sound(answer):
                    yield Voiced(pcm)
            yield Voiced(b"", (self._server.spent(model, Usage(characters=len(part))),))


def parts(text: str, longest: int = LONGEST) -> list[str]:
    """A text in pieces that services take, cut between sentences where that can be."""
    found = [""]
    for sentence in sentences(text):
        for start in range(0, len(sentence), longest):
            piece = sentence[start : start + longest]
            if len(found[-1]) + len(piece) > longest:
                found.append("")
            found[-1] += piece
    return [part for part in found if part.strip()]


async def _sound(answer: Answer) -> AsyncGenerator[bytes]:
    """Raw sound as it comes, in whole samples; of a server that sends a file instead, what is in it."""
    carry = b""
    begun = False
    async for piece in answer.pieces():
        carry += piece
        if not begun:
            if len(carry) < HEAD:
                continue
            begun = True
            if carry.startswith(_FILES) or "wav" in answer.content_type or "mpeg" in answer.content_type:
                yield decoded(carry + b"".join([rest async for rest in answer.pieces()]))
                return
        whole = len(carry) // 2 * 2
        if whole:
            yield carry[:whole]
            carry = carry[whole:]
