"""Decides what counts as a word in a search, in any script, and where in a text it stands.

Index, query and highlighting all split texts here, so they never disagree. Case and accents do not matter. Scripts
written without spaces (Chinese, Japanese, Korean, Thai, …) and emoji are split into single signs, and a run of them in
a query must occur as it was typed.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from voiceapp.core.history import Span

_PLAIN = re.compile(r"[A-Za-z0-9]+")
_SPACE = re.compile(r"\s")

_ALONE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2600, 0x27BF),  # symbols
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x3100, 0x312F),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),  # Hangul; particles stick to words, and single syllables find these all the same
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x1F300, 0x1FAFF),  # emoji
    (0x20000, 0x3FFFF),
)
_DROPPED = (
    (0x0300, 0x036F),  # accents
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),
    (0x064B, 0x065F),  # Arabic vowel signs
    (0x0640, 0x0640),  # and its lengthening
    (0x0670, 0x0670),
)


@dataclass(frozen=True, slots=True)
class Term:
    """Holds a word as it is compared, and the span of text that it came from."""

    text: str
    start: int
    end: int
    alone: bool
    """A single sign of a script without spaces."""


@dataclass(frozen=True, slots=True)
class SearchPhrase:
    """Holds one part of a query: these terms, one right after the other."""

    terms: tuple[str, ...]
    unfinished: bool
    """The last one may go on."""
    similar: tuple[str, ...] = ()
    """Words that may replace it."""


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=8192)
def _read(sign: str) -> tuple[str, bool]:
    """Says how a character is compared (empty if it is left out or ends a word), and whether it stands alone."""
    code = ord(sign)
    category = unicodedata.category(sign)
    if _within(code, _ALONE) and category[0] not in "CPZ":
        return unicodedata.normalize("NFKC", sign).casefold(), True
    if category[0] not in "LNM":
        return "", False
    folded = "".join(
        part
        for part in unicodedata.normalize("NFKD", sign).casefold()
        if not _within(ord(part), _DROPPED) and unicodedata.category(part)[0] in "LNM"
    )
    return folded, False


def _is_dropped(sign: str) -> bool:
    return _within(ord(sign), _DROPPED)


def terms(text: str) -> list[Term]:
    """Splits a text into words, in order."""
    if text.isascii():
        return [Term(match[0].lower(), match.start(), match.end(), alone=False) for match in _PLAIN.finditer(text)]
    found: list[Term] = []
    letters: list[str] = []
    start = 0
    for place, sign in enumerate(text):
        folded, alone = _read(sign)
        if folded and not alone:
            if not letters:
                start = place
            letters.append(folded)
            continue
        if letters and not folded and _is_dropped(sign):
            continue
        if letters:
            found.append(Term("".join(letters), start, place, alone=False))
            letters = []
        if folded:
            found.append(Term(folded, place, place + 1, alone=True))
    if letters:
        found.append(Term("".join(letters), start, len(text), alone=False))
    return found


def indexed(text: str) -> str:
    """Returns what the index gets: the words as they are compared, separated by spaces."""
    if text.isascii():
        return " ".join(_PLAIN.findall(text.lower()))
    return " ".join(term.text for term in terms(text))


def wanted(question: str) -> tuple[SearchPhrase, ...]:
    """Returns the parts that must each occur somewhere in the line. Empty if the query holds no word."""
    parts: list[SearchPhrase] = []
    run: list[Term] = []
    for term in terms(question):
        if run and term.alone and term.start == run[-1].end:
            run.append(term)
            continue
        if run:
            parts.append(SearchPhrase(tuple(sign.text for sign in run), unfinished=False))
            run = []
        if term.alone:
            run = [term]
        else:
            parts.append(SearchPhrase((term.text,), unfinished=term.end == len(question)))
    if run:
        parts.append(SearchPhrase(tuple(sign.text for sign in run), unfinished=False))
    return tuple(parts)


def as_match(parts: tuple[SearchPhrase, ...]) -> str:
    """Translates the query into the index's own language. Terms hold only letters and digits, so nothing needs
    escaping.
    """
    return " AND ".join(_as_match(part) for part in parts)


def _as_match(part: SearchPhrase) -> str:
    typed = f'"{" ".join(part.terms)}"{" *" if part.unfinished else ""}'
    similar = " ".join(f'OR "{word}"' for word in part.similar)
    return f"({typed} {similar})" if similar else typed


def matches(text: str, parts: tuple[SearchPhrase, ...]) -> tuple[Span, ...]:
    """Says where the parts of a query occur in a text, in order and without overlaps."""
    line = terms(text)
    found: list[Span] = []
    place = 0
    # Nearly no word of a line can begin a match, and there are many lines.
    words = {part.terms[0] for part in parts}.union(*(part.similar for part in parts))
    beginnings = tuple(part.terms[0] for part in parts if part.unfinished)
    while place < len(line):
        word = line[place].text
        if word not in words and not word.startswith(beginnings):
            place += 1
            continue
        length = max((_length_at(line, place, part) for part in parts), default=0)
        if length:
            found.append(Span(line[place].start, line[place + length - 1].end))
        place += length or 1
    return tuple(found)


def _length_at(line: list[Term], place: int, part: SearchPhrase) -> int:
    """Says how many terms of the line from `place` on match this part; 0 if none do."""
    length = len(part.terms)
    if line[place].text in part.similar:
        return 1
    if place + length > len(line):
        return 0
    for offset, want in enumerate(part.terms):
        have = line[place + offset].text
        last = offset == length - 1
        if not (have.startswith(want) if last and part.unfinished else have == want):
            return 0
    return length


def snippet(text: str, parts: tuple[SearchPhrase, ...], *, length: int = 160) -> tuple[str, tuple[Span, ...]]:
    """Cuts out the text around the first match, on one line, and says where in it the matches are."""
    spans = matches(text, parts)
    first = spans[0].start if spans else 0
    start = 0 if first < length // 2 else _word_edge(text, first - length // 3, first)
    end = min(len(text), start + length)
    if end < len(text):
        edge = text.rfind(" ", first + 1, end)
        last = spans[0].end if spans else 0
        end = max(edge if edge > start + length // 2 else end, min(last, start + 2 * length))
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    # Replace one character by one, so that the spans stay right.
    piece = _SPACE.sub(" ", text[start:end])
    shift = len(before) - start
    within = tuple(Span(span.start + shift, min(span.end, end) + shift) for span in spans if start <= span.start < end)
    return before + piece + after, within


def _word_edge(text: str, earliest: int, latest: int) -> int:
    space = text.find(" ", earliest, latest)
    return space + 1 if space >= 0 else earliest
