"""Finds the JSON object in what a model wrote, also where words stand around it or its end is missing."""

import json
from collections import deque
from collections.abc import Iterator
from typing import cast

LONGEST = 400_000
"""Characters that are looked at."""
MOST_TRIES = 20
DEEPEST = 30
"""Levels of brackets in each other, beyond which nothing is repaired."""
_DECODER = json.JSONDecoder()


def object_in(text: str) -> dict[str, object] | None:
    """Return the first object in a text that says anything. One that was cut off is closed after its last whole value. None: there is none."""
    text = text[:LONGEST]
    place = text.find("{")
    for _ in range(MOST_TRIES):
        if place < 0:
            break
        found = _decoded(text, place) or _repaired(text, place)
        if found:
            return found
        place = text.find("{", place + 1)
    return None


def _decoded(text: str, place: int) -> dict[str, object] | None:
    try:
        found, _ = _DECODER.raw_decode(text, place)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, object]", found) if isinstance(found, dict) else None


def _repaired(text: str, begin: int) -> dict[str, object] | None:
    for cut, closing in reversed(deque(_ends(text, begin), MOST_TRIES)):
        found = _decoded(text[begin:cut] + closing, 0)
        if found is not None:
            return found
    return None


def _ends(text: str, begin: int) -> Iterator[tuple[int, str]]:
    """Yield each place after which a value may be over, and what closes all that is open there."""
    open_ones: list[str] = []
    quoted = escaped = False
    for place in range(begin, len(text)):
        sign = text[place]
        if quoted:
            quoted = escaped or sign != '"'
            escaped = sign == "\\" and not escaped
            if quoted:
                continue
        elif sign == '"':
            quoted = True
            continue
        elif sign in "{[":
            if len(open_ones) == DEEPEST:
                return
            open_ones.append("}" if sign == "{" else "]")
            continue
        elif sign in "}]":
            if not open_ones or open_ones.pop() != sign:
                return
        else:
            continue
        if open_ones:
            yield place + 1, "".join(reversed(open_ones))
