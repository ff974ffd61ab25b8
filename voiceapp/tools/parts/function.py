"""Declares tools: arguments as a checked value, their JSON schema, answers as JSON text, and how they are asked for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar, cast

import msgspec

from voiceapp.core.phrasing import Phrasing
from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.wishes import Permission, ToolCard, ToolSpec
from voiceapp.tools.parts.tool_context import ToolContext

LONGEST_OUTPUT = 8_000
"""Characters. The whole conversation is paid for again with each reply, a tool's output too."""


class ToolArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The arguments of a tool: the fields of a subclass. What a person allows is all of them."""


class NoArguments(ToolArguments, frozen=True):
    """The arguments of a tool that takes none."""


A = TypeVar("A", bound=ToolArguments)


@dataclass(frozen=True, slots=True)
class Function(Generic[A]):
    """Everything about a tool."""

    name: str
    description: str
    asks: type[A]
    do: Callable[[ToolContext, A], Awaitable[str]]
    suggested: Permission = Permission.ASK
    """What holds until the person decides: `ALWAYS` for what is harmless."""
    alone: bool = False
    """It is harmless, and needs nothing of the running app: a command in a terminal uses it as well."""
    handed_over: bool = False
    """A command hands it to the running app. Where none runs, it is kept until one opens."""
    card: ToolCard | None = None
    """What stands on its card; None: "Use {tool}?", and all that it is asked."""
    phrasing: Phrasing | None = None
    """How it is asked for in words, where the model is too small to call it."""
    offered: Callable[[ToolContext], bool] = lambda _: True
    """Says whether there is what it needs. Else the model is not told of it, unless the person allowed it by name."""
    price: Callable[[ToolContext], float | None] = lambda _: None
    """Says what one use costs in US dollars. None: nothing, or nobody knows."""

    def within(self, context: ToolContext) -> Tool:
        return BoundFunction(self, context)


class AnyFunction(Protocol):
    """A `Function`, whatever it asks."""

    @property
    def name(self) -> str: ...
    @property
    def suggested(self) -> Permission: ...
    @property
    def alone(self) -> bool: ...
    @property
    def handed_over(self) -> bool: ...
    @property
    def phrasing(self) -> Phrasing | None: ...
    @property
    def card(self) -> ToolCard | None: ...
    def within(self, context: ToolContext) -> Tool: ...


@dataclass(frozen=True, slots=True)
class BoundFunction(Generic[A]):
    """A tool in its surroundings, ready to be run. Meets `core.ports.Tool`."""

    function: Function[A]
    context: ToolContext

    @property
    def spec(self) -> ToolSpec:
        return ToolSpec(self.function.name, self.function.description, schema(self.function.asks))

    @property
    def suggested(self) -> Permission:
        return self.function.suggested if self.function.offered(self.context) else Permission.NEVER

    @property
    def card(self) -> ToolCard | None:
        card, usd = self.function.card, self.function.price(self.context)
        return card if card is None or usd is None else replace(card, price=Dollars(usd))

    async def run(self, arguments: str) -> str:
        try:
            asked = msgspec.json.decode(arguments.strip() or "{}", type=self.function.asks, strict=False)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ToolError(Sentence("The arguments don't fit: {why}.", why=str(error))) from error
        said = await self.function.do(self.context, asked)
        return said if len(said) <= LONGEST_OUTPUT else f"{said[:LONGEST_OUTPUT]}… (cut off here)"


def schema(asks: type[ToolArguments]) -> str:
    _, components = msgspec.json.schema_components([asks])
    told = cast("dict[str, object]", components[asks.__name__])
    # A tool's `ToolArguments` says in its docstring why it is so; the model has the tool's description.
    shown = {name: value for name, value in told.items() if name not in ("title", "description")}
    return msgspec.json.encode(shown).decode()


def answer(**told: object) -> str:
    """Returns what came out, as text for the model."""
    return msgspec.json.encode(told).decode()
