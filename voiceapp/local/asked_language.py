"""Says in which language a plain question is asked, where nobody else said so."""

import re

from voiceapp.core.text.german_numbers import german_in_digits

_GERMAN = re.compile(
    r"\b(?:wie|ist|sind|macht|ergibt|mal|geteilt|durch|hoch|prozent|wurzel|wie ?viele?|stelle?|setze?|starte|uhr|welche[rns]?"
    r"|bitte|(?:be)?rechne|wandle?|eine[nr]?|auf|erinnere?|wecke?|heute)\b",
    re.IGNORECASE,
)
"""Words that stand in plain questions for a tool, and in no English ones."""


def is_german(text: str, language: str = "") -> bool:
    """Says whether a plain question is German: as it was recognised, or by its words."""
    if language:
        return language.startswith("de")
    return _GERMAN.search(text) is not None or german_in_digits(text) != text
