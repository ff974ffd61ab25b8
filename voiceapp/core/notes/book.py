"""Holds notes, and decides what adding, ticking off, rewording and deleting makes of them, as edits with an inverse."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.text.likeness import slips, slips_forgiven

LONGEST = 2_000
"""Characters of a note."""
LONGEST_NAME = 60
MOST = 2_000
MOST_AT_ONCE = 50
_AROUND = re.compile(
    r"^(?:(?:the|my|our|a|der|die|das|den|dem|meine?r?n?m?|unsere?r?n?)\s+)+|\s+(?:list|liste)$", re.IGNORECASE
)
_LIST_WORDS = ("list", "liste")


@dataclass(frozen=True, slots=True)
class KeptNote:
    id: int
    text: str
    list: str = ""
    """The name of its list. Empty: it is a note by itself."""
    done: bool = False
    at: float = 0.0


Notes = tuple[KeptNote, ...]


class NotesError(Exception):
    """Raised with a sentence: why it cannot be kept so."""


@dataclass(frozen=True, slots=True)
class NotesEdit:
    """Says what was there before, and what is there instead."""

    before: Notes = ()
    after: Notes = ()

    @property
    def inverse(self) -> "NotesEdit":
        return NotesEdit(self.after, self.before)


def applied(notes: Notes, edit: NotesEdit) -> Notes:
    """Return the notes after an edit, in the order in which they were made."""
    gone = {note.id for note in (*edit.before, *edit.after)}
    left = [note for note in notes if note.id not in gone]
    return tuple(sorted([*left, *edit.after], key=lambda note: note.id))


def added(notes: Notes, texts: Sequence[str], name: str, now: float) -> NotesEdit:
    """Raises NotesError."""
    kept = [text for text in map(tidied, texts[:MOST_AT_ONCE]) if text]
    if not kept:
        raise NotesError(Sentence("There's nothing to note. Say what."))
    if len(notes) + len(kept) > MOST:
        raise NotesError(Sentence("There are {count} notes already. Delete some first.", count=len(notes)))
    place = list_named(notes, name)
    first = max((note.id for note in notes), default=0) + 1
    return NotesEdit(after=tuple(KeptNote(first + at, text, place, at=now) for at, text in enumerate(kept)))


def ticked(notes: Notes, ids: Collection[int], *, done: bool) -> NotesEdit:
    before = tuple(note for note in notes if note.id in ids and note.done is not done)
    return NotesEdit(before, tuple(replace(note, done=done) for note in before))


def removed(notes: Notes, ids: Collection[int]) -> NotesEdit:
    return NotesEdit(tuple(note for note in notes if note.id in ids))


def reworded(notes: Notes, number: int, text: str) -> NotesEdit:
    """Change a note's words. Without any, it is deleted."""
    before = tuple(note for note in notes if note.id == number)
    new = tidied(text)
    return NotesEdit(before, tuple(replace(note, text=new) for note in before) if new else ())


def tidied(text: str) -> str:
    """Return a text as it may be kept, whoever wrote it."""
    return clean(text).strip()[:LONGEST].rstrip()


# --- which are meant


def lists_of(notes: Iterable[KeptNote]) -> tuple[str, ...]:
    """Return the names of the lists, those without a name left out."""
    return tuple(dict.fromkeys(note.list for note in notes if note.list))


def list_named(notes: Iterable[KeptNote], asked: str) -> str:
    """Return the list that is meant, or the name that a new one gets."""
    wanted = in_one_line(clean(asked)).strip()[:LONGEST_NAME].strip()
    plain = _plain_name(wanted)
    if not plain:
        return ""
    known = lists_of(notes)
    alike = (name for name in known if slips(plain, _plain_name(name), slips_forgiven(plain)) is not None)
    found = next((name for name in known if _plain_name(name) == plain), None) or next(alike, None)
    return found or _as_name(_AROUND.sub("", wanted) or wanted, wanted)


def _as_name(bare: str, wanted: str) -> str:
    """ "The shopping list" makes the list "Shopping"; "Einkaufsliste" stays as it is."""
    name = bare if wanted.rsplit(maxsplit=1)[-1].casefold() in _LIST_WORDS else _without_articles(wanted)
    return name[:1].upper() + name[1:]


def _without_articles(name: str) -> str:
    bare = _AROUND.sub("", f"{name} |").removesuffix("|").strip()
    return bare or name


def _plain_name(name: str) -> str:
    return " ".join(_AROUND.sub("", name.casefold()).split())


def in_list(notes: Notes, name: str) -> Notes:
    """Return the notes of the list that is meant. Without a name: all of them."""
    return notes if not name.strip() else tuple(note for note in notes if note.list == list_named(notes, name))


def meant(notes: Iterable[KeptNote], words: str) -> Notes:
    """Return the notes that words mean: the very same, else those that hold all of the words."""
    there = tuple(notes)
    wanted = _words(words)
    if not wanted:
        return ()
    same = tuple(note for note in there if _words(note.text) == wanted)
    return same or tuple(note for note in there if all(_holds(note, word) for word in wanted))


def found(notes: Iterable[KeptNote], typed: str) -> Notes:
    """Return the notes that a search shows: those that hold each typed word, perhaps unfinished, in text or list."""
    wanted = typed.casefold().split()
    return tuple(note for note in notes if all(word in f"{note.text} {note.list}".casefold() for word in wanted))


def _holds(note: KeptNote, word: str) -> bool:
    most = slips_forgiven(word)
    return any(slips(word, other, most) is not None for other in _words(note.text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def grouped(notes: Iterable[KeptNote]) -> Iterator[tuple[str, Notes]]:
    """Give the notes by list, those without one first, and within a list what is left to do first."""
    there = tuple(notes)
    for name in ("", *lists_of(there)):
        of_list = [note for note in there if note.list == name]
        if of_list:
            yield name, tuple(sorted(of_list, key=lambda note: note.done))
