"""Speaks with the voices on this device: a text in the voice of its language."""

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from voiceapp.core.messages import EngineTraits
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import SpokenAudio
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.read_aloud import language_of
from voiceapp.core.transcript import Spent, Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.local.model_process import ModelProcess, Using
from voiceapp.local.process_messages import SoundMessage, SpeakJob

LAGS = 0.8
"""The share of real time from which a voice is left for the rest of a talk, before there are gaps."""
TELLING = WIRE.bytes(1_500)
"""How much sound says something about that: a single word is slower."""


@dataclass(frozen=True, slots=True)
class ReadyVoice:
    """A voice of this device, and what keeps it loaded."""

    process: ModelProcess
    using: Using
    is_quick: bool


FindVoice = Callable[[str, bool], ReadyVoice]
"""Finds the voice for a language, and a quick one if that is wanted. Raises EngineError."""


class LocalVoice:
    """Implements `core.ports.TextToSpeech`."""

    def __init__(self, find: FindVoice) -> None:
        self._find = find
        self._language = ""
        """The language of what it said last."""
        self._speaking = 0
        self._lags = False
        """The natural voice was too slow in this talk."""

    @property
    def traits(self) -> EngineTraits:
        return EngineTraits(Sentence("On this device"), loads_models=True)

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        self._language = language_of(text, wishes, self._language or wishes.language)
        voice = self._find(self._language, self._lags)
        # While another sentence sounds there is time to make a whole one.
        begins_soon = self._speaking == 0
        asked = voice.process.ask(lambda job: SpeakJob(job, text, wishes.speed, begins_soon))
        self._speaking += 1
        try:
            async with voice.using(), aclosing(asked) as pieces:
                began, came = time.monotonic(), 0
                async for piece in pieces:
                    if isinstance(piece, SoundMessage):
                        came += len(piece.pcm)
                        yield SpokenAudio(piece.pcm)
                if begins_soon and came > TELLING and not voice.is_quick:
                    self._lags |= time.monotonic() - began > WIRE.ms(came) / 1000 * LAGS
        finally:
            self._speaking -= 1
        yield SpokenAudio(b"", (Spent(voice.process.model, Usage(characters=len(text)), 0.0),))
