"""Tells which language a short text is in, among those that are possible: by its script, its small words and its letters.

It decides which voice reads a sentence aloud. There are only a few candidates, as people say which languages they speak,
so small words are enough, where a library for all languages would weigh more than a voice.
"""

import re
from collections.abc import Sequence

from voiceapp.core.text.small_words import LETTERS, SMALL_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SCRIPTS = (
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_CYRILLIC_LANGUAGES = frozenset({"ru", "uk"})
_OF_A_SCRIPT = frozenset({"el", "ja", "zh", "ko", "ar", "hi", "th"}) | _CYRILLIC_LANGUAGES
KNOWN: tuple[str, ...] = (*SMALL_WORDS, *(code for code, _ in _SCRIPTS))
"""The languages that can be told apart."""
_LETTER_WEIGHT = 0.6
_MARGIN = 0.3
"""By how much the likeliest of the languages that are spoken must lead."""
_OPEN_LEAST, _OPEN_LEAD = 1.0, 1.5
"""What it takes where any language is possible: words enough, and that much more than of the next one."""


def text_language(text: str, among: Sequence[str] = (), otherwise: str = "") -> str:
    """Return the language of a text. `among`: what it can be in; empty: anything. `otherwise`: where it doesn't show."""
    possible = tuple(code for code in among if code in KNOWN) or KNOWN
    by_script = _by_script(text)
    if by_script:
        return by_script if by_script in possible else otherwise
    cyrillic = _is_mostly(_CYRILLIC, text)
    candidates = [c for c in possible if (c in _CYRILLIC_LANGUAGES if cyrillic else c not in _OF_A_SCRIPT)]
    if not candidates:
        return otherwise
    if len(candidates) == 1 and (among or cyrillic):
        return candidates[0]
    return _by_words(text, candidates, otherwise, is_open=not among)


def _by_script(text: str) -> str:
    """Return the language whose script most of the text is in. Empty for Latin and Cyrillic."""
    return next((code for code, letters in _SCRIPTS if _is_mostly(letters, text)), "")


def _is_mostly(letters: re.Pattern[str], text: str) -> bool:
    written = sum(len(word) for word in _WORD.findall(text))
    # Japanese is written in Chinese characters, too, so a third of its own is enough.
    return len(letters.findall(text)) * 3 > written > 0


def _by_words(text: str, candidates: Sequence[str], otherwise: str, *, is_open: bool) -> str:
    words = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    scores = dict.fromkeys(candidates, 0.0)
    for word in words:
        owners = [code for code in candidates if word in SMALL_WORDS[code]]
        for code in owners:
            scores[code] += 1 / len(owners)
        for code in candidates:
            if LETTERS[code].search(word):
                scores[code] += _LETTER_WEIGHT
    best, second = sorted(scores.values(), reverse=True)[:2]
    sure = best >= max(_OPEN_LEAST, second * _OPEN_LEAD) if is_open else best >= second + _MARGIN
    return max(scores, key=lambda code: scores[code]) if sure else otherwise
