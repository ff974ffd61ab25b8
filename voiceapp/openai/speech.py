"""Speaks text over HTTP by audio/speech, as at OpenAI and every server that has it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import replace

from voiceapp.audio.decode import decoded
from voiceapp.audio.raw_samples import RawConverter, RawLayout
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, SpokenAudio
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.sentences import sentences
from voiceapp.core.transcript import Spent, Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.audio_format import SoundFormat, WavHead, bytes_needed, format_of, wav_head
from voiceapp.openai.errors import details_of, quotable
from voiceapp.openai.http import Server
from voiceapp.openai.model_chooser import ModelChooser
from voiceapp.openai.response_reader import ResponseReader

OLD_VOICE = "alloy"
LONGEST = 4000
"""Characters; services take 4096."""
MOST = 1 << 26
"""Bytes, twenty minutes of sound, far more than such a text takes."""
NO_SOUND = Failure(
    FailureKind.SERVER_BROKEN, Sentence("The service sent no sound. Choose another voice, model or server for speech.")
)
UNREADABLE = Failure(
    FailureKind.SERVER_BROKEN,
    Sentence("The service sent sound that can't be read here. Choose another server for speech."),
)
_ENDLESS = Failure(
    FailureKind.SERVER_BROKEN, Sentence("The service sent sound without end. Choose another server for speech.")
)


class Speech:
    """Meets `core.ports.TextToSpeech`."""

    def __init__(self, server: Server, model: str = "", voice: str = "", style: str = "") -> None:
        self._server = server
        self._choice = ModelChooser(server, Role.SPEECH, model)
        self._old = self._choice.known.startswith("tts-1")
        self._voice = voice or (OLD_VOICE if self._old else server.provider.usual_voice)
        self._style = style

    @property
    def traits(self) -> EngineTraits:
        return self._choice.traits(lambda whom: Sentence("The answer's words go to {whom}.", whom=whom))

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
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
            made = 0
            spent: tuple[Spent, ...] = ()
            stream = self._server.stream("audio/speech", body, model=model)
            try:
                async with stream as answer, aclosing(_sound(answer)) as sound:
                    async for pcm in sound:
                        made += len(pcm)
                        yield SpokenAudio(pcm)
            finally:
                # It is billed even if nobody wants to hear the rest.
                if made:
                    usage = Usage(characters=len(part), seconds=WIRE.ms(made) / 1000)
                    spent = (self._server.spent(model, usage),)
            if not made and any(sign.isalnum() for sign in part):
                raise EngineError(NO_SOUND)
            yield SpokenAudio(b"", spent)


def parts(text: str, longest: int = LONGEST) -> list[str]:
    """Splits a text into pieces that services take, between sentences where possible."""
    found = [""]
    for sentence in sentences(text):
        for start in range(0, len(sentence), longest):
            piece = sentence[start : start + longest]
            if len(found[-1]) + len(piece) > longest:
                found.append("")
            found[-1] += piece
    return [part for part in found if part.strip()]


async def _sound(answer: ResponseReader) -> AsyncGenerator[bytes]:
    """Yields sound at the wire rate, samples as they come, a file once whole. Raises EngineError for no sound."""
    async with aclosing(_bounded(answer.pieces())) as pieces:
        head = b""
        while len(head) < bytes_needed(head) and (piece := await anext(pieces, b"")):
            head += piece
        kind = format_of(head, answer.content_type) if head else RawLayout()
        wav: WavHead | SoundFormat | None = None
        if kind is SoundFormat.FILE:
            while (wav := wav_head(head)) is None and (piece := await anext(pieces, b"")):
                head += piece
        if isinstance(wav, WavHead):
            blocks = _samples(wav.raw, head[wav.begins :], pieces, wav.size)
        elif isinstance(kind, RawLayout):
            blocks = _samples(kind, head, pieces)
        else:
            body = head + b"".join([piece async for piece in pieces])
            if kind is SoundFormat.NO_SOUND:
                told = details_of(body)
                raise EngineError(replace(NO_SOUND, detail=told.code, said=quotable(told.message)))
            blocks = _of_file(body)
        async with aclosing(blocks):
            async for block in blocks:
                yield block


async def _samples(
    raw: RawLayout, head: bytes, pieces: AsyncGenerator[bytes], size: int | None = None
) -> AsyncGenerator[bytes]:
    """`size`: anything after this many bytes is not sound."""
    unwrapped = RawConverter(raw)
    left = MOST if size is None else size
    while head:
        pcm = unwrapped.converted(head[:left])
        left = max(0, left - len(head))
        if pcm:
            yield pcm
        head = await anext(pieces, b"")


async def _of_file(body: bytes) -> AsyncGenerator[bytes]:
    """Decodes on a thread beside the loop, because it takes a while."""
    blocks = decoded(body)
    length = 0
    while (block := await asyncio.to_thread(_next, blocks)) is not None:
        length += len(block)
        if length > MOST:
            raise EngineError(_ENDLESS)
        yield block


def _next(blocks: Iterator[bytes]) -> bytes | None:
    try:
        return next(blocks, None)
    except EngineError as error:
        raise EngineError(UNREADABLE) from error


async def _bounded(pieces: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    came = 0
    async for piece in pieces:
        came += len(piece)
        if came > MOST:
            raise EngineError(_ENDLESS)
        if piece:
            yield piece
