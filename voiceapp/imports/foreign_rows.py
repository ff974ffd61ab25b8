"""Reads the values of another program's rows, of which nothing is certain."""

from datetime import UTC, datetime

from voiceapp.core.text.clean_text import clean
from voiceapp.imports.bundle import Row

LATEST = 1e11
LONGEST_MS = 2**40


def text_in(row: Row, name: str) -> str:
    value = row.get(name)
    return clean(value).strip() if isinstance(value, str) else ""


def number_in(row: Row, name: str) -> int:
    """A length or a place. 0: there is none that makes sense."""
    value = row.get(name)
    known = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < LONGEST_MS
    return int(value) if known and isinstance(value, int | float) else 0


def moment_in(row: Row, *names: str, utc: bool) -> float:
    """Seconds, of the first of these that has a time; `utc`: where it does not say in which zone it is."""
    for name in names:
        text = text_in(row, name)
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            continue
        if at.tzinfo is None and utc:
            at = at.replace(tzinfo=UTC)
        try:
            seconds = at.timestamp()
        except (OverflowError, OSError, ValueError):
            continue
        if 0 <= seconds < LATEST:
            return seconds
    return 0.0
