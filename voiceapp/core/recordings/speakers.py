"""Tells who speaks when in a recording, from how the voices sound in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.voice_groups import Vector, VoiceGroup, grouped, likeness, together, unit
from voiceapp.core.recordings.voice_prints import VoiceStretch

ONE_VOICE = 0.59
"""How alike all stretches of a voice are on average, at least, where nobody says how many speak."""
SURELY_ONE = 0.7
"""The same where the person says how many: what is more alike than this is one voice all the same."""
SAME_BREATH = 0.85
"""How alike stretches that follow each other are to be taken for one voice before anything else is known."""
STEADY = 0.8
"""How alike a stretch is to those beside it, unless two voices are in it."""
LONGEST_PIECE = 8
ENOUGH = 8
"""Stretches that a voice needs to be a person: some three seconds."""
ENOUGH_IF_COUNTED = 3
"""The same where the person says how many speak."""
STAYS = 0.05
"""How much more alike another voice must be for it to be believed that somebody else goes on."""


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """Says that a voice speaks in a part of a line."""

    start: Milliseconds
    """Counted from the beginning of the line, as is its end."""
    end: Milliseconds
    voice: int


@dataclass(frozen=True, slots=True)
class FoundVoices:
    lines: tuple[tuple[SpeakerTurn, ...], ...]
    """The turns of each line in order. None: nobody can be told in it."""
    prints: tuple[Vector, ...]
    """How each voice sounds, in the order in which they speak first."""


def tell_apart(lines: Sequence[Sequence[VoiceStretch]], persons: int = 0) -> FoundVoices:
    """Return who speaks in lines, from the stretches of speech in each. `persons`: how many there are; 0: nobody knows."""
    if not any(lines):
        return FoundVoices(((),) * len(lines), ())
    pieces = (piece for line in lines for piece in _pieces(_steady(line)))
    enough = ENOUGH_IF_COUNTED if persons else ENOUGH
    found = grouped(pieces, SURELY_ONE if persons else ONE_VOICE, persons, enough)
    found.sort(key=lambda group: -group.weight)
    heard = [group for group in found if group.weight >= enough] or found[:1]
    prints = [unit(group.total) for group in (heard[:persons] if persons else heard)]
    labels = [_followed(line, prints) for line in lines]
    order = list(dict.fromkeys(voice for line in labels for voice in line))
    number = {voice: place for place, voice in enumerate(order)}
    turns = tuple(
        tuple(_turns(line, [number[voice] for voice in voices])) for line, voices in zip(lines, labels, strict=True)
    )
    return FoundVoices(turns, tuple(prints[voice] for voice in order))


def _steady(line: Sequence[VoiceStretch]) -> Sequence[VoiceStretch]:
    """Leave out the stretches in which two voices meet: they sound like neither."""
    alike = [likeness(one.vector, other.vector) >= STEADY for one, other in pairwise(line)]
    beside = pairwise([True, *alike, True])
    return [stretch for stretch, (before, after) in zip(line, beside, strict=False) if before and after] or line


def _pieces(line: Sequence[VoiceStretch]) -> Iterator[VoiceGroup]:
    """Stretches that follow each other and sound alike are one voice, before all others are looked at."""
    group: VoiceGroup | None = None
    for stretch in line:
        if group is None:
            group = VoiceGroup(stretch.vector, 1)
        elif group.weight < LONGEST_PIECE and likeness(unit(group.total), stretch.vector) >= SAME_BREATH:
            group = together(group, VoiceGroup(stretch.vector, 1))
        else:
            yield group
            group = VoiceGroup(stretch.vector, 1)
    if group is not None:
        yield group


def _followed(line: Sequence[VoiceStretch], prints: Sequence[Vector]) -> list[int]:
    """The voice of each stretch, such that it changes only where another one is clearly nearer."""
    best: list[float] = []
    came_from: list[list[int]] = []
    for place, stretch in enumerate(line):
        alike = [likeness(stretch.vector, each) for each in prints]
        if not place:
            best = alike
            continue
        leader = max(range(len(best)), key=best.__getitem__)
        origins = [voice if best[voice] >= best[leader] - STAYS else leader for voice in range(len(prints))]
        best = [
            alike[voice] + (best[voice] if origin == voice else best[leader] - STAYS)
            for voice, origin in enumerate(origins)
        ]
        came_from.append(origins)
    if not best:
        return []
    voice = max(range(len(best)), key=best.__getitem__)
    found = [voice]
    for origins in reversed(came_from):
        voice = origins[voice]
        found.append(voice)
    return found[::-1]


def _turns(line: Sequence[VoiceStretch], voices: Sequence[int]) -> Iterator[SpeakerTurn]:
    """Each voice speaks up to the middle between its last stretch and the next one's first."""
    if not line:
        return
    start = line[0].start
    for (stretch, voice), (follower, next_voice) in pairwise(zip(line, voices, strict=True)):
        if voice != next_voice:
            change = (_middle(stretch) + _middle(follower)) // 2
            yield SpeakerTurn(start, change, voice)
            start = change
    yield SpeakerTurn(start, line[-1].end, voices[-1])


def _middle(stretch: VoiceStretch) -> Milliseconds:
    return (stretch.start + stretch.end) // 2
