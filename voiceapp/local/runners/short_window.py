"""Shows Whisper only as much of its thirty seconds as the speech needs, which takes a fraction of the time.

It was taught with speech that silence fills up to thirty seconds. With less of it, Whisper sometimes misses the end and
says the last words again. So whatever looks like that isn't used, and the whole window is read instead.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from voiceapp.core.pcm import DETECTOR

WHOLE_WINDOW = 3000
"""Frames of Whisper's window, a hundredth of a second each."""
_SECOND = 100
_SILENCE_AFTER = 6 * _SECOND
_SHORTEST = 12 * _SECOND
"""With half of these, a tenth more words are wrong, for a tenth less time."""
_WORTH_IT = 22 * _SECOND
"""The length above which a shorter window saves too little."""
_TOKENS_A_SECOND = 7
"""More than anybody says."""
_FEW_TOKENS = 12
_REPEATED = 2.0
_UNSURE = -1.0

Features = npt.NDArray[np.float32]


class ReadSegment(Protocol):
    """Holds what Whisper read in one go."""

    @property
    def text(self) -> str: ...
    @property
    def tokens(self) -> Sequence[int]: ...
    @property
    def avg_logprob(self) -> float: ...
    @property
    def compression_ratio(self) -> float: ...


class ShortEncoder:
    """Stands in for the `encode` of a Whisper model, and leaves out the silence behind the speech."""

    def __init__(self, encode: Callable[[Features], object]) -> None:
        self._encode = encode
        self.frames = WHOLE_WINDOW
        self.last: object = None
        """What it encoded last."""

    def __call__(self, features: Features) -> object:
        shown = features
        if self.frames < features.shape[-1] == WHOLE_WINDOW:
            shown = np.ascontiguousarray(features[..., : self.frames])
        self.last = self._encode(shown)
        return self.last


def short_window(samples: int) -> int:
    """Return the frames that are enough for so much sound. 0 if it needs the whole window."""
    frames = -(-samples * _SECOND // DETECTOR.rate) + _SILENCE_AFTER
    if frames > _WORTH_IT:
        return 0
    return max(_SHORTEST, frames + frames % 2)


def most_tokens(samples: int) -> int:
    return samples * _TOKENS_A_SECOND // DETECTOR.rate + _FEW_TOKENS


def is_complete(segments: Sequence[ReadSegment], samples: int) -> bool:
    """Return whether a short window was read without a sign of trouble."""
    return not runs_on(segments, samples) and all(segment.avg_logprob >= _UNSURE for segment in segments)


def runs_on(segments: Sequence[ReadSegment], samples: int) -> bool:
    """Return whether words were made up at the end."""
    if sum(len(segment.tokens) for segment in segments) >= most_tokens(samples) - 1:
        return True
    if any(segment.compression_ratio > _REPEATED for segment in segments):
        return True
    return ends_twice(" ".join(segment.text for segment in segments))


def ends_twice(text: str) -> bool:
    """Return whether a text ends with the same two words or more, said twice."""
    words = [word.strip(".,;:!?…\"'").casefold() for word in text.split()]
    return any(words[-length:] == words[-2 * length : -length] for length in range(2, len(words) // 2 + 1))
