"""Knows voices again that the person let the app remember."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from voiceapp.core.recordings.speakers import FoundVoices, SpeakerTurn
from voiceapp.core.recordings.voice_groups import Vector, VoiceGroup, likeness, together, unit
from voiceapp.core.recordings.voice_prints import RememberedVoice, VoiceStretch

SURE = 0.84
"""How alike a voice must be to a remembered one. Of six persons the same one came to 0.86 and more, others to 0.80 at most."""
SURE_OF_A_TURN = 0.8
"""The same for what is said in one go. Of single stretches three quarters of the same voice came to it, others to 0.74 at most."""
CLEARLY = 0.05
"""How much nearer that one must be than every other remembered one."""
LEAST = 8
"""Stretches from which a voice can be remembered: some three seconds."""


@dataclass(frozen=True, slots=True)
class NamedVoices:
    lines: tuple[tuple[SpeakerTurn, ...], ...]
    """The turns of each line in order."""
    names: tuple[str, ...]
    """What each voice in them is called. What is not surely a remembered voice is one by itself."""


def voice_print(stretches: Sequence[VoiceStretch]) -> Vector | None:
    """Return how a voice sounds on average. None: too little is said."""
    return _mean(stretches) if len(stretches) >= LEAST else None


def _mean(stretches: Sequence[VoiceStretch]) -> Vector:
    group = VoiceGroup(stretches[0].vector, 1)
    for stretch in stretches[1:]:
        group = together(group, VoiceGroup(stretch.vector, 1))
    return unit(group.total)


def named_voices(
    found: FoundVoices,
    lines: Sequence[Sequence[VoiceStretch]],
    known: Sequence[RememberedVoice],
    name: Callable[[int], str],
) -> NamedVoices:
    """Name those who were found in lines. `name`: what a voice is called that none of the remembered ones is.

    Whoever says little is taken for the voice that is most alike. That is no reason to give them a person's name, so a turn
    has a remembered one only where it sounds like it by itself.
    """
    again = known_again(found.prints, known)
    others = [name(number) for number in range(len(again))]

    def told(turn: SpeakerTurn, line: Sequence[VoiceStretch]) -> SpeakerTurn:
        remembered = again[turn.voice]
        if not remembered or _nearest(_mean(_within(turn, line)), known, SURE_OF_A_TURN)[0] == remembered:
            return turn
        return replace(turn, voice=len(again) + turn.voice)

    turns = (tuple(told(turn, line) for turn in told_in) for told_in, line in zip(found.lines, lines, strict=True))
    return NamedVoices(tuple(turns), (*(known or other for known, other in zip(again, others, strict=True)), *others))


def _within(turn: SpeakerTurn, line: Sequence[VoiceStretch]) -> Sequence[VoiceStretch]:
    return [each for each in line if turn.start <= (each.start + each.end) // 2 <= turn.end]


def known_again(prints: Sequence[Vector], known: Sequence[RememberedVoice]) -> tuple[str, ...]:
    """Return the name of each voice. Empty: none of those that are remembered, for all that is sure.

    Nobody is two voices of a recording: the one that is more alike has the name.
    """
    found = [_nearest(each, known, SURE) for each in prints]
    best: dict[str, float] = {}
    for name, alike in found:
        best[name] = max(alike, best.get(name, alike))
    return tuple(name if name and alike == best[name] else "" for name, alike in found)


def _nearest(vector: Vector, known: Sequence[RememberedVoice], least: float) -> tuple[str, float]:
    alike = sorted(((likeness(vector, voice.vector), voice.name) for voice in known), reverse=True)
    if not alike or alike[0][0] < least or (len(alike) > 1 and alike[0][0] - alike[1][0] < CLEARLY):
        return "", 0.0
    return alike[0][1], alike[0][0]
