r"""Turns spoken punctuation and commands into what they mean: "hello comma new line" becomes "hello,\n".

Recognisers write punctuation of their own around what they take for words ("Hello, comma, how…"); when
the person says the marks, only those count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from voiceapp.core.dictation.languages import TABLES
from voiceapp.core.dictation.spoken_command_table import Spacing, SpokenCommand, SpokenCommandTable, SpokenMark
from voiceapp.core.dictation.writing.tokens import in_marks

_CHUNK = re.compile(r"\S+|\n+")
_ENDS = ".!?…"


@dataclass(frozen=True, slots=True)
class Written:
    """The text to write, and what the spoken commands do to the text before it."""

    text: str
    scratch: bool = False
    """Before writing, what was inserted last is removed."""
    corrects: bool = False
    """The person wants to correct by hand what was inserted last."""
    undo: bool = False
    """Nothing is written: what was inserted last is taken back, if nothing was typed since."""
    language: str = ""
    """Nothing is written: what was inserted last is transcribed again in this language."""


@dataclass(frozen=True, slots=True)
class _HeardWord:
    """A word as heard, with the recogniser's punctuation around it."""

    lead: str
    word: str
    trail: str

    @property
    def key(self) -> str:
        return self.word.lower().replace("-", " ")


@dataclass(slots=True)
class _Atom:
    text: str
    left: bool = False
    """Written without a space before it."""
    right: bool = False
    is_word: bool = False
    is_break: bool = False


@dataclass(slots=True)
class _State:
    atoms: list[_Atom] = field(default_factory=list[_Atom])
    upper: bool = False
    upper_next: bool = False
    capital_next: bool = False
    lower_next: bool = False
    glue: bool = False
    small_next: bool = False
    """The recogniser's full stop before this word was taken away."""
    scratch: bool = False
    lists: bool = True
    in_list: bool = False
    entries: int | None = None
    """How many entries the list has so far if they are numbered."""


def interpret(text: str, language: str, *, lists: bool = True) -> Written:
    """The text with its spoken commands carried out. It stays as it is in a language without a table.

    Without `lists`, a bullet is only a sign.
    """
    table = TABLES.get(language)
    if table is None:
        return Written(text)
    chunks = list(_chunks(text))
    whole = " ".join(chunk.key for chunk in chunks)
    if whole in table.corrects or whole in table.undo:
        return Written("", corrects=whole in table.corrects, undo=whole in table.undo)
    if whole in table.languages:
        return Written("", language=table.languages[whole])
    state = _State(lists=lists, in_list=lists and _lists_bullets(chunks, table))
    at = 0
    while at < len(chunks):
        at += _step(state, chunks, at, table)
    return Written(_render(state.atoms), state.scratch)


def _chunks(text: str) -> Iterator[_HeardWord]:
    for found in _CHUNK.finditer(text):
        piece = found.group()
        if piece.startswith("\n"):
            yield _HeardWord("", piece, "")
            continue
        lead, word, trail = in_marks(piece)
        yield _HeardWord(lead, word, trail) if word else _HeardWord("", piece, "")


# --- finding commands


def _lists_bullets(chunks: Sequence[_HeardWord], table: SpokenCommandTable) -> bool:
    """Says whether one short word is said for several bullets: "bullet milk bullet bread"."""
    phrases = (_phrase_at(chunks, at, table) for at in range(len(chunks)))
    bullets = [found for found in phrases if found and table.commands.get(found[0]) is SpokenCommand.BULLET]
    return len(bullets) > 1


def _step(state: _State, chunks: Sequence[_HeardWord], at: int, table: SpokenCommandTable) -> int:
    """Carry out the command at that position, or write the word. Answers how many chunks were used."""
    decimal = _decimal(state, chunks, at, table)
    if decimal is not None:
        return decimal
    found = _phrase_at(chunks, at, table)
    if found is None or _is_outside_lists(state, found[0], table):
        _write_word(state, chunks[at], table)
        return 1
    phrase, length = found
    if table.commands.get(phrase) is SpokenCommand.LITERAL:
        following = _phrase_at(chunks, at + length, table, certain=True)
        if following is None:
            _write_word(state, chunks[at], table)
            return 1
        for chunk in chunks[at + length : at + length + following[1]]:
            _write_word(state, chunk, table)
        return length + following[1]
    if phrase in table.marks:
        _write_mark(state, table.marks[phrase])
    elif not _write_list(state, table.commands[phrase]):
        _obey(state, table.commands[phrase])
    return length


def _is_outside_lists(state: _State, phrase: str, table: SpokenCommandTable) -> bool:
    """Says whether a phrase that belongs to lists is only words here."""
    numbers = table.commands.get(phrase) is SpokenCommand.NUMBERED
    return (phrase in table.in_lists and not state.in_list) or (numbers and not state.lists)


def _phrase_at(
    chunks: Sequence[_HeardWord], at: int, table: SpokenCommandTable, *, certain: bool = False
) -> tuple[str, int] | None:
    """The longest phrase of the table that begins here."""
    for length in range(min(3, len(chunks) - at), 0, -1):
        run = chunks[at : at + length]
        if any(chunk.trail.strip("-") for chunk in run[:-1]) or any(chunk.lead for chunk in run[1:]):
            continue
        phrase = " ".join(chunk.key for chunk in run)
        known = phrase in table.marks or phrase in table.commands
        if known and (certain or phrase not in table.doubtful or not _is_ordinary(chunks, at, length, table)):
            return phrase, length
    return None


def _is_ordinary(chunks: Sequence[_HeardWord], at: int, length: int, table: SpokenCommandTable) -> bool:
    """Says whether a doubtful phrase is just a word here."""
    before = chunks[at - 1] if at else None
    if before is not None and not before.trail:
        if before.key in table.not_after:
            return True
        earlier = chunks[at - 2] if at > 1 else None
        if earlier is not None and not earlier.trail and earlier.key in table.articles:
            return True
    after = chunks[at + length] if at + length < len(chunks) else None
    return after is not None and not chunks[at + length - 1].trail and after.key in table.not_before


def _decimal(state: _State, chunks: Sequence[_HeardWord], at: int, table: SpokenCommandTable) -> int | None:
    """`3 Komma 5` becomes 3,5."""
    said, written = table.decimal
    if chunks[at].key != said or chunks[at].trail or not state.atoms or at + 1 >= len(chunks):
        return None
    after = chunks[at + 1]
    if not (state.atoms[-1].text.isdecimal() and after.word.isdecimal()):
        return None
    state.atoms[-1].text += f"{written}{after.word}{after.trail}"
    return 2


# --- writing


def _write_word(state: _State, chunk: _HeardWord, table: SpokenCommandTable) -> None:
    word = chunk.word
    if word.startswith("\n"):
        _write_break(state, word[:2])
        return
    if state.upper or state.upper_next:
        word = word.upper()
    elif state.lower_next:
        word = word.lower()
    elif state.capital_next or _begins(state):
        word = word[:1].upper() + word[1:]
    elif state.small_next and word.casefold() in table.small and word.casefold() != "i":
        word = word[:1].lower() + word[1:]
    state.upper_next = state.capital_next = state.lower_next = state.small_next = False
    state.atoms.append(_Atom(f"{chunk.lead}{word}{chunk.trail}", left=state.glue, is_word=True))
    state.glue = False


def _begins(state: _State) -> bool:
    """Says whether the person just said that something new begins."""
    last = state.atoms[-1] if state.atoms else None
    return last is not None and (last.is_break or (not last.is_word and last.text in (".", "!", "?")))


def _write_mark(state: _State, mark: SpokenMark) -> None:
    _take_back(state, ",.;:!?…")
    state.atoms.append(
        _Atom(
            mark.text,
            left=mark.stand in (Spacing.LEFT, Spacing.BOTH) or state.glue,
            right=mark.stand in (Spacing.RIGHT, Spacing.BOTH),
        )
    )
    state.glue = False
    if mark.text in (".", "!", "?"):
        state.small_next = False


def _take_back(state: _State, marks: str) -> None:
    """Removes the recogniser's own marks before a spoken one."""
    last = state.atoms[-1] if state.atoms else None
    if last is not None and last.is_word:
        bare = last.text.rstrip(marks)
        if bare:
            state.small_next = any(each in _ENDS for each in last.text[len(bare) :])
            last.text = bare


def _write_break(state: _State, text: str) -> None:
    _take_back(state, ",;")
    last = state.atoms[-1] if state.atoms else None
    if last is not None and last.is_break:
        last.text = (last.text + text)[:2]
    else:
        state.atoms.append(_Atom(text, left=True, right=True, is_break=True))
    state.glue = False


def _obey(state: _State, command: SpokenCommand) -> None:
    match command:
        case SpokenCommand.LITERAL:
            raise AssertionError("what follows it is written where it is found")
        case SpokenCommand.LINE:
            _write_break(state, "\n")
        case SpokenCommand.PARAGRAPH:
            _write_break(state, "\n\n")
        case SpokenCommand.SCRATCH:
            _scratch(state)
        case SpokenCommand.SCRATCH_WORD:
            if state.atoms:
                state.atoms.pop()
        case SpokenCommand.SCRATCH_ALL:
            state.atoms.clear()
        case SpokenCommand.UPPER_ON:
            state.upper = True
        case SpokenCommand.UPPER_OFF:
            state.upper = False
        case SpokenCommand.UPPER_NEXT:
            state.upper_next = True
        case SpokenCommand.CAPITAL_NEXT:
            state.capital_next = True
        case SpokenCommand.LOWER_NEXT:
            state.lower_next = True
        case SpokenCommand.NO_SPACE:
            _take_back(state, ",")
            state.glue = True
        case _:
            raise AssertionError("what belongs to lists is written before")


# --- lists


def _write_list(state: _State, command: SpokenCommand) -> bool:
    """Write what begins an entry or ends the list. False: the command has nothing to do with lists."""
    match command:
        case SpokenCommand.BULLET:
            _begin_entry(state, None)
        case SpokenCommand.NUMBERED:
            _begin_entry(state, 1)
        case SpokenCommand.ITEM:
            _begin_entry(state, None if state.entries is None else state.entries + 1)
        case SpokenCommand.END_LIST:
            state.in_list, state.entries = False, None
            _write_break(state, "\n")
        case _:
            return False
    return True


def _begin_entry(state: _State, number: int | None) -> None:
    sign = "•" if number is None else f"{number}."
    if not state.lists:
        _write_mark(state, SpokenMark(sign, Spacing.APART))
        return
    if state.atoms and not state.atoms[-1].is_break:
        _write_break(state, "\n")
    state.atoms.append(_Atom(sign))
    state.in_list, state.entries = True, number


def _scratch(state: _State) -> None:
    """Go back to the end of the sentence or line before; if nothing is left, what was inserted last is removed."""
    if not state.atoms:
        state.scratch = True
        return
    state.atoms.pop()
    while state.atoms and not _ends_sentence(state.atoms[-1]):
        state.atoms.pop()


def _ends_sentence(atom: _Atom) -> bool:
    return atom.is_break or atom.text.rstrip("\"”“»’')")[-1:] in tuple(_ENDS)


def _render(atoms: Sequence[_Atom]) -> str:
    text = ""
    close = True
    for atom in atoms:
        text += atom.text if close or atom.left else f" {atom.text}"
        close = atom.right
    return text


__all__ = ["Written", "interpret"]
