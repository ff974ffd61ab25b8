"""Turns what a server says of a tool into what models and persons are told of it.

A service refuses a whole session for one schema that it does not take, and a model reads whatever stands in a description.
So what is no schema of arguments is left out, all texts are cleaned, and everything has a longest length.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.tool_servers.tool_names import safe_names
from voiceapp.core.wishes import ToolSpec

MOST_TOOLS = 64
"""Tools of one server. Services take 128 in all, and each is paid for with every reply."""
LONGEST_DESCRIPTION = 1_000
LONGEST_NOTE = 300
"""Characters of a description inside a schema."""
LONGEST_SCHEMA = 12_000
DEEPEST = 10
_FIELD = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_NOT_AT_THE_TOP = frozenset({"oneOf", "anyOf", "allOf", "not", "enum", "const", "if", "then", "else"})
_NAMES_FIELDS = frozenset({"properties", "$defs", "definitions", "patternProperties", "dependentSchemas"})
_SAYS_NOTHING = frozenset({"$schema", "$id", "$comment", "title", "examples", "example"})


@dataclass(frozen=True, slots=True)
class RawTool:
    """A tool as its server describes it."""

    name: str
    description: str = ""
    title: str = ""
    schema: Mapping[str, object] | None = None
    read_only: bool = False
    """The server says that it changes nothing."""


@dataclass(frozen=True, slots=True)
class OfferedTool:
    """A tool of a server, as models and persons are told of it."""

    real_name: str
    """The name by which the server knows it."""
    shown_name: str
    """The same with whatever cannot be seen made visible."""
    title: str
    spec: ToolSpec
    read_only: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """All that a server offers."""

    tools: tuple[OfferedTool, ...] = ()
    left_out: tuple[str, ...] = ()
    """The shown names of tools that no model can be told of."""

    @property
    def complaint(self) -> Sentence | None:
        """Return what is missing, as a sentence for the person."""
        if not self.left_out:
            return None
        names = ", ".join(self.left_out[:5])
        return Sentence("These tools can't be used, because no model takes their description: {tools}.", tools=names)


def offer_of(server: str, raw: Sequence[RawTool]) -> Offer:
    names = safe_names(server, [tool.name for tool in raw])
    tools: list[OfferedTool] = []
    left_out: list[str] = []
    for tool in {each.name: each for each in raw}.values():
        schema = _schema(tool.schema)
        shown = visible(tool.name)
        if tool.name not in names or schema is None or len(tools) == MOST_TOOLS:
            left_out.append(shown)
            continue
        title = _line(tool.title, LONGEST_NOTE)
        description = clean(tool.description).strip()[:LONGEST_DESCRIPTION] or title or shown
        spec = ToolSpec(names[tool.name], description, schema)
        tools.append(OfferedTool(tool.name, shown, title, spec, tool.read_only))
    return Offer(tuple(tools), tuple(left_out))


def visible(name: str) -> str:
    """Return a name whole, with each character that cannot be seen or that acts written as its number."""
    return "".join(each if each.isprintable() and clean(each) == each else f"\\u{ord(each):04x}" for each in name)


def _line(text: str, longest: int) -> str:
    return in_one_line(clean(text)).strip()[:longest]


def _schema(schema: Mapping[str, object] | None) -> str | None:
    """Return the schema of the arguments as every service takes it. None: there is no such schema."""
    kept = {name: value for name, value in (schema or {}).items() if name not in _NOT_AT_THE_TOP}
    whole = cast("dict[str, object]", _tidied(kept, DEEPEST))
    if whole.get("type", "object") != "object":
        return None
    given = whole.get("properties")
    fields = cast("dict[str, object]", given) if isinstance(given, dict) else {}
    usable = {name: value for name, value in fields.items() if _FIELD.fullmatch(name)}
    required = [name for name in _texts(whole.get("required")) if name in fields]
    if any(name not in usable for name in required):
        return None
    told: dict[str, object] = whole | {"type": "object", "properties": usable, "required": required}
    if not required:
        del told["required"]
    text = json.dumps(told, ensure_ascii=False)
    return text if len(text) <= LONGEST_SCHEMA else None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (each for each in cast("list[object]", value) if isinstance(each, str))


def _tidied(value: object, depth: int, *, names: bool = False) -> object:
    """Return a part of a schema without what says nothing. None stands for what lies too deep.

    `names`: its keys are names of fields, and no words of the schema itself.
    """
    match value:
        case str():
            return clean(value)
        case list():
            return [_tidied(each, depth - 1) for each in cast("list[object]", value)] if depth else None
        case dict():
            pairs = cast("dict[object, object]", value).items() if depth else ()
            return {
                clean(name): _line(each, LONGEST_NOTE)
                if name == "description" and not names and isinstance(each, str)
                else _tidied(each, depth - 1, names=not names and name in _NAMES_FIELDS)
                for name, each in pairs
                if isinstance(name, str) and (names or not (name in _SAYS_NOTHING or name.startswith("x-")))
            }
        case bool() | int() | float() | None:
            return value
        case _:
            return None
