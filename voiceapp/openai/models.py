"""Reads `GET /v1/models`, the list of what a service offers for this key, in any shape."""

import re
from collections.abc import Awaitable, Callable
from datetime import date
from typing import cast

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.models import Listed
from voiceapp.core.ports import EngineError

MOST = 5_000
_NO_SUCH_CALL = re.compile(r"\b(?:404|405|501)\b")
LONGEST_NAME = 200


class _OfferedModel(msgspec.Struct, frozen=True):
    id: str
    created: float | None = None
    shutdown_date: str | None = None


async def list_models(get: Callable[[str], Awaitable[object]]) -> tuple[Listed, ...]:
    """Asks for the list; `get` makes the request. Empty if the service keeps none. Raises EngineError."""
    try:
        return read_models(await get("models"))
    except EngineError as error:
        if keeps_no_list(error.failure):
            return ()
        raise


def keeps_no_list(failure: Failure) -> bool:
    """Says whether the service is there and merely keeps no list of models."""
    return failure.kind is FailureKind.WRONG_ADDRESS and _NO_SUCH_CALL.search(failure.detail) is not None


def read_models(answer: object) -> tuple[Listed, ...]:
    """Returns the list as values, skipping anything that is not a model. Never raises."""
    if isinstance(answer, dict):
        answer = cast("dict[str, object]", answer).get("data")
    if not isinstance(answer, list):
        return ()
    found = (_read(each) for each in cast("list[object]", answer)[:MOST])
    return tuple({each.id: each for each in found if each is not None}.values())


def _read(value: object) -> Listed | None:
    try:
        model = msgspec.convert(value, _OfferedModel)
    except msgspec.ValidationError:
        try:
            # An odd date must not hide the model.
            model = _OfferedModel(msgspec.convert(value, _Named).id)
        except msgspec.ValidationError:
            return None
    if not model.id or len(model.id) > LONGEST_NAME or not model.id.isprintable():
        return None
    return Listed(model.id, model.created or 0.0, _day(model.shutdown_date))


class _Named(msgspec.Struct, frozen=True):
    id: str


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
