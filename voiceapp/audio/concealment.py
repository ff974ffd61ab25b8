"""What a voice would probably do next: its last period again and again, fading. Fills gaps of a bad network."""

import numpy as np
import numpy.typing as npt

from voiceapp.core.pcm import WIRE

Block = npt.NDArray[np.int16]

SHORTEST = WIRE.rate // 400
"""Samples of the highest voice's period."""
LONGEST = WIRE.rate // 60
COMPARED = WIRE.rate // 100
"""Samples that must be alike one period apart."""
NEEDED = LONGEST + COMPARED
LENGTH = WIRE.rate * 90 // 1000
"""A longer gap is silence: a voice that goes on for ever is worse."""


def continued(recent: Block) -> Block:
    """How it goes on after this (at least `NEEDED` samples): 90 ms, softer and softer."""
    before = recent[-NEEDED:].astype(np.float32)
    period = before[-_period(before) :].copy()
    # The seam between two repetitions: the end of each flows into what came before the period.
    seam = min(len(period) // 4, WIRE.rate // 500)
    lead = before[len(before) - len(period) - seam : len(before) - len(period)]
    share = np.linspace(0.0, 1.0, len(lead), dtype=np.float32)
    period[len(period) - len(lead) :] += (lead - period[len(period) - len(lead) :]) * share
    again = np.tile(period, -(-LENGTH // len(period)))[:LENGTH]
    return (again * np.linspace(1.0, 0.0, LENGTH) ** 1.5).astype(np.int16)


def _period(wave: npt.NDArray[np.float32]) -> int:
    """How many samples apart it is most like itself."""
    last = wave[-COMPARED:]
    earlier = wave[-COMPARED - LONGEST : -SHORTEST]
    match = np.correlate(earlier, last, "valid")
    energy = np.convolve(earlier * earlier, np.ones(COMPARED, np.float32), "valid")
    alike = match / np.sqrt(energy + 1.0)
    return LONGEST - int(np.argmax(alike))
