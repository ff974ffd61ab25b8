"""Stretches a voice when its sound comes late: it makes up what the voice would do next while nothing comes, and
repeats one period of it while little is in hand.
"""

import numpy as np
import numpy.typing as npt

from voiceapp.core.pcm import WIRE

Block = npt.NDArray[np.int16]
Wave = npt.NDArray[np.float32]

SHORTEST = WIRE.rate // 400
"""Samples of the highest voice's period."""
LONGEST = WIRE.rate // 60
COMPARED = WIRE.rate // 100
"""Samples that must be alike one period apart."""
NEEDED = LONGEST + COMPARED
LENGTH = WIRE.rate * 90 // 1000
"""A longer gap is silence: a voice that goes on for ever is worse."""

INSERTED = WIRE.rate // 200
"""Samples that are put in at least: of a high voice several periods at once."""
AHEAD = COMPARED // 2
"""Samples of what comes that say whether a period more fits in."""
SEAM = WIRE.rate // 500
"""Samples over which one flows into the other at least."""
ALIKE = 0.7
"""How alike two periods are in the middle of a vowel; less is a consonant, which cannot be doubled unheard."""
QUIET = 60.0
"""Mean amplitude of a pause."""


def continued(recent: Block) -> Block:
    """Continues the sound for 90 ms, softer and softer."""
    before = _whole(recent.astype(np.float32))
    found, _ = _period(before, SHORTEST)
    period = before[-found:].copy()
    # The seam between two repetitions: the end of each flows into what came before the period.
    seam = min(len(period) // 4, SEAM)
    lead = before[len(before) - len(period) - seam : len(before) - len(period)]
    share = np.linspace(0.0, 1.0, len(lead), dtype=np.float32)
    period[len(period) - len(lead) :] += (lead - period[len(period) - len(lead) :]) * share
    again = np.tile(period, -(-LENGTH // len(period)))[:LENGTH]
    return (again * np.linspace(1.0, 0.0, LENGTH) ** 1.5).astype(np.int16)


def one_more(before: Block, ahead: Block, *, anywhere: bool) -> Block | None:
    """Returns what can be played between what was played and what comes, so that both last longer at the same pitch.

    It begins as `ahead` does and ends as `before` does, so that `ahead` goes on after it. None: there is
    too little of them, or it would be heard here. With `anywhere` rather that than a gap.
    """
    if len(before) < INSERTED + AHEAD or len(ahead) < SEAM:
        return None
    past, future = before.astype(np.float32), ahead[:LONGEST].astype(np.float32)
    if np.abs(past[-COMPARED:]).mean() + np.abs(future[:COMPARED]).mean() < 2 * QUIET:
        length = min(len(past), LONGEST)
    else:
        length, alike = _period(_whole(np.concatenate([past, future[:AHEAD]])), INSERTED)
        if alike < ALIKE and not anywhere:
            return None
        length = min(length, len(past))
    more = past[-length:].copy()
    seam = min(length, len(future))
    share = np.linspace(0.0, 1.0, seam + 2, dtype=np.float32)[1:-1]
    more[:seam] = future[:seam] + (more[:seam] - future[:seam]) * share
    return more.astype(np.int16)


def _whole(wave: Wave) -> Wave:
    """The last samples that a search needs; before the first there was silence."""
    return wave[-NEEDED:] if len(wave) >= NEEDED else np.pad(wave, (NEEDED - len(wave), 0))


def _period(wave: Wave, shortest: int) -> tuple[int, float]:
    """Says how many samples apart its end is most like itself, and how much so."""
    last = wave[-COMPARED:]
    earlier = wave[-COMPARED - LONGEST : -shortest]
    match = np.correlate(earlier, last, "valid")
    power = np.concatenate([[0.0], np.cumsum(earlier.astype(np.float64) ** 2)])
    alike = match / np.sqrt(power[COMPARED:] - power[:-COMPARED] + 1.0)
    best = int(np.argmax(alike))
    return LONGEST - best, float(alike[best]) / float(np.sqrt(np.dot(last, last) + 1.0))
