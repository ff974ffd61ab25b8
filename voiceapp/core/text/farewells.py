"""Judges whether a person's words only say goodbye, after which a talk with a wake word may sleep."""

import re

_FAREWELLS = (
    "auf wiederhören",
    "auf wiedersehen",
    "bis dann",
    "bis später",
    "bye",
    "ciao",
    "das ist alles",
    "das war alles",
    "das war es",
    "das war's",
    "das wars",
    "das wäre alles",
    "go to sleep",
    "good bye",
    "good night",
    "goodbye",
    "gute nacht",
    "schlaf weiter",
    "see you",
    "see you later",
    "that is all",
    "that was all",
    "that will be all",
    "that'll be all",
    "that's all",
    "tschau",
    "tschüs",
    "tschüss",
)
"""Not "that's it": it answers questions, too. No entry may be others in a row, such as "bye bye": each of them could then
be read in two ways, and a text of many takes for ever to be refused.
"""
_COURTESIES = (
    "alles klar",
    "alright",
    "danke",
    "danke schön",
    "dankeschön",
    "für heute",
    "for now",
    "for today",
    "great",
    "gut",
    "ja",
    "na",
    "okay",
    "ok",
    "prima",
    "super",
    "thank you",
    "thanks",
    "then",
    "vielen dank",
    "dann",
    "well",
    "yes",
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_FAREWELL, _COURTESY = "|".join(_FAREWELLS), "|".join(_COURTESIES)
_ONLY_GOODBYE = re.compile(rf"(?:(?:{_COURTESY}) )*(?:{_FAREWELL})(?: (?:{_COURTESY}|{_FAREWELL}))*")


def says_goodbye(text: str) -> bool:
    """Return whether that is all that was said. The language does not matter, because recognisers may get it wrong."""
    return _ONLY_GOODBYE.fullmatch(" ".join(_WORD.findall(text.casefold().replace("’", "'")))) is not None
