"""Works through a long talk window by window: says what to ask a model, takes its answers in any order, and merges them.

It sends nothing. Whoever does may ask at once, one after the other, or in a batch over night.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from voiceapp.core.summaries.source_lines import SourceLine, windows
from voiceapp.core.wishes import SessionWishes

SMALLEST = 1_000
"""Characters of a window that is not made smaller."""
DEEPEST = 3
"""How often a window is halved that a model made nothing of."""
MOST_BAD = 3
"""Answers that are of no use beyond those that are; more, and the model isn't fit for it."""
MOST_ROUNDS = 5

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Piece:
    """Describes a request: the lines that a model gets, and how it is to answer."""

    number: int
    text: str
    wishes: SessionWishes


class PieceJob(Protocol[R]):
    """Says what is asked of a window, and what becomes of the answers."""

    def asked(self, number: int, window: Sequence[SourceLine], place: int, places: int, *, merging: bool) -> Piece: ...

    def read(self, answer: str, window: Sequence[SourceLine], *, merging: bool) -> R | None:
        """Return what an answer says. None: nothing."""
        ...

    def lines_of(self, found: Sequence[R]) -> tuple[SourceLine, ...]:
        """Return what was found as lines, from which a model makes one thing."""
        ...

    def whole(self, found: Sequence[R], merged: R | None, *, partial: bool) -> R:
        """Return the outcome. `merged`: what a model made of all windows, where there were several and it could."""
        ...


@dataclass(frozen=True, slots=True)
class _Window:
    place: tuple[int, ...]
    """Where it stands; the halves of a window stand behind each other in its place."""
    places: int
    lines: tuple[SourceLine, ...]
    asked: Piece


class PiecewiseWork(Generic[R]):
    """Knows which pieces wait for an answer, and the outcome once none does."""

    def __init__(self, lines: Sequence[SourceLine], job: PieceJob[R], window: int) -> None:
        """`window`: characters that the model is given at once."""
        self._job = job
        self._size = window
        self._waiting: dict[int, _Window] = {}
        self._numbers = 0
        self._answered = self._bad = self._missed = 0
        self._found: dict[tuple[int, ...], R] = {}
        self._first: list[R] = []
        self._round = 0
        self._merged: R | None = None
        self._begin(lines)

    @property
    def open(self) -> tuple[Piece, ...]:
        """Return what is to be asked now. When all of it is answered, there may be more."""
        return tuple(window.asked for window in self._waiting.values())

    @property
    def progress(self) -> tuple[int, int]:
        """Return how many pieces are done, and of how many as far as is known."""
        return self._answered, self._answered + len(self._waiting)

    @property
    def outcome(self) -> R | None:
        """Return what came of it, once nothing is open. None: nothing did."""
        if self._waiting or not self._first:
            return None
        return self._job.whole(self._first, self._merged, partial=self._missed > 0)

    def take(self, number: int, answer: str) -> None:
        """Take the answer to a piece. One that isn't waited for any more, because too many were of no use, is dropped."""
        window = self._waiting.pop(number, None)
        if window is None:
            return
        self._answered += 1
        found = self._job.read(answer, window.lines, merging=self._round > 0)
        if found is None:
            self._bad += 1
            self._halve(window)
        else:
            self._found[window.place] = found
        self._go_on()

    def too_long(self, number: int) -> None:
        """The model can't read that much at once."""
        window = self._waiting.pop(number, None)
        if window is None:
            return
        self._size = max(SMALLEST, self._size // 2)
        self._halve(window)
        self._go_on()

    def _begin(self, lines: Sequence[SourceLine]) -> None:
        cut = windows(lines, self._size)
        for place, window in enumerate(cut):
            self._open((place,), window, len(cut))

    def _open(self, place: tuple[int, ...], lines: tuple[SourceLine, ...], places: int) -> None:
        self._numbers += 1
        asked = self._job.asked(self._numbers, lines, place[0] + 1, places, merging=self._round > 0)
        self._waiting[self._numbers] = _Window(place, places, lines, asked)

    def _halve(self, window: _Window) -> None:
        lines = window.lines
        if self._bad > self._good + MOST_BAD:
            self._missed += 1 + len(self._waiting)
            self._waiting.clear()
        elif len(lines) < 2 or len(window.place) > DEEPEST:
            self._missed += not self._round
        else:
            middle = len(lines) // 2
            for half, part in enumerate((lines[:middle], lines[middle:])):
                self._open((*window.place, half), part, window.places)

    @property
    def _good(self) -> int:
        return self._answered - self._bad

    def _go_on(self) -> None:
        if self._waiting:
            return
        found = [self._found[place] for place in sorted(self._found)]
        self._found.clear()
        if not self._round:
            self._first = found
        elif len(found) == 1:
            self._merged = found[0]
        self._round += 1
        lines = self._job.lines_of(found) if len(found) > 1 and self._round <= MOST_ROUNDS else ()
        if lines and len(windows(lines, self._size)) < max(2, len(found)):
            self._begin(lines)
