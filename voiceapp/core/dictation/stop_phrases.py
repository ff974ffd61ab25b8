"""Finds the phrase that ends hands-free dictation at the end of what was said, and keeps it out of the text."""

import re
from collections.abc import Sequence

from voiceapp.core.dictation.languages import TABLES

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LOOSE = " \t\n,;:–—-"
"""What leads over to the phrase, and would hang in the air without it."""
_OPENS = "\"'“„‘»«("


def stop_phrase(own: Sequence[str], languages: Sequence[str]) -> str:
    """Returns the phrase that a person is told to say."""
    if own:
        return own[0]
    tables = (TABLES.get(language[:2]) for language in (*languages, "en"))
    return next(table.stop[0] for table in tables if table is not None)


def without_stop(text: str, own: Sequence[str]) -> str | None:
    """Returns what was said before the phrase at the end. None: it was not said there. `own`: instead of the usual ones."""
    found = list(_WORD.finditer(text))
    said = [word.group().casefold() for word in found]
    for phrase in own or tuple(phrase for table in TABLES.values() for phrase in table.stop):
        words = [word.group().casefold() for word in _WORD.finditer(phrase)]
        if words and said[-len(words) :] == words:
            return _before(text, found[-len(words)].start())
    return None


def _before(text: str, at: int) -> str:
    before = text[:at]
    return before.rstrip(_OPENS).rstrip(_LOOSE) if before[-1:] in tuple(_OPENS) else before.rstrip(_LOOSE)
