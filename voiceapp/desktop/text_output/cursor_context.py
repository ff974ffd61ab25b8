"""Defines what a program tells of the place where the cursor is, where it does."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CursorContext:
    before: str | None = None
    """What stands before the cursor, its last few hundred characters; None: unknown."""
    after: str | None = None
    secret: bool = False
    terminal: bool = False
    told: bool = False
    """The program said what its field is: where it did not, the field may be one for passwords."""


class TextContext(Protocol):
    def read(self, pid: int, title: str = "") -> CursorContext:
        """Reads the context of the place in that process, in its window of that title, that has the keyboard. Quick:
        what is not known soon is unknown.
        """
        ...

    def close(self) -> None: ...
