"""Rewrites dictated text, and writes each number, date, address and spelling as its language's table says."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from voiceapp.core.dictation.writing.addresses import addresses
from voiceapp.core.dictation.writing.english import ENGLISH
from voiceapp.core.dictation.writing.fillers import without_fillers
from voiceapp.core.dictation.writing.german import GERMAN
from voiceapp.core.dictation.writing.numbers import mixed_fraction, money, numbers, rows, units
from voiceapp.core.dictation.writing.spelling import spelt
from voiceapp.core.dictation.writing.table import Found, Place, WritingRule, WritingTable
from voiceapp.core.dictation.writing.tokens import Token, place_of, text_of, tokens_of

WRITING: Mapping[str, WritingTable] = {"en": ENGLISH, "de": GERMAN}
"""The tables by language code. A language without one is written as it was heard."""

_Rule = Callable[[Place, WritingTable], Found | None]


def _kept(place: Place, table: WritingTable) -> Found | None:
    for length in range(min(4, len(place.keys)), 1, -1):
        if tuple(place.keys[:length]) in table.kept:
            return Found(None, length)
    return None


_RULES: tuple[tuple[WritingRule, _Rule], ...] = (
    (WritingRule.ADDRESSES, addresses),
    (WritingRule.TIMES, lambda place, table: table.times(place)),
    (WritingRule.DATES, lambda place, table: table.dates(place)),
    (WritingRule.DIGITS, rows),
    (WritingRule.MONEY, money),
    (WritingRule.UNITS, units),
    (WritingRule.FRACTIONS, lambda place, table: table.fractions(place)),
    (WritingRule.FRACTIONS, mixed_fraction),
    (WritingRule.ORDINALS, lambda place, table: table.ordinals(place)),
    (WritingRule.NUMBERS, numbers),
)
"""In the order in which they are tried: what is more certain comes first."""


def write(text: str, language: str, rules: Collection[WritingRule]) -> str:
    table = WRITING.get(language)
    if table is None or not rules:
        return text
    tokens = tokens_of(text, table.compounds)
    if not tokens:
        return text
    if WritingRule.FILLERS in rules:
        tokens = without_fillers(tokens, table)
    if WritingRule.SPELLING in rules:
        tokens = spelt(tokens, table)
    written = _written(tokens, table, [_kept, *(rule for kind, rule in _RULES if kind in rules)])
    return text_of(written) + text[len(text.rstrip()) :]


def _written(tokens: Sequence[Token], table: WritingTable, rules: Sequence[_Rule]) -> list[Token]:
    written: list[Token] = []
    at = 0
    while at < len(tokens):
        place = place_of(tokens, at)
        found = next((found for rule in rules if (found := rule(place, table)) is not None), None)
        if found is None or found.text is None:
            length = 1 if found is None else found.length
            written += tokens[at : at + length]
        else:
            length = found.length
            written.append(_replaced(tokens[at : at + length], found.text, tokens[at + length :]))
        at += length
    return written


def _replaced(run: Sequence[Token], text: str, after: Sequence[Token]) -> Token:
    trail = run[-1].trail
    goes_on = bool(after) and after[0].word[:1].islower()
    # The full stop belongs to "p.m.", or is there already after a German ordinal.
    if trail.startswith(".") and (text.endswith(".") or (run[-1].key in ("a.m", "p.m") and goes_on)):
        trail = trail[1:]
    return replace(run[0], word=text, trail=trail)
