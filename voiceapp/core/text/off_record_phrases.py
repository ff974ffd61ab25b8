"""Finds in a person's words whether they go off the record, or come back to it, in either language.

The phrase has to begin a sentence, for whoever only talks about it shall not lose what they say.
"""

import re

LEFT, CAME_BACK = "left", "came back"

_LEADS = (
    "a",
    "alright",
    "also",
    "and",
    "are",
    "bitte",
    "bleibt",
    "but",
    "can",
    "could",
    "das",
    "dies",
    "for",
    "ganz",
    "go",
    "going",
    "gut",
    "hey",
    "i'd",
    "is",
    "ja",
    "jetzt",
    "just",
    "keep",
    "können",
    "lass",
    "let",
    "let's",
    "like",
    "listen",
    "mal",
    "moment",
    "nochmal",
    "now",
    "nun",
    "nur",
    "ok",
    "okay",
    "please",
    "reden",
    "right",
    "sind",
    "so",
    "speak",
    "speaking",
    "sprechen",
    "stays",
    "strictly",
    "talk",
    "that",
    "that's",
    "this",
    "to",
    "und",
    "uns",
    "us",
    "want",
    "we",
    "we're",
    "well",
    "wieder",
    "wir",
    "yes",
    "you",
)
"""Words that may stand before the phrase."""
_LEAD = "|".join(_LEADS)
_BEGINNING = rf"(?:^|[.!?;:…])\s*(?!(?:is|are|sind)\b)(?:(?:{_LEAD})\b[\s,–—-]*+){{0,8}}"
"""Who asks whether it is so has not said that it be so."""
_LEAVES = re.compile(
    _BEGINNING
    + r"(?:off[\s-]the[\s-]record\b(?!\s+(?:means?|is|was|isn't|wasn't|ist|war|heißt|bedeutet)\b)"
    + r"|unter uns(?=\s*(?:[,.;:!?…–—-]|$)|\s+(?:gesagt|bleibt|bitte|jetzt|mal)\b))"
)
_RETURNS = re.compile(
    _BEGINNING
    + r"(?:(?:back )?on the record(?: again)?(?=\s*(?:[,.;:!?…–—-]|$)|\s+(?:now|please|again)\b)"
    + r"|(?:wieder |zurück )?(?:offiziell|zum protokoll|fürs protokoll)(?=\s*(?:[,.;:!?…–—-]|$)|\s+(?:jetzt|bitte)\b)"
    + r"|nicht mehr unter uns\b)"
)


def marks_in(text: str) -> tuple[str, ...]:
    """Return what was said of the record, in the order in which it was said."""
    plain = " ".join(text.casefold().replace("\u2019", "'").split())
    found = [(match.start(), LEFT) for match in _LEAVES.finditer(plain)]
    found += [(match.start(), CAME_BACK) for match in _RETURNS.finditer(plain)]
    return tuple(mark for _, mark in sorted(found))
