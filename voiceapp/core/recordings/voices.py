"""Keeps the persons of a recording apart by their voices, as the same ones from part to part."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.transcript import Item, Message, SoundPart
from voiceapp.core.voice_turns import VoiceTurn

MOST_KNOWN = 4
"""How many voices a service takes samples of."""
SHORTEST_SAMPLE: Milliseconds = 2_000
ENOUGH: Milliseconds = 6_000
LONGEST_SAMPLE: Milliseconds = 9_500
"""Services take samples of two to ten seconds."""
PAUSE: Milliseconds = 1_000
"""The pause after which the same person begins another line."""
LONGEST_LINE: Milliseconds = 20_000


@dataclass(frozen=True, slots=True)
class VoiceSample:
    """Says where a person is heard."""

    name: str
    parts: tuple[SoundPart, ...]


def voice_samples(items: Iterable[Item]) -> tuple[VoiceSample, ...]:
    """Return samples of those who spoke most, by which they are known again. Of who hardly spoke there is none."""
    lines: dict[str, list[Message]] = {}
    for item in items:
        if isinstance(item, Message) and item.voice and item.sound_parts:
            lines.setdefault(item.voice, []).append(item)
    by_length = sorted(lines, key=lambda voice: -sum(line.sound_ms for line in lines[voice]))
    found = (VoiceSample(voice, _sample(lines[voice])) for voice in by_length)
    return tuple(each for each in found if each.parts)[:MOST_KNOWN]


def _sample(lines: Sequence[Message]) -> tuple[SoundPart, ...]:
    """The longest lines come first, because at the edges of short ones there may be others."""
    found: list[SoundPart] = []
    length = 0
    for line in sorted(lines, key=lambda line: -line.sound_ms):
        for part in line.sound_parts:
            taken = min(part.length, LONGEST_SAMPLE - length)
            if taken > 0:
                found.append(SoundPart(part.sound, part.start, taken, length))
                length += taken
        if length >= ENOUGH:
            break
    return tuple(found) if length >= SHORTEST_SAMPLE else ()


def label_of(number: int) -> str:
    """Return what a service calls a known voice, for it need not learn the names of people."""
    return f"speaker_{number + 1}"


def named_turns(
    turns: Sequence[VoiceTurn], known: Mapping[str, str], taken: Iterable[str], name: Callable[[int], str]
) -> tuple[VoiceTurn, ...]:
    """Return the turns with names instead of labels, those of one person in a row as one.

    `known`: the names of the labels that were sent. `taken`: all names in the recording so far; `name` gives who is new
    the next one.
    """
    names = dict(known)
    used = list(dict.fromkeys(taken))
    for turn in turns:
        if turn.voice and turn.voice not in names:
            number = len(used)
            while (new := name(number)) in used:
                number += 1
            names[turn.voice] = new
            used.append(new)
    return _joined([replace(turn, voice=names.get(turn.voice, "")) for turn in turns if turn.text.strip()])


def _joined(turns: Sequence[VoiceTurn]) -> tuple[VoiceTurn, ...]:
    found: list[VoiceTurn] = []
    for turn in turns:
        last = found[-1] if found else None
        goes_on = (
            last is not None
            and last.voice == turn.voice
            and turn.start - last.end <= PAUSE
            and turn.end - last.start <= LONGEST_LINE
        )
        if last is not None and goes_on:
            found[-1] = replace(last, text=f"{last.text.strip()} {turn.text.strip()}", end=max(last.end, turn.end))
        else:
            found.append(turn)
    return tuple(found)
