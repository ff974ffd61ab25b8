"""Turns a talk into the numbered lines that a model reads, in windows that fit into what it can read at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from voiceapp.core.ids import ItemId
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.transcript import Message, Speaker, Talk, TalkKind

LONGEST_LINE = 1_200
"""Characters of a line that a model gets as one; a longer one is cut between words, each piece with the same source."""
LEAST_CUT = LONGEST_LINE // 2
NUMBER = 7
"""Characters that a line's number takes."""
_NAMES: Mapping[Speaker, str] = {Speaker.USER: "User", Speaker.ASSISTANT: "Assistant"}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Holds something that a model reads, and the lines of the talk that it stands for."""

    text: str
    sources: tuple[ItemId, ...] = ()

    @property
    def size(self) -> int:
        return len(self.text) + NUMBER


def source_lines(talk: Talk) -> tuple[SourceLine, ...]:
    """Return what was said and heard, in order."""
    return tuple(line for item in talk.items if isinstance(item, Message) for line in _lines_of(item, talk.kind))


def _lines_of(message: Message, kind: TalkKind) -> Iterator[SourceLine]:
    said = " ".join(in_one_line(clean(message.heard_text)).split())
    if said:
        name = " ".join(clean(message.voice).split()) or (
            _NAMES[message.speaker] if kind is TalkKind.CONVERSATION else ""
        )
        for piece in _pieces(said):
            yield SourceLine(f"{name}: {piece}" if name else piece, (message.id,))


def _pieces(text: str) -> Iterator[str]:
    while len(text) > LONGEST_LINE:
        cut = text.rfind(" ", LEAST_CUT, LONGEST_LINE)
        cut = LONGEST_LINE if cut < 0 else cut
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text


def windows(lines: Sequence[SourceLine], most: int) -> tuple[tuple[SourceLine, ...], ...]:
    """Cut the lines into windows of at most so many characters each, about equally long. A line is never cut."""
    total = sum(line.size for line in lines)
    wanted = total / max(1, -(-total // most))
    found: list[tuple[SourceLine, ...]] = []
    window: list[SourceLine] = []
    size = 0
    for line in lines:
        if window and (size + line.size > most or size + line.size / 2 > wanted):
            found.append(tuple(window))
            window, size = [], 0
        window.append(line)
        size += line.size
    return (*found, tuple(window)) if window else tuple(found)


def numbered(lines: Sequence[SourceLine]) -> str:
    """Return the lines as a model reads them, numbered from 1."""
    return "\n".join(f"[{number}] {line.text}" for number, line in enumerate(lines, 1))
