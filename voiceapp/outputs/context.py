"""What a program tells of the place where the cursor is, where it does."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Context:
    before: str | None = None
    """What stands before the cursor, its last few hundred characters; None: unknown."""
    after: str | None = None
    secret: bool = False
    terminal: bool = False


class TextContext(Protocol):
    def read(self, pid: int) -> Context:
        """Of the place in that process that has the keyboard. Quick: what is not known soon is unknown."""
        ...

    def close(self) -> None: ...
