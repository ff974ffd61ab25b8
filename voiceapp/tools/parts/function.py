"""Declares tools: arguments as a checked value, their JSON schema, answers as JSON text, and how they are asked for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, cast

import msgspec

from voiceapp.core.phrasing import Phrasing
from voiceapp.core.ports import Tool, ToolError
from voiceapp.core.sentence import Sentence
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
        return self.function.suggested

    @property
    def card(self) -> ToolCard | None:
        return self.function.card

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
