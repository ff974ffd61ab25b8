"""Stretches a voice whose sound comes late, and shortens it once it is late: it invents a continuation while nothing
arrives, repeats single periods of the voice while little is buffered, and leaves some out while too much is.
"""

import numpy as np
import numpy.typing as npt

from voiceapp.core.pcm import WIRE

Block = npt.NDArray[np.int16]
Wave = npt.NDArray[np.float32]

SHORTEST = WIRE.rate // 400
"""Samples in a period of the highest voice."""
LONGEST = WIRE.rate // 60
COMPARED = WIRE.rate // 100
"""Samples that must match one period apart."""
NEEDED = LONGEST + COMPARED
LENGTH = WIRE.rate * 90 // 1000
"""Longer gaps are left silent, since a voice that drones on is worse."""

INSERTED = WIRE.rate // 200
"""The fewest samples to insert: several periods at once if the voice is high."""
AHEAD = COMPARED // 2
"""Samples of the sound to come that are compared to see whether another period fits in."""
SEAM = WIRE.rate // 500
"""The shortest crossfade, in samples."""
ALIKE = 0.7
"""How alike two periods are in the middle of a vowel. Less is a consonant, and doubling that would be heard."""
QUIET = 60.0
"""The mean amplitude of a pause."""


def continued(recent: Block) -> Block:
    """Continues the sound for 90 ms, fading out."""
    before = _whole(recent.astype(np.float32))
    found, _ = _period(before, SHORTEST)
    period = before[-found:].copy()
    # Hides the seam between two repetitions: the end of each fades into what came before the period.
    seam = min(len(period) // 4, SEAM)
    lead = before[len(before) - len(period) - seam : len(before) - len(period)]
    share = np.linspace(0.0, 1.0, len(lead), dtype=np.float32)
    period[len(period) - len(lead) :] += (lead - period[len(period) - len(lead) :]) * share
    again = np.tile(period, -(-LENGTH // len(period)))[:LENGTH]
    return (again * np.linspace(1.0, 0.0, LENGTH) ** 1.5).astype(np.int16)


def one_more(before: Block, ahead: Block, *, anywhere: bool) -> Block | None:
    """Returns what can be played between what was played and what comes, so that both last longer at the same pitch.

    It begins as `ahead` does and ends as `before` does, so that `ahead` can follow it. None means that there is too
    little of either, or that it would be heard here. With `anywhere`, being heard is accepted because a gap would be
    worse.
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


def is_pause(sound: Block) -> bool:
    """Returns True if nobody would miss some of it."""
    return len(sound) > 0 and float(np.abs(sound.astype(np.float32)).mean()) < QUIET


def one_less(before: Block, ahead: Block) -> int:
    """Returns how many samples of what comes can be left out at the same pitch: a period. 0: it would be heard here."""
    if len(before) < INSERTED + AHEAD or len(ahead) < LONGEST + SEAM:
        return 0
    length, alike = _period(_whole(np.concatenate([before, ahead[:AHEAD]]).astype(np.float32)), INSERTED)
    return length if alike >= ALIKE and len(ahead) >= length + SEAM else 0


def joined(ahead: Block, left_out: int) -> Block:
    """Returns what leads from the sound as it would go on to what follows after so many samples: a short crossfade."""
    seam = min(SEAM, len(ahead) - left_out)
    share = np.linspace(0.0, 1.0, seam + 2, dtype=np.float32)[1:-1]
    on, after = ahead[:seam].astype(np.float32), ahead[left_out : left_out + seam].astype(np.float32)
    return (on + (after - on) * share).astype(np.int16)


def _whole(wave: Wave) -> Wave:
    """The last samples, as many as a search needs, padded with silence at the front."""
    return wave[-NEEDED:] if len(wave) >= NEEDED else np.pad(wave, (NEEDED - len(wave), 0))


def _period(wave: Wave, shortest: int) -> tuple[int, float]:
    """Finds the lag, in samples, at which the end of the sound is most like itself, and how alike it is there."""
    last = wave[-COMPARED:]
    earlier = wave[-COMPARED - LONGEST : -shortest]
    match = np.correlate(earlier, last, "valid")
    power = np.concatenate([[0.0], np.cumsum(earlier.astype(np.float64) ** 2)])
    alike = match / np.sqrt(power[COMPARED:] - power[:-COMPARED] + 1.0)
    best = int(np.argmax(alike))
    return LONGEST - best, float(alike[best]) / float(np.sqrt(np.dot(last, last) + 1.0))
