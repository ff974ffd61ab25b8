"""Judges whether a reply asks for something that people say in pieces: a number, a spelling or an address."""

import re

_PIECEWISE = re.compile(
    r"\b("
    r"(phone |house |account |card )?numbers?|digits|codes?|spell(ed|ing)?|addresse?s?|e-?mails?|post ?codes?|zip|iban"
    r"|date of birth|birthday"
    r"|\w*nummern?|ziffern|\w*codes?|buchstabier\w*|schreibt? man|geschrieben|\w*adressen?|anschrift|\w*leitzahl|plz"
    r"|geburtsdatum|geburtstag|hausnummer"
    r")\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(please|tell me|give me|spell|say|enter|i need|bitte|nennen|sagen|geben|buchstabieren|ich brauche)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def asks_for_details(reply: str) -> bool:
    """True if its last sentence asks for such details. Covers English and German."""
    last = _SENTENCES.split(reply.strip())[-1]
    asks = last.endswith("?") or _ASKS.search(last) is not None
    return asks and _PIECEWISE.search(last) is not None
