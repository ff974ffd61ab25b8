"""Puts together words that are spelt letter by letter: "spell that: M, E, Y, E, R" becomes "Meyer"."""

from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.dictation.writing.table import SpellingWords, WritingTable
from voiceapp.core.dictation.writing.tokens import Token
from voiceapp.core.text.likeness import slips

_FEWEST = 2
_ENDS = ".!?…"


@dataclass(frozen=True, slots=True)
class _Letters:
    text: str
    end: int
    trail: str

    @property
    def chosen(self) -> bool:
        """The person said which letters are capitals."""
        return any(each.isupper() for each in self.text)


def spelt(tokens: Sequence[Token], table: WritingTable) -> list[Token]:
    """The tokens with what was spelt as one word. It takes the place of the word before if that is the same one."""
    written: list[Token] = []
    at = 0
    while at < len(tokens):
        begins = _after_trigger(tokens, at, table.spelling)
        letters = None if begins is None else _letters(tokens, begins, table)
        if letters is None:
            written.append(tokens[at])
            at += 1
            continue
        if written and _same_word(written[-1].word, letters.text):
            before = written.pop()
            gap, lead, word = before.gap, before.lead, _like(before.word, letters)
        else:
            gap, lead, word = tokens[at].gap, tokens[at].lead, _named(letters)
        written.append(Token(gap, lead, word, letters.trail))
        at = letters.end
    return written


def _after_trigger(tokens: Sequence[Token], at: int, words: SpellingWords) -> int | None:
    for said in words.triggers:
        run = tokens[at : at + len(said)]
        if tuple(token.key for token in run) == said and not any(token.trail for token in run[:-1]):
            return at + len(said)
    return None


def _letters(tokens: Sequence[Token], at: int, table: WritingTable) -> _Letters | None:
    text, trail = "", ""
    large = False
    while at < len(tokens):
        found = _letter(tokens, at, table)
        # After capitals, a small "a" is a word.
        if found is None or (large and tokens[at].word in ("a", "i")):
            break
        letter, length = found
        large = large or tokens[at].word.isupper()
        text += letter
        trail = tokens[at + length - 1].trail
        at += length
        if any(end in trail for end in _ENDS) and not _goes_on(tokens, at, table):
            break
    # Marks between the letters are those of the recogniser, who takes them for a list.
    return _Letters(text, at, trail) if len(text) >= _FEWEST else None


def _goes_on(tokens: Sequence[Token], at: int, table: WritingTable) -> bool:
    following = tokens[at] if at < len(tokens) else None
    return following is not None and len(following.word) == 1 and _letter(tokens, at, table) is not None


def _letter(tokens: Sequence[Token], at: int, table: WritingTable, most: int = 2) -> tuple[str, int] | None:
    """The letters that are said there, and the number of words. `most`: words such as "double" that may stand before."""
    words, token = table.spelling, tokens[at]
    if token.key in words.twice or token.key in words.capital:
        found = _letter(tokens, at + 1, table, most - 1) if most and at + 1 < len(tokens) else None
        if found is None:
            return None
        letter, length = found
        return (letter.upper() if token.key in words.capital else letter * 2), length + 1
    pieces = token.key.split("-")
    if all(len(piece) == 1 and piece.isalnum() for piece in pieces):
        return "".join(pieces), 1 + _explained(tokens, at + 1, words)
    known = words.joins.get(token.key) or table.digit.get(token.key) or words.alphabet.get(token.key)
    return None if known is None else (known, 1)


def _explained(tokens: Sequence[Token], at: int, words: SpellingWords) -> int:
    """The length of "as in Alpha" after a letter."""
    for said in words.explains:
        end = at + len(said)
        if tuple(token.key for token in tokens[at:end]) == said and end < len(tokens):
            return len(said) + 1
    return 0


def _same_word(before: str, letters: str) -> bool:
    most = max(1, len(letters) // 3)
    return slips(before.casefold(), letters.casefold(), most) is not None


def _like(before: str, letters: _Letters) -> str:
    if letters.chosen or any(each.isdigit() for each in letters.text):
        return _named(letters)
    if before.isupper() and len(before) > 1:
        return letters.text.upper()
    return letters.text.lower() if before.islower() else letters.text.capitalize()


def _named(letters: _Letters) -> str:
    """What is spelt is mostly a name, or a code where digits are in it."""
    if letters.chosen:
        return letters.text
    return letters.text.upper() if any(each.isdigit() for each in letters.text) else letters.text.capitalize()
