"""Holds both sides to the types of the official package: what it would not say or take is a violation."""

from functools import cache
from typing import Any

import pydantic
from openai.types.realtime import RealtimeClientEvent, RealtimeServerEvent


@cache
def _client() -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(RealtimeClientEvent)


@cache
def _server() -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(RealtimeServerEvent)


def client_violation(body: dict[str, Any]) -> str | None:
    """Why the real service would refuse this event; None: it would not."""
    shown = body
    response = body.get("response")
    if isinstance(response, dict) and isinstance(response.get("input"), list):
        # The events' own union leaves references out; the package has them beside it.
        known = [item for item in response["input"] if item.get("type") != "item_reference"]
        for reference in response["input"]:
            if reference.get("type") == "item_reference" and set(reference) != {"type", "id"}:
                return "response.create: a reference has a type and an id"
        shown = {**body, "response": {**response, "input": known}}
    return _violation(_client(), shown)


def server_violation(body: dict[str, Any]) -> str | None:
    """Why this is no event of the service's. It may say more than the types name, as the real one does."""
    return _violation(_server(), body, more=True)


def _violation(adapter: pydantic.TypeAdapter[Any], body: dict[str, Any], *, more: bool = False) -> str | None:
    try:
        value = adapter.validate_python(body)
    except pydantic.ValidationError as error:
        return f"{body.get('type')}: {error.errors()[0]['loc']} {error.errors()[0]['msg']}"
    kept = value.model_dump(exclude_unset=True, mode="json")
    unknown = _extras(value)
    if unknown and not more:
        return f"{body.get('type')}: unknown field {unknown}"
    return None if kept.get("type") == body.get("type") else f"{body.get('type')}: read as {kept.get('type')}"


def _extras(value: Any, path: str = "") -> str:
    """The first field that the official types do not know."""
    if isinstance(value, pydantic.BaseModel):
        for name in value.model_extra or {}:
            return f"{path}{name}"
        for name in type(value).model_fields:
            found = _extras(getattr(value, name, None), f"{path}{name}.")
            if found:
                return found
    if isinstance(value, list):
        for each in value:
            found = _extras(each, path)
            if found:
                return found
    return ""
