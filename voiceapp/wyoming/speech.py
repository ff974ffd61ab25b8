"""Speaks text by a Wyoming server, whose sound may be of any rate, width and number of channels."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import numpy as np
from wyoming.audio import AudioChunk, AudioStop
from wyoming.event import Event
from wyoming.info import SelectProgram
from wyoming.tts import (
    Synthesize,
    SynthesizeChunk,
    SynthesizeStart,
    SynthesizeStop,
    SynthesizeStopped,
    SynthesizeVoice,
)

from voiceapp.audio.resample import Resampler, Wave, to_pcm
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, SpokenAudio
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.text.text_language import text_language
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.http import Server
from voiceapp.openai.speech import MOST, NO_SOUND, UNREADABLE, parts
from voiceapp.wyoming.connection import WyomingLine, opened
from voiceapp.wyoming.offers import Offered, WyomingOffers, ask_offers, not_offered, primary

RATES = range(4_000, 384_001)
MOST_CHANNELS = 8


@dataclass(frozen=True, slots=True)
class ChosenVoice:
    """The voice that is asked for, and the program that has it."""

    voice: SynthesizeVoice | None = None
    program: str = ""
    """Empty: the one that answers anyway."""


class WyomingVoice:
    """Meets `core.ports.TextToSpeech`."""

    def __init__(self, server: Server, voice: str = "", speaker_mark: str = "#") -> None:
        """`voice` may name one of its speakers, behind that mark."""
        self._server = server
        self._voice = voice
        self._speaker_mark = speaker_mark
        self._offers: WyomingOffers | None = None

    @property
    def traits(self) -> EngineTraits:
        whom = self._server.whom
        leaves = Sentence("The answer's words go to {whom}.", whom=whom) if whom else None
        return EngineTraits(verbatim(self._voice or "Wyoming"), leaves_machine=leaves)

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        """Speak the text, in pieces as they come. Closing the iterator ends the connection. Raises EngineError."""
        made = 0
        async with opened(self._server) as line:
            if self._offers is None:
                self._offers = await ask_offers(line)
            chosen = chosen_voice(self._offers, self._voice.partition(self._speaker_mark), _language(text, wishes))
            if chosen.program:
                await line.send(SelectProgram(chosen.program))
            streams = self._offers.streams_speech and not chosen.program
            await _ask(line, text, chosen.voice, streams=streams)
            sound = _AnySound()
            while not _is_over(event := await line.receive(), streams=streams):
                if AudioChunk.is_type(event.type):
                    pcm = sound.converted(event)
                    made += len(pcm)
                    if made > MOST:
                        raise EngineError(_ENDLESS)
                    if pcm:
                        yield SpokenAudio(pcm)
        if not made and any(sign.isalnum() for sign in text):
            raise EngineError(NO_SOUND)


_ENDLESS = Failure(
    FailureKind.SERVER_BROKEN, Sentence("The service sent sound without end. Choose another server for speech.")
)


def _language(text: str, wishes: SessionWishes) -> str:
    """The language that the text is in, as far as it shows."""
    return text_language(text, wishes.languages, wishes.language or next(iter(wishes.languages), ""))


async def _ask(line: WyomingLine, text: str, voice: SynthesizeVoice | None, *, streams: bool) -> None:
    if not streams:
        await line.send(Synthesize(text, voice))
        return
    pieces = [SynthesizeChunk(part) for part in parts(text)]
    # The whole text comes as well, for servers that know nothing of pieces.
    await line.send(SynthesizeStart(voice), *pieces, Synthesize(text, voice), SynthesizeStop())


def _is_over(event: Event, *, streams: bool) -> bool:
    """A text that went out in pieces may come back as several stretches of sound."""
    return SynthesizeStopped.is_type(event.type) if streams else AudioStop.is_type(event.type)


def chosen_voice(offers: WyomingOffers, named: tuple[str, str, str], language: str) -> ChosenVoice:
    """The voice that the person named, else the server's own for the text's language. Raises EngineError where there is
    none.
    """
    if not offers.speaks:
        raise not_offered(Sentence("This Wyoming server doesn't speak. Choose another one for it, or “This device”."))
    if named[0]:
        return _named(offers, named)
    # Servers list voices as installed that they would have to fetch first, so none is named that the person did not.
    known = (spelled for voice in offers.voices for spelled in voice.languages if primary(spelled) == language)
    spelling = next(known, "")
    return ChosenVoice(SynthesizeVoice(language=spelling)) if spelling else ChosenVoice()


def _named(offers: WyomingOffers, named: tuple[str, str, str]) -> ChosenVoice:
    """A voice's own name may have the mark in it."""
    whole, (name, _, speaker) = "".join(named), named
    found = next((voice for voice in offers.voices if voice.name in (whole, name)), None)
    if found is not None:
        return _asked(found, "" if found.name == whole else speaker)
    if offers.voices:
        raise not_offered(
            Sentence("This Wyoming server has no voice {name}. Choose one of its own, or leave it empty.", name=whole)
        )
    return ChosenVoice(SynthesizeVoice(name=name, speaker=speaker or None))


def _asked(voice: Offered, speaker: str) -> ChosenVoice:
    return ChosenVoice(SynthesizeVoice(name=voice.name, speaker=speaker or None), "" if voice.first else voice.program)


class _AnySound:
    """Turns samples of any layout into those at the wire rate. Samples may be cut anywhere between two events."""

    def __init__(self) -> None:
        self._layout: tuple[int, int, int] = (0, 0, 0)
        self._carry = b""
        self._resampler = Resampler(WIRE.rate, WIRE.rate)

    def converted(self, event: Event) -> bytes:
        """Raises EngineError for a layout that is none."""
        self._carry += event.payload or b""
        layout = _layout(event)
        if layout != self._layout:
            self._layout, self._resampler = layout, Resampler(layout[0], WIRE.rate)
        _, width, channels = layout
        whole = len(self._carry) // (width * channels) * width * channels
        frames, self._carry = self._carry[:whole], self._carry[whole:]
        if layout == (WIRE.rate, 2, 1) or not frames:
            return frames
        mono: Wave = _floats(frames, width).reshape(-1, channels).mean(axis=1, dtype=np.float32)
        return to_pcm(self._resampler.resampled(mono))


def _layout(event: Event) -> tuple[int, int, int]:
    rate, width, channels = (event.data.get(name) for name in ("rate", "width", "channels"))
    fits = rate in RATES and width in (1, 2, 3, 4) and channels in range(1, MOST_CHANNELS + 1)
    if not (isinstance(rate, int) and isinstance(width, int) and isinstance(channels, int) and fits):
        raise EngineError(UNREADABLE)
    return rate, width, channels


def _floats(frames: bytes, width: int) -> Wave:
    """Samples of 8, 16, 24 or 32 bits as floats between -1 and 1."""
    if width == 1:
        eight: Wave = (np.frombuffer(frames, np.uint8).astype(np.float32) - 128.0) / 128.0
        return eight
    if width == 3:
        padded = np.zeros((len(frames) // 3, 4), np.uint8)
        padded[:, 1:] = np.frombuffer(frames, np.uint8).reshape(-1, 3)
        frames, width = padded.tobytes(), 4
    wave: Wave = np.frombuffer(frames, f"<i{width}").astype(np.float32) / float(1 << (8 * width - 1))
    return wave
