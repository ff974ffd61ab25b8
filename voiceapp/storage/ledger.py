"""Keeps what all processes of the app spent, by day: a line for each bill, and a file for each month.

Terminal commands run beside the app, and all count towards the same limits. So each process appends its lines, which
systems do atomically, and reads everybody's. A line holds a day, a model and how much of it was used, and nothing of what was said.
"""

import contextlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import msgspec

from voiceapp.core.transcript import Spent, Usage

OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700
BEFORE = "before.jsonl"
"""What was spent before there was a ledger."""


class LedgerLine(msgspec.Struct, frozen=True, omit_defaults=True):
    day: str
    """As 2026-11-21, in the time of this device."""
    model: str
    usd: float | None = None
    """None if the price is not known."""
    counted: float = 0.0
    """The amount that then counts towards a limit."""
    took: dict[str, object] = {}
    """Tokens, seconds and the like, by their names in `Usage`; what is not there was not used."""

    @property
    def towards_limit(self) -> float:
        return self.counted if self.usd is None else self.usd

    @property
    def spent(self) -> Spent:
        """The line of the bill, as far as it was written down: older versions of the app kept no amounts."""
        try:
            return Spent(self.model, msgspec.convert(self.took, Usage, strict=False), self.usd)
        except msgspec.ValidationError:
            return Spent(self.model, Usage(), self.usd)


def amounts(usage: Usage) -> dict[str, object]:
    return {name: value for name, value in asdict(usage).items() if value}


class Ledger:
    """Reads and writes the ledger, on any thread and in any process. Waits for the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def is_begun(self) -> bool:
        """Says whether earlier spending is in it."""
        return (self._folder / BEFORE).exists()

    def begin(self, lines: Sequence[LedgerLine]) -> None:
        """Start the ledger with earlier spending. Raises OSError."""
        self._append(BEFORE, lines)

    def add(self, lines: Sequence[LedgerLine]) -> None:
        """Append lines. Raises OSError, and then none of a month's lines is written."""
        for month in dict.fromkeys(line.day[:7] for line in lines):
            self._append(f"{month}.jsonl", [line for line in lines if line.day[:7] == month])

    def since(self, day: str) -> list[LedgerLine]:
        """Reads every line from that day on. Raises OSError if some cannot be read."""
        months = sorted(file for file in self._files() if file.name == BEFORE or file.stem >= day[:7])
        return [line for file in months for line in _lines_in(file) if line.day >= day]

    def size(self) -> int:
        """Return the size in bytes. Another size means other content."""
        return sum(file.stat().st_size for file in self._files())

    def _files(self) -> list[Path]:
        with contextlib.suppress(FileNotFoundError):
            return [file for file in self._folder.iterdir() if file.suffix == ".jsonl"]
        return []

    def _append(self, name: str, lines: Iterable[LedgerLine]) -> None:
        self._folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        content = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        handle = os.open(self._folder / name, os.O_RDWR | os.O_APPEND | os.O_CREAT, OWNER_ONLY)
        try:
            if _is_cut_short(handle):
                content = b"\n" + content
            written = os.write(handle, content)
            if written < len(content):
                raise OSError(f"{name} took only a part of what was to be written")
        finally:
            os.close(handle)


def _is_cut_short(handle: int) -> bool:
    """Return whether the last line has no end, so that the next would be lost with it."""
    if os.lseek(handle, 0, os.SEEK_END) == 0:
        return False
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1) != b"\n"


def _lines_in(file: Path) -> Iterable[LedgerLine]:
    """Reads the lines, skipping any that a crash cut short."""
    for text in file.read_bytes().splitlines():
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            yield msgspec.json.decode(text, type=LedgerLine)
