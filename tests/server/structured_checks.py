"""Holds requests for JSON to what the service takes: the official types, and the strict form of a schema."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pydantic
from openai.types.chat import ChatCompletionNamedToolChoiceParam, ChatCompletionToolParam
from openai.types.responses import FunctionToolParam, ResponseTextConfigParam, ToolChoiceFunctionParam
from openai.types.shared_params import ResponseFormatJSONObject, ResponseFormatJSONSchema

from tests.server.script import Call, Reply

KEYWORDS = frozenset(
    {"type", "properties", "required", "additionalProperties", "items", "description", "enum", "const", "anyOf", "$ref"}
    | {"$defs", "pattern", "format", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"}
    | {"minItems", "maxItems"}
)
"""What a strict schema may say."""


def structure_violation(path: str, body: Mapping[str, Any]) -> str | None:
    """Why the service would refuse how an answer's form is asked for. None: it would not."""
    if path.endswith("/chat/completions"):
        return next(_of_chat(body), None)
    if path.endswith("/responses"):
        return next(_of_responses(body), None)
    return None


def _of_chat(body: Mapping[str, Any]) -> Iterator[str]:
    form = body.get("response_format")
    if form is not None:
        yield from _misfit("response_format", form, ResponseFormatJSONSchema | ResponseFormatJSONObject)
        if form.get("type") == "json_schema":
            yield from _unstrict("response_format", form["json_schema"])
        elif "json" not in str(body["messages"]).lower():
            yield "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
    if isinstance(body.get("tool_choice"), dict):
        yield from _misfit("tool_choice", body["tool_choice"], ChatCompletionNamedToolChoiceParam)
        for tool in body["tools"]:
            yield from _misfit("tools", tool, ChatCompletionToolParam)
            yield from _unstrict("tools", {**tool["function"], "schema": tool["function"]["parameters"]})


def _of_responses(body: Mapping[str, Any]) -> Iterator[str]:
    text = body.get("text")
    if text is not None:
        yield from _misfit("text", text, ResponseTextConfigParam)
        if text["format"]["type"] == "json_schema":
            yield from _unstrict("text.format", text["format"])
        elif "json" not in f"{body.get('instructions')}{body['input']}".lower():
            yield "Response input messages must contain the word 'json' in some form."
    if isinstance(body.get("tool_choice"), dict):
        yield from _misfit("tool_choice", body["tool_choice"], ToolChoiceFunctionParam)
        for tool in body["tools"]:
            yield from _misfit("tools", tool, FunctionToolParam)
            yield from _unstrict("tools", {**tool, "schema": tool["parameters"]})


@cache
def _adapter(kind: Any) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(kind)


def _misfit(name: str, value: object, kind: Any) -> Iterator[str]:
    try:
        _adapter(kind).validate_python(value, strict=False, extra="forbid")
    except pydantic.ValidationError as error:
        yield f"{name}: {error.errors()[0]['loc']} {error.errors()[0]['msg']}"


def _unstrict(name: str, described: Mapping[str, Any]) -> Iterator[str]:
    if described.get("strict") is not True:
        yield f"{name}: not strict"
    for fault in _faults(described["schema"]):
        yield f"Invalid schema for {name} '{described['name']}': {fault}"


def _faults(schema: Mapping[str, Any]) -> Iterator[str]:
    unknown = schema.keys() - KEYWORDS
    if unknown:
        yield f"'{min(unknown)}' is not permitted"
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            yield "'additionalProperties' is required to be supplied and to be false"
        if set(schema.get("required", ())) != schema["properties"].keys():
            yield "'required' is required to be an array including every key in properties"
        for each in schema["properties"].values():
            yield from _faults(each)
    if schema.get("type") == "array":
        yield from _faults(schema["items"])


def as_asked(body: Mapping[str, Any], reply: Reply) -> Reply:
    """Where a call is forced, an answer's text is its arguments."""
    forced = body.get("tool_choice")
    if not isinstance(forced, dict) or reply.calls:
        return reply
    name = str(forced.get("name") or forced["function"]["name"])
    return replace(reply, text="", calls=(Call(name, reply.text),))
