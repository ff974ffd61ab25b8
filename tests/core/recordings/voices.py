"""Voices for tests: each has a direction of its own, and sounds a little different each time."""

import random
from collections.abc import Sequence
from math import sqrt

from voiceapp.core.recordings.voice_prints import VoiceStretch

WIDTH = 24
STEP, LENGTH = 400, 1600


def voice(number: int, chance: random.Random, unlike: float = 0.3) -> list[float]:
    """A vector near the direction of that voice, of length 1."""
    vector = [abs(chance.gauss(0, unlike)) / sqrt(WIDTH) * 4 for _ in range(WIDTH)]
    vector[number] += 4.0
    length = sqrt(sum(each * each for each in vector))
    return [each / length for each in vector]


def spoken(voices: Sequence[int], seed: int = 1) -> list[VoiceStretch]:
    """A line in which these voices speak, one in each stretch."""
    chance = random.Random(seed)
    return [
        VoiceStretch(place * STEP, place * STEP + LENGTH, voice(number, chance)) for place, number in enumerate(voices)
    ]
