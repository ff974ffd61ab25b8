"""Plays speech faster or slower without changing its pitch, as it arrives.

Short pieces of the sound are laid over each other closer together or further apart than they were (WSOLA). Each begins
where it continues best what was played before it, so that the periods of the voice stay whole.
"""

from typing import cast

import numpy as np

from voiceapp.audio.resample import Wave
from voiceapp.core.pcm import WIRE

HOP = WIRE.rate * 20 // 1000
"""Samples between the beginnings of two pieces in what is played."""
PIECE = 2 * HOP
SEARCH = WIRE.rate * 12 // 1000
"""Samples by which a piece may begin earlier or later: more than a period of the lowest voice."""
NONE: Wave = np.zeros(0, np.float32)
_FADE: Wave = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(PIECE) / PIECE)).astype(np.float32)
"""Two of them, a hop apart, add up to one."""


class TimeStretch:
    """Takes samples at the wire's rate in pieces of any length; what comes out does not depend on how they were cut."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._sound: Wave = np.zeros(SEARCH, np.float32)
        """What has come and may still be needed, with room to search before its beginning."""
        self._place = float(SEARCH)
        """Where the next piece would begin if it were not moved, in `_sound`."""
        self._tail: Wave = NONE
        """The second half of the last piece, which the next one is laid over."""
        self._natural: Wave = NONE
        """What followed the last piece when it was spoken."""
        self._given = 0
        self._taken = 0

    def stretched(self, samples: Wave) -> Wave:
        """Return what can be played by now."""
        if self._speed == 1.0:
            return samples
        self._taken += len(samples)
        return self._more(samples)

    def rest(self) -> Wave:
        """Return what is still to be played when nothing more comes."""
        if self._speed == 1.0:
            return NONE
        missing = max(0, round(self._taken / self._speed) - self._given)
        silence = np.zeros(round(missing * self._speed) + 2 * (PIECE + SEARCH), np.float32)
        return self._more(silence)[:missing]

    def _more(self, samples: Wave) -> Wave:
        self._sound = np.concatenate([self._sound, samples])
        found: list[Wave] = []
        while round(self._place) + SEARCH + PIECE + HOP <= len(self._sound):
            begin = self._best()
            piece = self._sound[begin : begin + PIECE] * _FADE
            # Nothing is faded in at the very beginning.
            head = piece[:HOP] + self._tail if len(self._tail) else self._sound[begin : begin + HOP]
            found.append(head)
            self._tail = piece[HOP:]
            self._natural = self._sound[begin + HOP : begin + HOP + PIECE]
            self._place += HOP * self._speed
        self._forget()
        out: Wave = np.concatenate([NONE, *found])
        self._given += len(out)
        return out

    def _best(self) -> int:
        """Where the piece begins that is most like what would have followed."""
        middle = round(self._place)
        if not len(self._natural):
            return middle
        first = middle - SEARCH
        near = self._sound[first : middle + SEARCH + HOP]
        like = cast("Wave", np.correlate(near, self._natural[:HOP], "valid"))  # pyright: ignore[reportUnknownMemberType]
        energy = np.concatenate([[0.0], np.cumsum(near.astype(np.float64) ** 2)])
        loud = energy[HOP:] - energy[:-HOP]
        return first + int(np.argmax(like / np.sqrt(loud + 1e-6)))

    def _forget(self) -> None:
        passed = max(0, round(self._place) - SEARCH)
        self._sound = self._sound[passed:]
        self._place -= passed
