"""Judges whether words ask for time: someone who says "let me think" keeps the floor, however long they are silent."""

import re

_ASKING = {
    "en": (
        "let me think",
        "let me think about it",
        "let me think about that",
        "let me see",
        "one moment",
        "one moment please",
        "just a moment",
        "give me a moment",
        "one second",
        "just a second",
        "give me a second",
        "hang on",
        "hang on a second",
        "hold on",
        "hold on a second",
        "i need to think",
        "i have to think",
    ),
    "de": (
        "lass mich überlegen",
        "lass mich kurz überlegen",
        "lass mich nachdenken",
        "lassen sie mich überlegen",
        "lassen sie mich kurz überlegen",
        "lassen sie mich nachdenken",
        "ich muss überlegen",
        "ich muss kurz überlegen",
        "ich überlege",
        "mal überlegen",
        "einen moment",
        "einen moment bitte",
        "moment",
        "moment mal",
        "moment bitte",
        "kleinen moment",
        "einen augenblick",
        "augenblick",
        "eine sekunde",
    ),
}
_KNOWN = {language: frozenset(table) for language, table in _ASKING.items()}
_BOTH = frozenset(words for table in _ASKING.values() for words in table)
_LONGEST = max(len(words.split()) for words in _BOTH)
_LOOKED_AT = 80
"""Characters at the end of a text, more than the longest of these words has."""
_NO_WORD = re.compile(r"[^\w']+")


def asks_for_time(text: str, language: str = "") -> bool:
    """True if the words so far end that way. Without a language, or with one that has no table, all tables count."""
    known = _KNOWN.get(language, _BOTH)
    said = _NO_WORD.sub(" ", text[-_LOOKED_AT:].lower().replace("’", "'")).split()
    return any(" ".join(said[-count:]) in known for count in range(1, min(_LONGEST, len(said)) + 1))
