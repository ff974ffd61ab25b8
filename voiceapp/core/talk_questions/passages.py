"""Chooses from the lines that were found those that a model is given, with their neighbours, as far as there is room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voiceapp.core.history import shown_title
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.transcript import ItemId, TalkId, TalkKind

LONGEST_LINE = 900
"""Characters of one line. A dictation may be as long as a letter, and the others want room, too."""
SHORTEST_LINE = 120
"""Characters that the line which was found gets at least: a shorter piece tells nothing."""
HEAD = 60
"""Characters that a passage costs beside its lines."""
LINE_HEAD = 14


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A line of an earlier talk."""

    number: int
    """Its place among all that is kept: the lines of a talk follow each other."""
    item: ItemId
    speaker: str
    """Who said it, as a model is told."""
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A line that was found, with those around it in its talk."""

    talk: TalkId
    title: str
    kind: TalkKind
    started_at: float
    found: PassageLine
    before: tuple[PassageLine, ...] = ()
    after: tuple[PassageLine, ...] = ()

    @property
    def lines(self) -> tuple[PassageLine, ...]:
        return (*self.before, self.found, *self.after)

    @property
    def said(self) -> str:
        """Return all that it says, with its title."""
        return " ".join((self.title, *(line.text for line in self.lines)))

    @property
    def shown_title(self) -> Sentence:
        return shown_title(self.title, self.kind)


@dataclass(frozen=True, slots=True)
class ReadingRoom:
    """Says how much a model reads at once."""

    characters: int
    passages: int
    longest_line: int = LONGEST_LINE


def chosen(found: Sequence[FoundPassage], words: Sequence[str], room: ReadingRoom) -> tuple[FoundPassage, ...]:
    """Return the passages that there is room for, the best first, each line once.

    The lines that were found come first, then those around them: another find tells more than a neighbour.
    """
    kept: list[FoundPassage] = []
    left = room.characters
    longest = min(room.longest_line, max(SHORTEST_LINE, room.characters // 3))
    for passage in found:
        if len(kept) == room.passages:
            break
        if any(passage.found.number == other.found.number for other in kept):
            continue
        line = replace(passage.found, text=cut(passage.found.text, words, min(longest, left - HEAD - LINE_HEAD)))
        if left < HEAD + SHORTEST_LINE or not line.text:
            break
        left -= HEAD + _cost(line)
        kept.append(replace(passage, found=line, before=(), after=()))
    return tuple(_widened(found, kept, longest, left))


def _widened(
    found: Sequence[FoundPassage], kept: Sequence[FoundPassage], longest: int, left: int
) -> Iterator[FoundPassage]:
    """Add the neighbours, nearest first, to each passage in turn."""
    whole = {passage.found.number: passage for passage in reversed(found)}
    taken = {passage.found.number for passage in kept}
    for passage in kept:
        around: list[PassageLine] = []
        for neighbour in _nearest_first(whole[passage.found.number]):
            line = replace(neighbour, text=cut(neighbour.text, (), longest))
            if line.number in taken or not line.text or _cost(line) > left:
                continue
            taken.add(line.number)
            left -= _cost(line)
            around.append(line)
        around.sort(key=lambda line: line.number)
        yield replace(
            passage,
            before=tuple(line for line in around if line.number < passage.found.number),
            after=tuple(line for line in around if line.number > passage.found.number),
        )


def _nearest_first(passage: FoundPassage) -> list[PassageLine]:
    """What follows a line often answers it, so of two neighbours the later one comes first."""
    number = passage.found.number
    return sorted((*passage.before, *passage.after), key=lambda line: (abs(line.number - number), line.number < number))


def _cost(line: PassageLine) -> int:
    return LINE_HEAD + len(line.text)


def cut(text: str, words: Sequence[str], longest: int) -> str:
    """Return so much of a text, on one line, around the first of these words."""
    line = in_one_line(clean(text)).strip()
    if len(line) <= longest:
        return line
    if longest < SHORTEST_LINE // 2:
        return ""
    low = line.casefold()
    places = [place for word in words if (place := low.find(word)) >= 0]
    start = max(0, min(min(places, default=0) - longest // 3, len(line) - longest))
    if start:
        space = line.find(" ", start)
        start = space + 1 if 0 <= space < start + 30 else start
    piece = line[start : start + longest]
    space = piece.rfind(" ")
    if start + longest < len(line) and space > longest // 2:
        piece = piece[:space]
    return f"{'…' if start else ''}{piece}{'…' if start + len(piece) < len(line) else ''}"
