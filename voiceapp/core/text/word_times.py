"""Carries the times of words over to other words that were said at the same moments."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.text.word_alignment import aligned
from voiceapp.core.transcript import Word

_SIGNS = re.compile(r"[^\w']+")


def carried(words: Sequence[Word], text: str) -> tuple[Word, ...]:
    """Return the words of a text with the times of those that were recognised.

    Words that stayed keep their times, others share the time of those in whose place they stand.
    """
    tokens = text.split()
    if not words or not tokens:
        return ()
    found: list[Word] = []
    old = new = 0
    for stretch in aligned([plain_word(word.text) for word in words], [plain_word(token) for token in tokens]):
        old_end, new_end = old + len(stretch.before), new + len(stretch.after)
        if stretch.same:
            kept = zip(words[old:old_end], tokens[new:new_end], strict=True)
            found += [replace(word, text=token) for word, token in kept]
        else:
            found += spread(tokens[new:new_end], *_room(words, old, old_end))
        old, new = old_end, new_end
    return tuple(found)


def spread(tokens: Sequence[str], start: Milliseconds, end: Milliseconds) -> list[Word]:
    """Return words without known times, spread by their length over the time that they have together."""
    whole = sum(len(token) + 1 for token in tokens)
    found: list[Word] = []
    done = 0
    for token in tokens:
        first = start + (end - start) * done // whole
        done += len(token) + 1
        found.append(Word(token, first, start + (end - start) * done // whole))
    return found


def spread_over(tokens: Sequence[str], voiced: Sequence[tuple[Milliseconds, Milliseconds]]) -> tuple[Word, ...]:
    """Return words without known times, spread by their length over the stretches in which there is a voice."""
    length = sum(end - start for start, end in voiced)
    if not length:
        return ()
    return tuple(
        Word(
            word.text,
            _within(voiced, word.start),
            max(_within(voiced, word.start), _within(voiced, word.end, last=True)),
        )
        for word in spread(tokens, 0, length)
    )


def _within(
    voiced: Sequence[tuple[Milliseconds, Milliseconds]], at: Milliseconds, *, last: bool = False
) -> Milliseconds:
    """Where a moment of the voice is in the sound. `last`: an end belongs to the stretch before a pause."""
    for start, end in voiced:
        if at < end - start or (last and at == end - start):
            return start + at
        at -= end - start
    raise AssertionError("the words have no more time than the voice")


def plain_word(word: str) -> str:
    """Case and punctuation make no other word."""
    return _SIGNS.sub("", word).casefold() or word


def _room(words: Sequence[Word], old: int, old_end: int) -> tuple[Milliseconds, Milliseconds]:
    """The time of the words that went, or of the pause between their neighbours."""
    if old < old_end:
        return words[old].start, words[old_end - 1].end
    start = words[old - 1].end if old else words[0].start
    return start, max(start, words[old].start) if old < len(words) else start
