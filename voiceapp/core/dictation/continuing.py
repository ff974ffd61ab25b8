"""Knows when an instruction is to write on where a text ends, and joins the text and what follows it. Pure."""

import re

from voiceapp.core.dictation.rewrite_prompt import rewritten

LONGEST_PROMPT = 8_000
"""Characters of the text's end that a model is given."""
TASK = (
    "You write on where a text ends, in its language, its voice and its form, as its author would. Answer with what comes "
    "next and nothing else: don't repeat the text, don't comment on it, and don't answer it. Write a paragraph at most."
)
_POLITE = r"(?:please|now|bitte|jetzt|mal)"
_ENGLISH = (
    r"(?:continue|go on|carry on|keep (?:on )?writing|write on|finish)"
    r"(?:\s+(?:with\s+)?(?:this|it|that|the|my))?(?:\s+(?:text|draft|writing|letter|mail|e-?mail|story|sentence|paragraph))?"
)
_GERMAN = (
    r"(?:schreib(?:e|en sie)?\s+(?:das\s+|es\s+|den text\s+|meinen entwurf\s+)?(?:bitte\s+)?weiter"
    r"|(?:setz(?:e|en sie)?|führ(?:e|en sie)?)\s+(?:das|es|den text|meinen entwurf)\s+fort|mach(?:e|en sie)?\s+weiter|weiter\s?schreiben|fortsetzen)"
)
_CONTINUES = re.compile(rf"\W*(?:{_POLITE}\W+)*(?:{_ENGLISH}|{_GERMAN})(?:\W+{_POLITE})*\W*", re.IGNORECASE)
_JOINS = re.compile(r"[\s.,;:!?)\]}»”“'’…-]")
"""What follows a word without a space between them."""


def wants_continuation(instruction: str) -> bool:
    """Say whether the person asks for nothing but more of the text."""
    return _CONTINUES.fullmatch(instruction) is not None


def prompt_of(text: str) -> str:
    """Return the end of the text, from which a model goes on."""
    return text.rstrip()[-LONGEST_PROMPT:]


def continued(text: str, more: str) -> str:
    """Return the text and what follows it. Empty: nothing does."""
    words = rewritten(more, "")
    if not words:
        return ""
    body = text.rstrip()
    # Models that complete say themselves what is between; those that answer leave it out.
    lead = more[: len(more) - len(more.lstrip())]
    gap = lead or ("" if _JOINS.match(words) or not body else " ")
    return f"{body}{gap}{words}{text[len(body) :]}"
