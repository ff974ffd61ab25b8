"""Reads voices from recordings with the model on this device."""

from array import array
from contextlib import aclosing

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.recordings.voice_prints import VoiceStretch
from voiceapp.core.sentence import Sentence
from voiceapp.local.model_process import ModelProcess, Using
from voiceapp.local.process_messages import VoicePrintJob, VoicePrintsMessage


class LocalVoiceReader:
    """Implements `core.recordings.voice_prints.VoiceReader`."""

    def __init__(self, process: ModelProcess, using: Using) -> None:
        self._process = process
        self._using = using

    async def read(self, pcm: bytes) -> tuple[VoiceStretch, ...]:
        async with self._using(), aclosing(self._process.ask(lambda number: VoicePrintJob(number, pcm))) as answers:
            async for answer in answers:
                if isinstance(answer, VoicePrintsMessage):
                    return stretches_of(answer)
        raise EngineError(
            Failure(FailureKind.MODEL_BROKEN, Sentence("The model for telling voices apart gave no answer. Try again."))
        )


def stretches_of(answer: VoicePrintsMessage) -> tuple[VoiceStretch, ...]:
    step = 4 * answer.width
    return tuple(
        VoiceStretch(start, end, array("f", answer.rows[place * step : (place + 1) * step]))
        for place, (start, end) in enumerate(answer.spans)
    )
