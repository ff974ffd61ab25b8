"""Dictation into other people's programs, on a screen of its own, with a window manager and without."""

from collections.abc import Iterator, Sequence

from tests.foreign.programs.catalogue import CANDIDATES
from tests.foreign.programs.trial import tried
from tests.foreign.results import Part, Row


def run(names: Sequence[str]) -> Iterator[Row]:
    for candidate in CANDIDATES:
        if candidate.name in names:
            yield tried(candidate)


PROGRAMS = Part(
    "programs",
    ("toolkit", "typed, with a manager", "pasted, with a manager", "typed, without", "pasted, without"),
    tuple(candidate.name for candidate in CANDIDATES),
    run,
)
