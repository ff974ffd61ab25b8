"""Reads other people's JSON, treating anything malformed as absent."""

from collections.abc import Mapping
from typing import cast

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence

MOST = 10**15
"""Larger counts are not believed."""


def decoded(body: bytes) -> object:
    """Returns None where it is not JSON."""
    try:
        return cast("object", msgspec.json.decode(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def text_in(fields: Mapping[str, object], name: str) -> str:
    """Reads a text field of an answer; empty if it is not text."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def number_in(fields: Mapping[str, object], name: str) -> int:
    """Reads a count in an answer; 0 if it is not a count."""
    value = fields.get(name)
    return int(value) if isinstance(value, int | float) and -MOST <= value <= MOST else 0


def fields_in(fields: Mapping[str, object], name: str) -> dict[str, object]:
    value = fields.get(name)
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def list_in(fields: Mapping[str, object], name: str) -> list[dict[str, object]]:
    value = fields.get(name)
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("dict[str, object]", item) for item in items if isinstance(item, dict)]


NO_ANSWER = Failure(
    FailureKind.SERVER_BROKEN,
    Sentence("The service sent something unreadable. Check its address, or try again in a moment."),
)
"""A page, or nothing, or something unreadable may mean the wrong place or a server that is not well just now."""
