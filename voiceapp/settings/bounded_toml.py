"""Reads TOML as the standard library does, but limits how deeply it may be nested."""

import tomllib
from collections.abc import Iterable
from typing import cast

DEEPEST = 32
"""Nested tables and lists. Libraries give up somewhat later, each in its own way, most with RecursionError."""


class TooDeepError(ValueError):
    """Tables and lists are nested deeper than anybody would mean."""

    def __init__(self) -> None:
        super().__init__("nested too deep")


NOT_READABLE = (tomllib.TOMLDecodeError, TooDeepError)


def parsed(text: str) -> dict[str, object]:
    """Returns the parsed content. Raises one of NOT_READABLE."""
    try:
        tables: dict[str, object] = tomllib.loads(text)
    except RecursionError:
        raise TooDeepError from None
    if _is_too_deep(tables):
        raise TooDeepError
    return tables


def _is_too_deep(tables: object) -> bool:
    level: list[object] = [tables]
    for _ in range(DEEPEST):
        level = [value for each in level for value in _inside(each)]
        if not level:
            return False
    return any(isinstance(each, dict | list) for each in level)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return cast("dict[str, object]", value).values()
    return cast("list[object]", value) if isinstance(value, list) else ()
