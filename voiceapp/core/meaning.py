"""Defines what turns texts into vectors that lie near each other where the texts mean nearly the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class TextUse(Enum):
    """Names what a text is for, because some models read a question in another way than what it's about."""

    QUERY = "query"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Vectors:
    """Holds a vector for each text, in their order, each of length 1."""

    rows: bytes
    """32-bit floats, little-endian, one row after the other."""
    width: int
    """Numbers in a row."""


class Embedder(Protocol):
    """Belongs to one event loop."""

    @property
    def name(self) -> str:
        """Name its model. Vectors of different models can't be compared."""
        ...

    async def embed(self, texts: Sequence[str], use: TextUse) -> Vectors:
        """Return what the texts mean. Raises EngineError."""
        ...
