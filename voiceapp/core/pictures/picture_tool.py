"""Says what a tool is that makes pictures: it has news while it works, and is given longer than others."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from voiceapp.core.transcript import Image

DRAWS = frozenset({"draw_picture", "edit_picture"})
"""The names of these tools."""
PATIENCE = 240.0
"""Seconds. A large picture of high quality takes minutes."""


@dataclass(frozen=True, slots=True)
class ToolPicture:
    image: Image
    output: str = ""
    """What the model is told. Empty: the picture is on its way."""


@runtime_checkable
class PictureTool(Protocol):
    """A `core.ports.Tool` whose outcome is a picture."""

    def make(self, arguments: str, before: Image | None) -> AsyncGenerator[ToolPicture]:
        """Make it, of this one if it changes one; the last news has an output. Closing cancels. Raises ToolError."""
        ...
