"""Reads TOML that a person has written by hand, mistakes and all. A wrong line costs that line, not the file."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from voiceapp.settings.bounded_toml import NOT_READABLE, TooDeepError, parsed

LEFT_OUT = "# not understood: "
"""Begins the lines that were commented out."""
PUT_RIGHT = "# was not understood: "
"""Begins those that the person has since corrected."""
_ROUNDS = 50
_HEADER = re.compile(r"\s*\[")
_LONGEST_STATEMENT = 400


@dataclass(frozen=True, slots=True)
class Mistake:
    """Lines that are not TOML, counted from 1, with what the parser said about them."""

    line: int
    why: str
    last: int = 0


@dataclass(frozen=True, slots=True)
class SalvagedSettings:
    tables: dict[str, object]
    text: str
    """The readable text: unreadable lines are commented out, and all lines keep their numbers."""
    mistakes: tuple[Mistake, ...] = ()
    hopeless: bool = False
    """True if nothing could be read."""

    @property
    def says_nothing(self) -> bool:
        """True if there is something in it and none of it is understood, so that it may have said anything."""
        return self.hopeless or (bool(self.mistakes) and not self.tables)


def salvage(text: str) -> SalvagedSettings:
    """Read as much as can be read."""
    lines = text.split("\n")
    mistakes: list[Mistake] = []
    for _ in range(_ROUNDS):
        try:
            tables = parsed("\n".join(lines))
        except TooDeepError as error:
            mistakes.append(_leave_out(lines, f"{error} (at line {_too_deep_at(lines)},"))
        except tomllib.TOMLDecodeError as error:
            mistakes.append(_leave_out(lines, str(error)))
        else:
            return SalvagedSettings(tables, "\n".join(lines), tuple(mistakes))
    return SalvagedSettings({}, "", tuple(mistakes[:1]), hopeless=True)


def line_of(text: str, path: Sequence[str]) -> int:
    """Says in which line the statement of this begins, counted from 1; 0 if it cannot be found.

    It gives the parser more and more of the text, so that multi-line strings, dotted names and inline tables are all
    understood.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if path[-1] in line and _says(lines, number, path):
            return number
    return 0


def _leave_out(lines: list[str], said: str) -> Mistake:
    """Comment out the lines that the parser stumbled over."""
    at = re.search(r"\(at line (\d+),", said)
    last = min(int(at.group(1)), len(lines)) if at else len(lines)
    first = _readable(lines, last - 1) + 1
    if not at or _HEADER.match(lines[first - 1]):
        last = first
    if _HEADER.match(lines[first - 1]):
        # Without its header a line would belong to the table before, and mean something else.
        while last < len(lines) and not _HEADER.match(lines[last]):
            last += 1
    for number in range(first - 1, last):
        if lines[number].strip():
            lines[number] = f"{LEFT_OUT}{lines[number]}"
    return Mistake(first, re.sub(r" \(at .*$", "", said), last)


def _too_deep_at(lines: list[str]) -> int:
    """The line at which the nesting becomes too deep, counted from 1."""
    for count in range(1, len(lines) + 1):
        try:
            parsed("\n".join(lines[:count]))
        except TooDeepError:
            return count
        except NOT_READABLE:
            continue
    return len(lines)


def _readable(lines: list[str], most: int) -> int:
    """Says how many lines from the top are whole statements, `most` at most."""
    for count in range(most, 0, -1):
        try:
            parsed("\n".join(lines[:count]))
        except NOT_READABLE:
            continue
        return count
    return 0


def _says(lines: list[str], number: int, path: Sequence[str]) -> bool:
    for end in range(number, min(len(lines), number + _LONGEST_STATEMENT) + 1):
        try:
            tables = parsed("\n".join(lines[:end]))
        except NOT_READABLE:
            continue
        return _holds(tables, path)
    return False


def _holds(table: object, path: Sequence[str]) -> bool:
    for name in path:
        if not isinstance(table, dict) or name not in table:
            return False
        table = cast("dict[str, object]", table)[name]
    return True
