"""Checks what a model asks of a tool: refuses what the tool does not take, and shows the rest so that nothing hides in
it.

The person is asked for permission by what is shown. So it must contain nothing that the tool ignores, that says
something twice, or that cannot be seen.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import urlsplit

from voiceapp.core.text.clean_text import clean

LONGEST = 200_000
"""Characters. Nobody reads more before allowing it."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"))


class _SaidTwiceError(ValueError):
    pass


def tidied(arguments: str) -> str:
    """Return the arguments with their texts cleaned, in one form, so that every reader reads the same."""
    fields = _read(arguments)
    if fields is None:
        # A raw line end inside a text is not valid JSON, but cleaning may mend it.
        arguments = clean(arguments)
        fields = _read(arguments)
    return arguments if fields is None else json.dumps(_cleaned(fields), ensure_ascii=False)


def misfit(arguments: str, parameters: str) -> str:
    """Return what is wrong with the arguments, worded for the model; empty if nothing is. `parameters`: the tool's JSON
    schema; empty if unknown.
    """
    if len(arguments) > LONGEST:
        return "The arguments are too long."
    fields = _read(arguments)
    if fields is None:
        return "The arguments must be one JSON object that names each field once."
    schema = _read(parameters)
    known = schema.get("properties") if schema is not None else None
    takes_others = schema is not None and bool(schema.get("additionalProperties"))
    if not parameters or not isinstance(known, dict) or takes_others:
        return ""
    strange = [name for name in fields if name not in known]
    return f"There is no field {clean(strange[0])!r}." if strange else ""


def told(arguments: str) -> tuple[tuple[str, str], ...]:
    """Return each field with its whole content, where invisible characters are made visible."""
    fields = _read(arguments)
    if fields is None:
        return (("", _visible(arguments)),)
    return tuple((_visible(name.replace("_", " ")), _visible(_plain(value))) for name, value in fields.items())


def fields_of(text: str) -> Mapping[str, str]:
    """Return the fields of an object by name, with invisible characters made visible; empty if it is no object."""
    return {name: _visible(_in_words(value)) for name, value in (_read(text) or {}).items()}


def host_of(arguments: str) -> str:
    """Return the host of an address among the arguments; empty if there is none."""
    for value in (_read(arguments) or {}).values():
        if isinstance(value, str) and _ADDRESS.match(value.strip()):
            try:
                return _visible(urlsplit(value.strip()).hostname or "")
            except ValueError:
                return ""
    return ""


def _read(text: str) -> Mapping[str, object] | None:
    """Return None if the text is no JSON object, or names a field twice."""
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


def _in_words(value: object) -> str:
    """Return a value as a sentence has it: texts of a list one after the other."""
    if not isinstance(value, list):
        return _plain(value)
    texts = cast("list[object]", value)
    return ", ".join(map(str, texts)) if all(isinstance(each, str) for each in texts) else _plain(texts)


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"\\u{ord(each):04x}" if each not in "\n\t" and unicodedata.category(each) in _HIDDEN else each for each in text
    )
