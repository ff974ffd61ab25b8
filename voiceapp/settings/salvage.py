"""Reads TOML that a person has written by hand, mistakes and all: one wrong line costs that line, not the file."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

_ROUNDS = 50
_HEADER = re.compile(r"\s*\[")
_LONGEST_STATEMENT = 400


@dataclass(frozen=True, slots=True)
class Mistake:
    """Lines that are no TOML, counted from 1, and what the parser said of them."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Salvaged:
    tables: dict[str, object]
    text: str
    """The text as it can be read: lines that cannot are made comments, and all keep their numbers."""
    mistakes: tuple[Mistake, ...] = ()
    hopeless: bool = False
    """Nothing could be made of it."""


def salvage(text: str) -> Salvaged:
    """Read as much as can be read."""
    lines = text.split("\n")
    mistakes: list[Mistake] = []
    for _ in range(_ROUNDS):
        try:
            tables = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            mistakes.append(_leave_out(lines, str(error)))
        else:
            return Salvaged(tables, "\n".join(lines), tuple(mistakes))
    return Salvaged({}, "", tuple(mistakes[:1]), hopeless=True)


def line_of(text: str, path: Sequence[str]) -> int:
    """Where the statement begins that says this, counted from 1; 0 where it cannot be found.

    The parser itself is asked, with more and more of the text: so strings over many lines, dotted names
    and inline tables are all understood.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if path[-1] in line and _says(lines, number, path):
            return number
    return 0


def _leave_out(lines: list[str], said: str) -> Mistake:
    """Make comments of the lines that the parser stumbled over."""
    at = re.search(r"\(at line (\d+),", said)
    last = min(int(at.group(1)), len(lines)) if at else len(lines)
    first = _readable(lines, last - 1) + 1
    if not at or _HEADER.match(lines[first - 1]):
        last = first
    if _HEADER.match(lines[first - 1]):
        # Without its header a line would belong to the table before, and be taken for something else.
        while last < len(lines) and not _HEADER.match(lines[last]):
            last += 1
    for number in range(first - 1, last):
        if lines[number].strip():
            lines[number] = f"# not understood: {lines[number]}"
    return Mistake(first, re.sub(r" \(at .*\)$", "", said))


def _readable(lines: list[str], most: int) -> int:
    """How many lines from the top are whole statements, `most` at most."""
    for count in range(most, 0, -1):
        try:
            tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue
        return count
    return 0


def _says(lines: list[str], number: int, path: Sequence[str]) -> bool:
    for end in range(number, min(len(lines), number + _LONGEST_STATEMENT) + 1):
        try:
            table: object = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        for name in path:
            if not isinstance(table, dict) or name not in table:
                return False
            table = cast("dict[str, object]", table)[name]
        return True
    return False
