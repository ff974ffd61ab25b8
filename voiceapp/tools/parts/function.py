"""Shares what all tools have in common: arguments as a checked value, their JSON schema, answers as JSON text."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

import msgspec

from voiceapp.core.ports import ToolError
from voiceapp.core.wishes import Permission, ToolSpec

LONGEST_OUTPUT = 8_000
"""Characters. The whole conversation is paid for again with each reply, a tool's output too."""


class ToolArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a tool is asked: the fields of a subclass are its arguments. What a person allows is all of it."""


class NoArguments(ToolArguments, frozen=True):
    """For a tool that is asked nothing."""


A = TypeVar("A", bound=ToolArguments)


@dataclass(frozen=True, slots=True)
class Function(Generic[A]):
    """Meets `core.ports.Tool`."""

    name: str
    description: str
    asks: type[A]
    do: Callable[[A], Awaitable[str]]
    suggested: Permission = Permission.ASK

    @property
    def spec(self) -> ToolSpec:
        return ToolSpec(self.name, self.description, schema(self.asks))

    async def run(self, arguments: str) -> str:
        try:
            asked = msgspec.json.decode(arguments.strip() or "{}", type=self.asks, strict=False)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ToolError(f"The arguments do not fit: {error}.") from error
        said = await self.do(asked)
        return said if len(said) <= LONGEST_OUTPUT else f"{said[:LONGEST_OUTPUT]}… (cut off here)"


def schema(asks: type[ToolArguments]) -> str:
    _, components = msgspec.json.schema_components([asks])
    told = cast("dict[str, object]", components[asks.__name__])
    # A tool's `ToolArguments` says in its docstring why it is so; the model has the tool's description.
    shown = {name: value for name, value in told.items() if name not in ("title", "description")}
    return msgspec.json.encode(shown).decode()


def answer(**told: object) -> str:
    """What came out, as text for the model."""
    return msgspec.json.encode(told).decode()
