"""Finds the words of which the recogniser was unsure, so that a person hears them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.line_edits import Change, LineEdit
from voiceapp.core.recordings.word_places import PlacedWord, placed_words
from voiceapp.core.transcript import Item, ItemId, Message, Word

DOUBTFUL = 0.5
"""A word that is less likely than this is probably wrong."""
AROUND: Milliseconds = 1_000
"""How much is played before and after a doubtful word."""


@dataclass(frozen=True, slots=True)
class Doubt:
    item: ItemId
    place: PlacedWord


def is_doubtful(word: Word) -> bool:
    return word.sure is not None and word.sure < DOUBTFUL


def doubts(message: Message) -> tuple[PlacedWord, ...]:
    """Return the words of a line that may be wrong, unless the person has written them."""
    if not any(is_doubtful(word) for word in message.words):
        return ()
    return tuple(each for each in placed_words(message) if is_doubtful(each.word))


def next_doubt(items: Sequence[Item], row: int, character: int, *, back: bool = False) -> Doubt | None:
    """Return the next doubtful word after a place, or the one before it. None: there is no more."""
    for number in range(row, -1, -1) if back else range(row, len(items)):
        item = items[number]
        if isinstance(item, Message):
            here = [each for each in doubts(item) if number != row or _is_beyond(each, character, back=back)]
            if here:
                return Doubt(item.id, here[-1] if back else here[0])
    return None


def _is_beyond(place: PlacedWord, character: int, *, back: bool) -> bool:
    return place.end <= character if back else place.start > character


def moments(message: Message) -> Iterator[int]:
    """Yield when the doubtful words of a line sound in it."""
    return (word.start for word in message.words if is_doubtful(word))


def without_doubt(message: Message, word: Word) -> Message:
    """Note that a word of a line is right."""
    words = tuple(replace(known, sure=None) if known == word else known for known in message.words)
    return replace(message, words=words)


def confirmed(items: Sequence[Item], item: ItemId, word: Word) -> LineEdit | None:
    """Note that a word is right. None: nobody doubted it."""
    below: ItemId | None = None
    for each in items:
        if isinstance(each, Message) and each.id == item and word in each.words and word.sure is not None:
            return LineEdit((Change(below, (each,), (without_doubt(each, word),)),))
        below = each.id
    return None
