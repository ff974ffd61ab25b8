"""Declares the tools that make pictures: as others, and with a card that says price and recipient before."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from voiceapp.core.phrasing import Phrasing
from voiceapp.core.pictures.painter import PictureWish
from voiceapp.core.pictures.picture_terms import PictureTerms
from voiceapp.core.pictures.picture_tool import ToolPicture
from voiceapp.core.ports import EngineError, Tool, ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image
from voiceapp.core.wishes import Permission, ToolCard, ToolSpec
from voiceapp.tools.parts.function import ToolArguments, answer, schema
from voiceapp.tools.parts.tool_context import PictureMaker, ToolContext

DONE = answer(
    done="The picture is on the person's screen. Say that it is there in three or four words. Don't describe it."
)
NOBODY_DRAWS = Sentence("Nobody here makes pictures. Choose a server for them in Settings.")


A = TypeVar("A", bound=ToolArguments)


@dataclass(frozen=True, slots=True)
class PictureFunction(Generic[A]):
    """Meets `parts.function.AnyFunction`."""

    name: str
    description: str
    asks: type[A]
    wish: Callable[[A, Image | None], PictureWish]
    card_by: Callable[[PictureTerms], ToolCard]
    phrasing: Phrasing | None = None
    suggested: Permission = Permission.ASK
    alone: bool = False
    handed_over: bool = False
    card: ToolCard | None = None

    def within(self, context: ToolContext) -> Tool:
        return BoundPictureFunction(self, context.pictures)


@dataclass(frozen=True, slots=True)
class BoundPictureFunction(Generic[A]):
    """Meets `core.ports.Tool` and `core.pictures.picture_tool.PictureTool`."""

    function: PictureFunction[A]
    maker: PictureMaker | None

    @property
    def _terms(self) -> PictureTerms | None:
        return None if self.maker is None else self.maker.terms()

    @property
    def spec(self) -> ToolSpec:
        return ToolSpec(self.function.name, self.function.description, schema(self.function.asks))

    @property
    def suggested(self) -> Permission:
        """Return that it is never allowed where nobody makes pictures, so that no model is told of it."""
        return Permission.NEVER if self._terms is None else self.function.suggested

    @property
    def card(self) -> ToolCard | None:
        terms = self._terms
        return None if terms is None else self.function.card_by(terms)

    async def run(self, arguments: str) -> str:
        """Raises ToolError: where it is run so, nobody could see a picture."""
        self._asked(arguments)
        raise ToolError(NOBODY_DRAWS)

    async def make(self, arguments: str, before: Image | None) -> AsyncGenerator[ToolPicture]:
        asked = self._asked(arguments)
        if self.maker is None:
            raise ToolError(NOBODY_DRAWS)
        try:
            async with aclosing(self.maker.painter().make(self.function.wish(asked, before))) as pictures:
                async for news in pictures:
                    yield ToolPicture(news.image, DONE if news.final else "")
        except EngineError as error:
            raise ToolError(error.failure.sentence) from error

    def _asked(self, arguments: str) -> A:
        try:
            return msgspec.json.decode(arguments.strip() or "{}", type=self.function.asks, strict=False)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ToolError(Sentence("The arguments don't fit: {why}.", why=str(error))) from error
