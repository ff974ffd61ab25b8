"""Finds words in the lines of a talk, and replaces them in all lines at once."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voiceapp.core.recordings.line_edits import Change, LineEdit
from voiceapp.core.talk.corrections import corrected
from voiceapp.core.transcript import Item, ItemId, Message, MessageState


@dataclass(frozen=True, slots=True)
class Wanted:
    """Says which words are looked for."""

    words: str
    case: bool = False
    """Large letters are not small ones."""
    whole: bool = False
    """Parts of longer words don't count."""


@dataclass(frozen=True, slots=True)
class Match:
    """Marks the characters of a line that were found, from `start` up to `end`."""

    item: ItemId
    start: int
    end: int


def matches(items: Sequence[Item], wanted: Wanted) -> tuple[Match, ...]:
    """Return every place of the words, in order."""
    pattern = _pattern(wanted)
    if pattern is None:
        return ()
    return tuple(
        Match(item.id, found.start(), found.end())
        for item in items
        if isinstance(item, Message) and _is_settled(item)
        for found in pattern.finditer(item.text)
    )


def replaced(items: Sequence[Item], wanted: Wanted, by: str) -> LineEdit | None:
    """Replace the words wherever they are. None: they are nowhere."""
    pattern = _pattern(wanted)
    if pattern is None:
        return None
    return _edit(items, lambda message: pattern.sub(lambda _: by, message.text))


def replaced_at(items: Sequence[Item], match: Match, by: str) -> LineEdit | None:
    """Replace one place. None: it says so already."""

    def text_of(message: Message) -> str:
        if message.id != match.item:
            return message.text
        return message.text[: match.start] + by + message.text[match.end :]

    return _edit(items, text_of)


def _edit(items: Sequence[Item], text_of: Callable[[Message], str]) -> LineEdit | None:
    changes: list[Change] = []
    below: ItemId | None = None
    for item in items:
        if isinstance(item, Message) and _is_settled(item) and (text := text_of(item)) != item.text:
            changes.append(Change(below, (item,), (corrected(item, text),)))
        below = item.id
    return LineEdit(tuple(changes)) if changes else None


def _is_settled(message: Message) -> bool:
    return message.state in (MessageState.DONE, MessageState.CUT)


def _pattern(wanted: Wanted) -> re.Pattern[str] | None:
    if not wanted.words:
        return None
    pattern = re.escape(wanted.words)
    if wanted.whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, re.NOFLAG if wanted.case else re.IGNORECASE)
