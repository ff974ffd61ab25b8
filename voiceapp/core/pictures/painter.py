"""Says what is asked of whoever makes pictures, and what comes of it."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image

LONGEST_PROMPT = 32_000
"""Characters that the service takes."""
NOT_ALLOWED = Failure(
    FailureKind.CONTENT_REFUSED,
    Sentence("The service's safety rules don't allow this picture. Describe it differently."),
)
NO_PICTURE_CAME = Failure(
    FailureKind.SERVER_BROKEN, Sentence("The service sent no picture. Choose another model or server for pictures.")
)


class Shape(Enum):
    SQUARE = "square"
    WIDE = "wide"
    TALL = "tall"


SIZES = {Shape.SQUARE: "1024x1024", Shape.WIDE: "1536x1024", Shape.TALL: "1024x1536"}
"""In pixels. Every model that makes pictures for the API knows these three."""


def shape_like(image: Image) -> Shape:
    """Return the shape that is nearest to a picture's."""
    if image.width * 5 > image.height * 6:
        return Shape.WIDE
    return Shape.TALL if image.height * 5 > image.width * 6 else Shape.SQUARE


@dataclass(frozen=True, slots=True)
class PictureWish:
    """Says what a picture shall show, or how one shall change."""

    prompt: str
    shape: Shape = Shape.SQUARE
    before: Image | None = None
    """The picture that is changed. None: a new one is made."""


@dataclass(frozen=True, slots=True)
class PictureNews:
    """Holds a picture as far as it is made."""

    image: Image
    final: bool = False


class Painter(Protocol):
    """Makes pictures."""

    def make(self, wish: PictureWish) -> AsyncGenerator[PictureNews]:
        """Make one picture; the last news is final. Closing the iterator cancels. Raises EngineError."""
        ...
