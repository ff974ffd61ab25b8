"""Runs Smart Turn, which judges by the sound how likely it is that someone who pauses has finished."""

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from voiceapp.audio.resample import Resampler, to_float
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.local.process_messages import Done, JudgeJob, LikelihoodMessage, Load, Request
from voiceapp.local.runners.base import Canceller, ModelRefusedError, Say, check_sum
from voiceapp.local.runners.log_mel import RATE, Wave, log_mel

LENGTH = 8 * RATE
"""Samples that the model looks at."""
LEAST = 1e-7
"""Added to the variance, which is zero in silence."""


class _JudgeOptions(Protocol):
    enable_cpu_mem_arena: bool
    intra_op_num_threads: int
    inter_op_num_threads: int


class _JudgeModel(Protocol):
    def run(self, outputs: None, inputs: Mapping[str, Wave]) -> list[npt.NDArray[np.float32]]: ...


class _JudgeRuntime(Protocol):
    SessionOptions: Callable[[], _JudgeOptions]
    InferenceSession: Callable[[str, _JudgeOptions, list[str]], _JudgeModel]


class SmartTurn:
    def __init__(self) -> None:
        self._model: _JudgeModel

    def load(self, load: Load) -> str:
        file = Path(load.path)
        check_sum(file, load.sha256)
        runtime = cast("_JudgeRuntime", importlib.import_module("onnxruntime"))
        options = runtime.SessionOptions()
        # Release the memory of each judgement, as the next may be minutes away.
        options.enable_cpu_mem_arena = False
        options.intra_op_num_threads = options.inter_op_num_threads = load.threads
        try:
            self._model = runtime.InferenceSession(str(file), options, ["CPUExecutionProvider"])
        except Exception as error:
            raise ModelRefusedError(
                Sentence("{file} can't be loaded: {why}", file=file.name, why=str(error))
            ) from error
        self.likelihood(bytes(WIRE.bytes(100)))
        return file.stem

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        if not isinstance(request, JudgeJob):
            raise TypeError("the judge of pauses was asked for something else")
        if not cancelled():
            say(LikelihoodMessage(request.job, self.likelihood(request.pcm)))
        return Done(request.job)

    def likelihood(self, pcm: bytes) -> float:
        """Returns how likely it is that they have finished, 0 to 1."""
        heard = self._model.run(None, {"input_features": features(pcm)[None]})
        return float(heard[0].reshape(-1)[0])


def features(pcm: bytes) -> Wave:
    """Returns the model's input: the last eight seconds, padded with silence in front and normalised in loudness."""
    sound = Resampler(WIRE.rate, RATE).resampled(to_float(pcm))[-LENGTH:]
    whole = np.pad(sound, (LENGTH - len(sound), 0)).astype(np.float64)
    even = (whole - whole.mean()) / np.sqrt(whole.var() + LEAST)
    return log_mel(even.astype(np.float32))
