"""Runs a Piper voice, which turns words into sound."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, cast

from piper import PiperConfig, PiperVoice, SynthesisConfig

from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.local.process_messages import Done, Load, Request, SpeakJob
from voiceapp.local.runners.base import Canceller, ModelRefusedError, Say, check_sum, say_sound
from voiceapp.local.runners.onnx_session import open_session


class _PiperChunk(Protocol):
    audio_int16_bytes: bytes


class _Config(Protocol):
    sample_rate: int


class _Voice(Protocol):
    config: _Config

    def synthesize(self, text: str, syn_config: object) -> Iterable[_PiperChunk]: ...


_VOICE = cast("Callable[[object, PiperConfig], _Voice]", PiperVoice)


class Piper:
    def __init__(self) -> None:
        self._voice: _Voice

    def load(self, load: Load) -> str:
        file = Path(load.path)
        check_sum(file, load.sha256)
        description = file.with_name(file.name + ".json")
        if not description.exists():
            raise ModelRefusedError(
                Sentence("{name}.json is missing. A Piper voice needs it next to its .onnx file.", name=file.name)
            )
        try:
            config = PiperConfig.from_dict(json.loads(description.read_text(encoding="utf-8")))
            self._voice = _VOICE(open_session(file, load.threads), config)
        except Exception as error:
            raise ModelRefusedError(
                Sentence("{file} is no Piper voice: {why}", file=file.name, why=str(error))
            ) from error
        self.work(SpeakJob(0, "Hello."), lambda _: None, lambda: False)
        return file.stem

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        if not isinstance(request, SpeakJob):
            raise TypeError("a voice was asked for something else")
        config = SynthesisConfig(length_scale=1.0 / max(0.25, min(request.speed, 4.0)))
        resampler = Resampler(self._voice.config.sample_rate, WIRE.rate)
        for chunk in self._voice.synthesize(request.text, config):
            pcm = to_pcm(resampler.resampled(to_float(chunk.audio_int16_bytes)))
            if not say_sound(request.job, pcm, say, cancelled):
                break
        return Done(request.job)
