"""Decides which files of a watched folder are whole: those that no longer grow."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenFile:
    """Says how a file looked when the folder was looked through."""

    size: int
    changed_at: float
    status_at: float = 0.0
    """When it was last renamed, or let somebody read it."""


class GrowingFiles:
    def __init__(self) -> None:
        self._before: Mapping[str, SeenFile] = {}

    def settled(self, now: Mapping[str, SeenFile]) -> tuple[str, ...]:
        """Return those that are as they were at the look before, and hold something."""
        before, self._before = self._before, dict(now)
        return tuple(path for path, seen in now.items() if seen.size and before.get(path) == seen)
