"""Speaks with the voice on this machine."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import SpokenAudio
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent, Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.local.model_process import ModelProcess, Using
from voiceapp.local.process_messages import SoundMessage, SpeakJob


class LocalVoice:
    """Implements `core.ports.TextToSpeech`."""

    def __init__(self, process: ModelProcess, using: Using) -> None:
        self._process = process
        self._using = using

    @property
    def traits(self) -> EngineTraits:
        return EngineTraits(Sentence("On this device"), loads_models=True)

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        asked = self._process.ask(lambda job: SpeakJob(job, text, wishes.speed))
        async with self._using(), aclosing(asked) as pieces:
            async for piece in pieces:
                if isinstance(piece, SoundMessage):
                    yield SpokenAudio(piece.pcm)
        yield SpokenAudio(b"", (Spent(self._process.model, Usage(characters=len(text)), 0.0),))
