"""Gives the lines of a recording to those who speak in them, and splits a line in which somebody else goes on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.editing import halved
from voiceapp.core.recordings.line_edits import Change, LineEdit
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.recordings.speakers import SpeakerTurn
from voiceapp.core.recordings.word_places import PlacedWord, placed_words
from voiceapp.core.transcript import Item, ItemId, Message, MessageState

NEAR: Milliseconds = 900
"""How far from where a voice seems to change a line may be split: a voice is read from a second and a half."""
ENDS = 400
"""How many milliseconds of a pause the end of a sentence counts for."""
_ENDINGS = (".", "?", "!", "…", "。", "？", "！")


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Says who speaks in a line, as it was then."""

    line: Message
    turns: tuple[SpeakerTurn, ...]


def lines_to_hear(items: Sequence[Item], wishes: SpeakerWishes) -> tuple[Message, ...]:
    """Return the lines whose sound says who speaks."""
    return tuple(
        item for item in items if isinstance(item, Message) and item.sound_parts and wishes.only in (None, item.voice)
    )


def given_to_speakers(
    items: Sequence[Item], told: Mapping[ItemId, ToldLine], names: Sequence[str], new: Callable[[], ItemId]
) -> LineEdit | None:
    """Return what makes the lines those of who speaks in them. None: they are already.

    `names`: what each voice is called. `new`: gives the id of a line that is split off. A line whose sound is another by
    now is left as it is.
    """
    changes: list[Change] = []
    below: ItemId | None = None
    for item in items:
        known = told.get(item.id)
        if known is not None and isinstance(item, Message) and item.sound_parts == known.line.sound_parts:
            after = _spoken(item, known.turns, names, new)
            if after != (item,):
                changes.append(Change(below, (item,), after))
        below = item.id
    return LineEdit(tuple(changes)) if changes else None


def _spoken(
    line: Message, turns: Sequence[SpeakerTurn], names: Sequence[str], new: Callable[[], ItemId]
) -> tuple[Message, ...]:
    if not turns:
        return (line,)
    cuts = _cuts(line, turns)
    after: list[Message] = []
    # From the end, because the times of what stands before a cut stay as they are.
    for character, voice in reversed(cuts[1:]):
        line, rest = halved(line, character, new())
        after.append(replace(rest, voice=names[voice]))
    after.append(replace(line, voice=names[cuts[0][1]]))
    return tuple(reversed(after))


def _cuts(line: Message, turns: Sequence[SpeakerTurn]) -> list[tuple[int, int]]:
    """Return from which character on which voice speaks. A line without times is all of who speaks longest in it."""
    words = placed_words(line) if line.state is MessageState.DONE else ()
    if len(turns) == 1 or len(words) < 2:
        return [(0, _longest(turns))]
    cuts = [(0, turns[0].voice)]
    for before, turn in pairwise(turns):
        character = _place(words, before.end)
        if character is None:
            break
        if character <= cuts[-1][0]:
            # Whoever spoke before said no word.
            character, _ = cuts.pop()
        if not cuts or cuts[-1][1] != turn.voice:
            cuts.append((character, turn.voice))
    return cuts


def _longest(turns: Sequence[SpeakerTurn]) -> int:
    spoken: dict[int, int] = {}
    for turn in turns:
        spoken[turn.voice] = spoken.get(turn.voice, 0) + turn.end - turn.start
    return max(spoken, key=spoken.__getitem__)


def _place(words: Sequence[PlacedWord], moment: Milliseconds) -> int | None:
    """Return the character at which another voice begins: near that moment, best after a pause or a sentence.

    None: no word is said after that moment.
    """
    if moment <= words[0].word.start:
        return 0
    if moment >= words[-1].word.end:
        return None

    def fit(place: int) -> float:
        before, after = words[place - 1], words[place]
        pause = after.word.start - before.word.end
        ends = ENDS if before.word.text.rstrip("\"'”“’").endswith(_ENDINGS) else 0
        return pause + ends - abs((before.word.end + after.word.start) / 2 - moment) / 2

    def distance(place: int) -> float:
        return abs(words[place].word.start - moment)

    places = range(1, len(words))
    near = [place for place in places if distance(place) <= NEAR] or [min(places, key=distance)]
    return words[max(near, key=fit)].start
