"""Makes edits of lines: their words, where one ends and the next begins, who says them, and when they sound."""

from collections.abc import Sequence
from dataclasses import replace

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.line_edits import Change, LineEdit
from voiceapp.core.recordings.sound_cuts import cut_sound, joined_sound
from voiceapp.core.recordings.word_places import placed_words
from voiceapp.core.talk.corrections import corrected
from voiceapp.core.text.word_alignment import aligned
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, SoundPart, Word

LONGEST_PAUSE: Milliseconds = 1_000
"""The longest silence that stays between two lines that are merged."""


def retyped(items: Sequence[Item], item: ItemId, text: str) -> LineEdit | None:
    """Give a line other words. None: it has them already."""
    place, message = _line(items, item)
    if message is None or message.text == text:
        return None
    return _one(items, place, (message,), (corrected(message, text),))


def split(items: Sequence[Item], item: ItemId, at: int, new: ItemId) -> LineEdit | None:
    """Split a line before a character of its text; the rest becomes a line called `new`. None: a half would be empty."""
    place, message = _line(items, item)
    if message is None or message.state is not MessageState.DONE:
        return None
    first, second = message.text[:at].rstrip(), message.text[at:].lstrip()
    if not first or not second:
        return None
    return _one(items, place, (message,), halved(message, at, new))


def halved(message: Message, at: int, new: ItemId) -> tuple[Message, Message]:
    """Return a line as two, split before a character of its text; the rest becomes a line called `new`."""
    first, second = message.text[:at].rstrip(), message.text[at:].lstrip()
    words = placed_words(message)
    head = tuple(each.word for each in words if each.start < len(first))
    tail = tuple(each.word for each in words if each.start >= len(first))
    moment = _moment(message, head, tail, len(first))
    parts, rest = cut_sound(message.sound_parts, moment)
    original, original_rest = _halves_of_original(message, first, second)
    one = replace(
        message,
        text=first,
        words=_clamped(head, 0, moment),
        parts=parts,
        sound_ms=min(moment, message.sound_ms),
        original=original,
        improved=None,
        versions=(),
        term_uses=tuple(use for use in message.term_uses if use.written in first),
        heard=None,
    )
    other = replace(
        message,
        id=new,
        follows=message.id,
        # Even without a sound it comes later than the first half.
        at=message.at + max(moment, 1) / 1000,
        text=second,
        words=_clamped(tail, moment, message.sound_ms),
        sound=rest[0].sound if rest else None,
        parts=rest,
        sound_ms=max(0, message.sound_ms - moment),
        original=original_rest,
        improved=None,
        versions=(),
        term_uses=tuple(use for use in message.term_uses if use.written in second),
        heard=None,
        images=(),
        spent=(),
        stages=(),
        thoughts="",
        thought_for=0.0,
    )
    return replace(one, sound=parts[0].sound if parts else None), other


def _moment(message: Message, head: tuple[Word, ...], tail: tuple[Word, ...], characters: int) -> Milliseconds:
    """When the first half is over."""
    if head and tail:
        moment = (head[-1].end + max(head[-1].end, tail[0].start)) // 2
    else:
        moment = message.sound_ms * characters // max(1, len(message.text))
    return min(max(moment, 0), message.sound_ms)


def _clamped(words: tuple[Word, ...], start: Milliseconds, end: Milliseconds) -> tuple[Word, ...]:
    """The words as they sound in a line that has only the sound between these moments."""
    return tuple(
        replace(word, start=min(max(word.start, start), end) - start, end=min(max(word.end, start), end) - start)
        for word in words
    )


def _halves_of_original(message: Message, first: str, second: str) -> tuple[str | None, str | None]:
    original = message.original if message.original is not None else _before(message)
    if original is None:
        return None, None
    was, now = original.split(), [*first.split(), *second.split()]
    left, taken = len(first.split()), 0
    for stretch in aligned(was, now):
        mine = min(len(stretch.after), left)
        share = mine / len(stretch.after) if stretch.after else float(left > 0)
        taken += round(len(stretch.before) * share)
        left -= mine
    one, other = " ".join(was[:taken]), " ".join(was[taken:])
    return (None if one == first else one), (None if other == second else other)


def _before(message: Message) -> str | None:
    return None if message.improved is None else message.improved.before


def can_merge(items: Sequence[Item], item: ItemId) -> bool:
    """Return whether a line and the one below it can become one: both are written, and nobody cut in."""
    place, message = _line(items, item)
    below = items[place + 1] if message is not None and place + 1 < len(items) else None
    return message is not None and isinstance(below, Message) and _is_settled(message) and _is_settled(below)


def _is_settled(message: Message) -> bool:
    return message.state is MessageState.DONE and message.heard is None


def merged(items: Sequence[Item], item: ItemId) -> LineEdit | None:
    """Merge a line with the one below it. None: they can't be."""
    place, message = _line(items, item)
    if message is None or not can_merge(items, item):
        return None
    below = items[place + 1]
    assert isinstance(below, Message), "it can be merged"
    return _one(items, place, (message, below), (_joined(message, below),))


def _joined(one: Message, other: Message) -> Message:
    pause = round((other.at - one.at) * 1000) - one.sound_ms
    start = one.sound_ms + (min(max(pause, 0), LONGEST_PAUSE) if one.sound_ms and other.sound_ms else 0)
    parts = joined_sound(one.sound_parts, other.sound_parts, start)
    text = " ".join(half for half in (one.text.strip(), other.text.strip()) if half)
    halves = [half for half in (_first_words(one), _first_words(other)) if half]
    is_timed = bool(one.words or not one.text.strip()) and bool(other.words or not other.text.strip())
    later = (replace(word, start=word.start + start, end=word.end + start) for word in other.words)
    return replace(
        one,
        text=text,
        words=(*one.words, *later) if is_timed else (),
        sound=parts[0].sound if parts else None,
        parts=parts,
        sound_ms=start + other.sound_ms,
        original=" ".join(halves) if " ".join(halves) != text else None,
        improved=None,
        versions=(),
        term_uses=(*one.term_uses, *other.term_uses),
        images=(*one.images, *other.images),
        spent=(*one.spent, *other.spent),
    )


def _first_words(message: Message) -> str:
    first = message.original if message.original is not None else _before(message)
    return (message.text if first is None else first).strip()


def given_to(items: Sequence[Item], item: ItemId, voice: str) -> LineEdit | None:
    """Say who speaks in a line. Empty: the person, or the assistant. None: that is said of it already."""
    place, message = _line(items, item)
    if message is None or message.voice == voice.strip():
        return None
    return _one(items, place, (message,), (replace(message, voice=voice.strip()),))


def renamed(items: Sequence[Item], voice: str, name: str) -> LineEdit | None:
    """Give a person another name in all their lines. None: they have it, or have none."""
    name = name.strip()
    if not name or name == voice:
        return None
    changes: list[Change] = []
    below: ItemId | None = None
    for item in items:
        if isinstance(item, Message) and item.voice == voice:
            changes.append(Change(below, (item,), (replace(item, voice=name),)))
        below = item.id
    return LineEdit(tuple(changes)) if changes else None


def deleted(items: Sequence[Item], item: ItemId) -> LineEdit | None:
    place, message = _line(items, item)
    return None if message is None else _one(items, place, (message,), ())


def moved(
    items: Sequence[Item], item: ItemId, start: Milliseconds, end: Milliseconds, longest: Milliseconds
) -> LineEdit | None:
    """Let a line begin and end at other moments, counted from where it begins now. `longest`: the length of its recording.

    None: nothing would be left of it, or it is made of several recordings.
    """
    place, message = _line(items, item)
    if message is None or len(message.sound_parts) != 1:
        return None
    part = message.sound_parts[0]
    first = min(max(start, -part.start), max(0, longest - part.start))
    last = min(end, longest - part.start)
    if last <= first or (first, last) == (0, message.sound_ms):
        return None
    changed = replace(
        message,
        at=message.at + first / 1000,
        parts=(SoundPart(part.sound, part.start + first, last - first),),
        sound_ms=last - first,
        words=_clamped(message.words, first, last),
    )
    return _one(items, place, (message,), (changed,))


def _line(items: Sequence[Item], item: ItemId) -> tuple[int, Message | None]:
    found = next(((number, each) for number, each in enumerate(items) if each.id == item), None)
    return (found[0], found[1]) if found is not None and isinstance(found[1], Message) else (-1, None)


def _one(items: Sequence[Item], place: int, before: tuple[Item, ...], after: tuple[Item, ...]) -> LineEdit:
    return LineEdit((Change(items[place - 1].id if place else None, before, after),))
