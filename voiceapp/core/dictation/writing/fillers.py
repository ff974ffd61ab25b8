"""Removes the sounds that people make while they look for words."""

from collections.abc import Sequence
from dataclasses import replace

from voiceapp.core.dictation.writing.table import WritingTable
from voiceapp.core.dictation.writing.tokens import Token

_ENDS = ".!?…"


def without_fillers(tokens: Sequence[Token], table: WritingTable) -> list[Token]:
    kept: list[Token] = []
    capital, gap = False, ""
    for token in tokens:
        if not _is_filler(token, table):
            word = token.word[:1].upper() + token.word[1:] if capital else token.word
            kept.append(replace(token, word=word, gap=gap or token.gap))
            capital, gap = False, ""
            continue
        begins = not kept or any(end in kept[-1].trail for end in _ENDS)
        capital = capital or (begins and token.word[:1].isupper())
        gap = gap or _gap_left(token, kept)
        if kept and not begins:
            kept[-1] = _without_its_comma(kept[-1], token, table)
    if kept and not tokens[0].gap and kept[0].gap:
        kept[0] = replace(kept[0], gap="")
    return kept


def _is_filler(token: Token, table: WritingTable) -> bool:
    # Capitals alone are an abbreviation: "the ER".
    shouted = len(token.word) > 1 and token.word.isupper()
    return token.key in table.fillers and not shouted and not token.lead


def _gap_left(token: Token, kept: Sequence[Token]) -> str:
    return token.gap if "\n" in token.gap or not kept else ""


def _without_its_comma(before: Token, filler: Token, table: WritingTable) -> Token:
    """A recogniser sets commas around a filler. Where it ends the sentence, its mark does too."""
    ends = "".join(each for each in filler.trail if each in f"{_ENDS};:")
    if ends:
        return replace(before, trail=before.trail.rstrip(",") + filler.trail)
    if before.trail == "," and "," in filler.trail and before.key not in table.openers:
        return replace(before, trail="")
    return before
