"""Runs Resemblyzer's voice encoder with numpy: stretches of speech become vectors that are near where the voice is the same.

Three layers that remember (LSTM) read 160 frames of 40 bands, and what the last one holds at the end is the voice.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voiceapp.audio.resample import Resampler, to_float
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.local.process_messages import Done, Load, Request, VoicePrintJob, VoicePrintsMessage
from voiceapp.local.runners.base import Canceller, ModelRefusedError, Say, check_sum
from voiceapp.local.runners.log_mel import HOP, RATE, mel
from voiceapp.local.runners.torch_file import OddFileError, Weights, read_tensors

NAME = "resemblyzer"
BANDS = 40
LENGTH = 160
"""Frames that the model was taught with."""
STEP = 40
"""Frames from the beginning of one stretch to that of the next."""
LEAST = 30
"""Frames of speech below which nothing can be said of a voice."""
WIDTH = 256
LAYERS = 3
AT_ONCE = 32
"""Stretches that go through the model together, so that its memory stays small."""
LOUDNESS = -30.0
"""What the model was taught with, in decibels of full scale. What is louder stays so."""
QUIET = 30.0
"""Decibels below the louder parts from which on nobody speaks."""
LOUDER = 90
"""The percentile of frames that counts as the louder parts."""
PAUSE = 20
"""Frames of a pause that is left in."""
MS_A_FRAME = HOP * 1000 // RATE

Frames = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _MemoryLayer:
    into: Weights
    """From what comes in to the four gates."""
    back: Weights
    """From what it remembers to the four gates."""
    bias: Weights

    def __call__(self, states: Weights) -> Weights:
        """Return what it says after each frame: a row for each stretch, then for each frame."""
        count, length, _ = states.shape
        given: Weights = states @ self.into
        np.add(given, self.bias, out=given)
        said: Weights = np.zeros((count, WIDTH), np.float32)
        held: Weights = np.zeros((count, WIDTH), np.float32)
        out = np.empty((count, length, WIDTH), np.float32)
        for frame in range(length):
            gates = given[:, frame]
            np.add(gates, said @ self.back, out=gates)
            np.tanh(gates, out=gates)
            # The weights of three gates are halved, which makes a sigmoid of the hyperbolic tangent.
            taken, kept, shown = (0.5 * gates[:, place : place + WIDTH] + 0.5 for place in (0, WIDTH, 3 * WIDTH))
            held = (kept * held + taken * gates[:, 2 * WIDTH : 3 * WIDTH]).astype(np.float32, copy=False)
            said = (shown * np.tanh(held)).astype(np.float32, copy=False)
            out[:, frame] = said
        return out


class VoiceEncoder:
    def __init__(self) -> None:
        self._layers: list[_MemoryLayer] = []
        self._last: Weights
        self._last_bias: Weights

    def load(self, load: Load) -> str:
        path = Path(load.path)
        check_sum(path, load.sha256)
        try:
            found = read_tensors(path, "model_state")
            self._layers = [_layer(found, number) for number in range(LAYERS)]
            self._last = found["linear.weight"].T.reshape(WIDTH, WIDTH).copy()
            self._last_bias = found["linear.bias"].reshape(WIDTH)
        except (OddFileError, KeyError, ValueError, OSError) as error:
            raise ModelRefusedError(
                Sentence("{file} can't be loaded: {why}", file=path.name, why=str(error))
            ) from error
        return NAME

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        if not isinstance(request, VoicePrintJob):
            raise TypeError("the model for voices was asked for something else")
        sound = Resampler(WIRE.rate, RATE).resampled(to_float(request.pcm))
        frames, places = speech(sound)
        rows: list[Weights] = []
        starts = _starts(len(frames))
        for first in range(0, len(starts), AT_ONCE):
            if cancelled():
                return Done(request.job)
            rows.append(self.vectors(_stretches(frames, starts[first : first + AT_ONCE])))
        spans = [
            (int(places[start]) * MS_A_FRAME, (int(places[min(start + LENGTH, len(places)) - 1]) + 1) * MS_A_FRAME)
            for start in starts
        ]
        vectors = np.concatenate(rows) if rows else np.zeros((0, WIDTH), np.float32)
        say(VoicePrintsMessage(request.job, vectors.astype("<f4").tobytes(), WIDTH, spans))
        return Done(request.job)

    def vectors(self, stretches: Weights) -> Weights:
        """Return the voice of each stretch, as a vector of length 1."""
        states = stretches
        for layer in self._layers:
            states = layer(states)
        found: Weights = np.maximum(states[:, -1] @ self._last + self._last_bias, 0.0)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), np.float32(1e-9))
        return found


def _layer(found: dict[str, Weights], number: int) -> _MemoryLayer:
    halved = np.full(4 * WIDTH, 0.5, np.float32)
    halved[2 * WIDTH : 3 * WIDTH] = 1.0
    into, back = found[f"lstm.weight_ih_l{number}"], found[f"lstm.weight_hh_l{number}"]
    came_in = BANDS if number == 0 else WIDTH
    bias = found[f"lstm.bias_ih_l{number}"] + found[f"lstm.bias_hh_l{number}"]
    return _MemoryLayer(
        np.ascontiguousarray(into.reshape(4 * WIDTH, came_in).T * halved),
        np.ascontiguousarray(back.reshape(4 * WIDTH, WIDTH).T * halved),
        bias.reshape(4 * WIDTH) * halved,
    )


def speech(sound: Weights) -> tuple[Weights, Frames]:
    """Return the frames in which somebody speaks, as loud as the model expects, and the number of each in the sound."""
    if len(sound) < HOP:
        return np.zeros((0, BANDS), np.float32), np.zeros(0, np.int64)
    bands = mel(sound, BANDS)
    power = bands.sum(axis=1)
    least = float(np.percentile(power, LOUDER)) * 10 ** (-QUIET / 10)
    places = np.flatnonzero(_widened(power > max(least, 1e-9), PAUSE // 2))
    if len(places) < LEAST:
        return np.zeros((0, BANDS), np.float32), np.zeros(0, np.int64)
    loudness = 10 * np.log10(float(np.mean(sound.astype(np.float64) ** 2)) + 1e-12)
    gain = 10 ** (max(0.0, LOUDNESS - loudness) / 10)
    return bands[places] * np.float32(gain), places


def _widened(there: npt.NDArray[np.bool_], by: int) -> npt.NDArray[np.bool_]:
    """Take what is near to it as well."""
    counts = np.concatenate(([0], np.cumsum(np.pad(there, (by, by)))))
    found: npt.NDArray[np.bool_] = counts[2 * by + 1 :] > counts[: -2 * by - 1]
    return found


def _starts(frames: int) -> list[int]:
    """Where the stretches begin. The last one ends with the speech."""
    if not frames:
        return []
    last = max(0, frames - LENGTH)
    starts = list(range(0, last + 1, STEP))
    return starts if starts[-1] == last else [*starts, last]


def _stretches(frames: Weights, starts: list[int]) -> Weights:
    """The frames of each stretch. What is too short is filled up with itself."""
    if len(frames) < LENGTH:
        frames = np.resize(frames, (LENGTH, BANDS))
    return np.stack([frames[start : start + LENGTH] for start in starts])
