"""Knows voices again that the person let the app remember."""

from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.recordings.voice_groups import Vector, VoiceGroup, likeness, together, unit
from voiceapp.core.recordings.voice_prints import VoiceStretch

SURE = 0.84
"""How alike a voice must be to a remembered one. Of six persons the same one came to 0.86 and more, others to 0.80 at most."""
CLEARLY = 0.05
"""How much nearer that one must be than every other remembered one."""
LEAST = 8
"""Stretches from which a voice can be remembered: some three seconds."""


@dataclass(frozen=True, slots=True)
class RememberedVoice:
    name: str
    vector: Vector
    since: float
    """When the person let it be remembered, in seconds since the epoch."""


def voice_print(stretches: Sequence[VoiceStretch]) -> Vector | None:
    """Return how a voice sounds on average. None: too little is said."""
    if len(stretches) < LEAST:
        return None
    group = VoiceGroup(stretches[0].vector, 1)
    for stretch in stretches[1:]:
        group = together(group, VoiceGroup(stretch.vector, 1))
    return unit(group.total)


def known_again(prints: Sequence[Vector], known: Sequence[RememberedVoice]) -> tuple[str, ...]:
    """Return the name of each voice. Empty: none of those that are remembered, for all that is sure.

    Nobody is two voices of a recording: the one that is more alike has the name.
    """
    found = [_nearest(each, known) for each in prints]
    best: dict[str, float] = {}
    for name, alike in found:
        best[name] = max(alike, best.get(name, alike))
    return tuple(name if name and alike == best[name] else "" for name, alike in found)


def _nearest(vector: Vector, known: Sequence[RememberedVoice]) -> tuple[str, float]:
    alike = sorted(((likeness(vector, voice.vector), voice.name) for voice in known), reverse=True)
    if not alike or alike[0][0] < SURE or (len(alike) > 1 and alike[0][0] - alike[1][0] < CLEARLY):
        return "", 0.0
    return alike[0][1], alike[0][0]
