"""Keeps what was spent, by day: a line for each bill, in a file a month, whichever of the app's processes was billed.

Commands of the terminal run beside the app, and all of them count towards the same limits. So each appends its lines, which systems do
whole, and everybody reads all of them. There is a day in a line and a model, and nothing of what was said.
"""

import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700
BEFORE = "before.jsonl"
"""What was spent before there was a ledger."""


class LedgerLine(msgspec.Struct, frozen=True, omit_defaults=True):
    day: str
    """As 2026-11-21, in the time of this machine."""
    model: str
    usd: float | None = None
    """None: the price is not known."""
    counted: float = 0.0
    """What then counts towards a limit."""

    @property
    def towards_limit(self) -> float:
        return self.counted if self.usd is None else self.usd


class Ledger:
    """May be used from any thread and any process. Waits for the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def is_begun(self) -> bool:
        """Says whether what was spent before is in it."""
        return (self._folder / BEFORE).exists()

    def begin(self, lines: Sequence[LedgerLine]) -> None:
        """Begin the ledger with what was spent before. Raises OSError."""
        self._append(BEFORE, lines)

    def add(self, lines: Sequence[LedgerLine]) -> None:
        """Raises OSError; then none of a month's lines is there."""
        for month in dict.fromkeys(line.day[:7] for line in lines):
            self._append(f"{month}.jsonl", [line for line in lines if line.day[:7] == month])

    def since(self, day: str) -> list[LedgerLine]:
        """Every line from that day on. Raises OSError where there are some that cannot be read."""
        months = sorted(file for file in self._files() if file.name == BEFORE or file.stem >= day[:7])
        return [line for file in months for line in _lines_in(file) if line.day >= day]

    def size(self) -> int:
        """Return the size in bytes: another size means another content."""
        return sum(file.stat().st_size for file in self._files())

    def _files(self) -> list[Path]:
        with contextlib.suppress(FileNotFoundError):
            return [file for file in self._folder.iterdir() if file.suffix == ".jsonl"]
        return []

    def _append(self, name: str, lines: Iterable[LedgerLine]) -> None:
        self._folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        content = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        handle = os.open(self._folder / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, OWNER_ONLY)
        try:
            written = os.write(handle, content)
            if written < len(content):
                raise OSError(f"{name} took only a part of what was to be written")
        finally:
            os.close(handle)


def _lines_in(file: Path) -> Iterable[LedgerLine]:
    """Reads the lines; what a crash cut short is passed over."""
    for text in file.read_bytes().splitlines():
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            yield msgspec.json.decode(text, type=LedgerLine)
