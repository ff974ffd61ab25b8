"""Checks what a model asks of a tool: refused where it is not what the tool takes, and shown so that nothing hides in
it.

A person is asked about what is written there. So nothing may stand there that the tool passes over, that says a thing
twice, or that cannot be seen.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import urlsplit

from voiceapp.core.text.clean_text import clean

LONGEST = 200_000
"""Characters. Nobody reads more before they allow it."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"))


class _SaidTwiceError(ValueError):
    pass


def tidied(arguments: str) -> str:
    """The same, with its texts cleaned; in one form, so that all who read it read the same."""
    fields = _read(arguments)
    if fields is None:
        # A line end that stands as it is in a text is no JSON: cleaned it may be.
        arguments = clean(arguments)
        fields = _read(arguments)
    return arguments if fields is None else json.dumps(_cleaned(fields), ensure_ascii=False)


def misfit(arguments: str, parameters: str) -> str:
    """Returns what is wrong with them, for the model; empty: nothing. `parameters`: the tool's JSON schema; empty:
    unknown.
    """
    if len(arguments) > LONGEST:
        return "The arguments are too long."
    fields = _read(arguments)
    if fields is None:
        return "The arguments must be one JSON object that names each field once."
    schema = _read(parameters)
    known = schema.get("properties") if schema is not None else None
    if not parameters or not isinstance(known, dict):
        return ""
    strange = [name for name in fields if name not in known]
    return f"There is no field {clean(strange[0])!r}." if strange else ""


def told(arguments: str) -> tuple[tuple[str, str], ...]:
    """Each field and what is in it, whole, and with what cannot be seen made to be seen."""
    fields = _read(arguments)
    if fields is None:
        return (("", _visible(arguments)),)
    return tuple((_visible(name.replace("_", " ")), _visible(_plain(value))) for name, value in fields.items())


def fields_of(text: str) -> Mapping[str, str]:
    """Each field of an object by its own name, with what cannot be seen made to be seen; none where it is no object."""
    return {name: _visible(_plain(value)) for name, value in (_read(text) or {}).items()}


def host_of(arguments: str) -> str:
    """Says whom an address among them leads to; empty: there is none."""
    for value in (_read(arguments) or {}).values():
        if isinstance(value, str) and _ADDRESS.match(value.strip()):
            try:
                return _visible(urlsplit(value.strip()).hostname or "")
            except ValueError:
                return ""
    return ""


def _read(text: str) -> Mapping[str, object] | None:
    """Returns None where it is no JSON object, or names a field twice."""
    try:
        read = cast("object", json.loads(text.strip() or "{}", object_pairs_hook=_once))
    except (ValueError, RecursionError):
        return None
    return cast("Mapping[str, object]", read) if isinstance(read, dict) else None


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _SaidTwiceError
    return fields


def _cleaned(value: object) -> object:
    match value:
        case str():
            return clean(value)
        case list():
            return [_cleaned(each) for each in cast("list[object]", value)]
        case dict():
            return {name: _cleaned(each) for name, each in cast("dict[str, object]", value).items()}
        case _:
            return value


def _plain(value: object) -> str:
    match value:
        case str():
            return value
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return json.dumps(value, ensure_ascii=False)


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"\\u{ord(each):04x}" if each not in "\n\t" and unicodedata.category(each) in _HIDDEN else each for each in text
    )
