"""Restores the spelling of names and terms, whatever the recogniser made of them.

A term is found by its letters (`pie side` and `PySide` sound alike) among runs of up to four words. A word that is
ordinary on its own is left alone unless its letters are the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

from voiceapp.core.dictation.languages import SMALL_WORDS
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import TermUse

LONGEST_RUN = 4
_WORD = re.compile(r"[^\W_]+(?:['’.\-+#][^\W_]+)*[+#]*")
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("sch", "s"), ("tsch", "s"), ("tch", "s"), ("ph", "f"), ("gh", "g"), ("th", "t"), ("ck", "k"), ("qu", "kv"),
    ("ch", "k"), ("sh", "s"), ("x", "ks"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i"),
    ("ei", "ai"), ("ie", "i"), ("ee", "i"), ("ea", "i"), ("oo", "u"), ("ou", "u"), ("ß", "s"), ("ä", "e"), ("ö", "o"),
    ("ü", "u"), ("d", "t"), ("b", "p"), ("h", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Term:
    written: str
    letters: str
    sound: str
    words: int


class Vocabulary:
    def __init__(self, terms: Sequence[str] = (), replacements: Sequence[tuple[str, str]] = ()) -> None:
        known = (clean(term).strip() for term in terms)
        self._terms = [_Term(term, _letters(term), _sound(_letters(term)), len(term.split())) for term in known if term]
        self._by_letters = {term.letters: term for term in self._terms if term.letters}
        self._by_start: dict[str, list[_Term]] = {}
        for term in self._terms:
            self._by_start.setdefault(term.sound[:1], []).append(term)
        self._replacements = [
            (_pattern(heard.strip()), clean(written))
            for heard, written in sorted(replacements, key=lambda pair: -len(pair[0]))
            if heard.strip()
        ]

    def correct(self, text: str) -> str:
        return self.corrected(text)[0]

    def corrected(self, text: str) -> tuple[str, tuple[TermUse, ...]]:
        """The text in the person's spelling, and what was heard where that changed it."""
        uses: list[TermUse] = []
        for pattern, written in self._replacements:
            text = pattern.sub(partial(_replaced, written=written, uses=uses), text)
        if self._terms:
            text = self._with_terms(text, uses)
        return text, tuple(use for use in dict.fromkeys(uses) if use.heard != use.written)

    def _with_terms(self, text: str, uses: list[TermUse]) -> str:
        words = list(_WORD.finditer(text))
        pieces: list[str] = []
        done = 0
        at = 0
        while at < len(words):
            found = self._term_at(text, words, at)
            if found is None:
                at += 1
                continue
            term, length = found
            pieces += [text[done : words[at].start()], term.written]
            done = words[at + length - 1].end()
            uses.append(TermUse(text[words[at].start() : done], term.written))
            at += length
        return "".join([*pieces, text[done:]])

    def _term_at(self, text: str, words: Sequence[re.Match[str]], at: int) -> tuple[_Term, int] | None:
        best: tuple[float, _Term, int] | None = None
        for length in range(1, min(LONGEST_RUN, len(words) - at) + 1):
            first, last = words[at], words[at + length - 1]
            run = text[first.start() : last.end()]
            if any(mark in run for mark in "\n,;:!?"):
                break
            letters = _letters(run)
            exact = self._by_letters.get(letters)
            if exact is not None:
                return exact, length
            if all(_letters(word.group()) in SMALL_WORDS for word in words[at : at + length]):
                continue
            for distance, term in self._alike(letters, length):
                if best is None or distance < best[0]:
                    best = (distance, term, length)
        return None if best is None else best[1:]

    def _alike(self, letters: str, length: int) -> list[tuple[float, _Term]]:
        sound = _sound(letters)
        if len(sound) < 4:
            return []
        alike: list[tuple[float, _Term]] = []
        for term in self._by_start.get(sound[:1], ()):
            if len(term.sound) < 4 or abs(len(term.sound) - len(sound)) > 2 or length > term.words + 2:
                continue
            ending = letters.startswith(term.letters) or term.letters.startswith(letters)
            if ending and sound != term.sound:
                continue  # An inflected form of the word, which is what was said.
            by_sound = _distance(sound, term.sound) / max(len(sound), len(term.sound))
            by_letters = _distance(letters, term.letters) / max(len(letters), len(term.letters))
            # Must sound alike and be spelt alike: "Peter" is not "Pieter" unless both agree.
            if by_sound <= 0.17 and by_letters <= 0.42 and by_sound + by_letters <= 0.5:
                alike.append((by_sound + by_letters, term))
        return alike


def sound_alike(one: str, other: str) -> bool:
    """Says whether one may have been heard for the other."""
    sounds = _sound(_letters(one)), _sound(_letters(other))
    return _distance(*sounds) <= max(map(len, sounds)) / 2


def _pattern(heard: str) -> re.Pattern[str]:
    """Finds whole words in whatever case, unless they are an abbreviation: "US" is not "us"."""
    shouted = len(heard) > 1 and heard.isupper()
    return re.compile(rf"(?<!\w){re.escape(heard)}(?!\w)", re.NOFLAG if shouted else re.IGNORECASE)


def _replaced(found: re.Match[str], written: str, uses: list[TermUse]) -> str:
    """What is written there. Where a sentence begins, it begins with a capital too."""
    heard = found.group()
    begins = not found.string[: found.start()].rstrip() or found.string[: found.start()].rstrip()[-1] in ".!?…\n"
    if begins and heard[:1].isupper() and not heard.isupper() and written[:1].islower():
        written = written[:1].upper() + written[1:]
    uses.append(TermUse(heard, written))
    return written


def _letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum() or each in "+#")


@cache
def _sound(letters: str) -> str:
    for written, heard in _SOUNDS:
        letters = letters.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", letters)


def _distance(one: str, other: str) -> int:
    """Counts the letters that must be changed, inserted or removed."""
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, theirs in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (mine != theirs))
    return row[-1]
