"""Changes values in the text of a TOML file and leaves comments, order and spacing as they are."""

import contextlib
import tomllib
from collections.abc import MutableMapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

import tomlkit
from tomlkit.exceptions import TOMLKitError

from voiceapp.settings.kinds import Entries, Profiles, Value
from voiceapp.settings.profile_kind import table_of


class TooUnusualError(Exception):
    """The text cannot be changed without changing its meaning elsewhere."""


@dataclass(frozen=True, slots=True)
class Edit:
    path: tuple[str, ...]
    value: Value | None
    """None to remove it."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Applies the edits to the text. Raises TooUnusualError rather than spoil anything.

    The result is parsed again and compared, because there are layouts that the library cannot add to.
    """
    expected = deepcopy(tomllib.loads(text))
    for edit in edits:
        _put(expected, edit.path, None if edit.value is None else _plain(edit.value))
    # Tables below a header read best, but beside dotted names they would swallow what follows, so there they go inline.
    for in_a_line in (False, True):
        with contextlib.suppress(TOMLKitError):
            document = tomlkit.parse(text)
            for edit in edits:
                _put(document, edit.path, None if edit.value is None else _item(edit.value, in_a_line=in_a_line))
            result = tomlkit.dumps(document)
            if _means(result, expected):
                return result
    raise TooUnusualError


def _put(tables: MutableMapping[str, object], path: Sequence[str], value: object | None) -> None:
    first, *rest = path
    if not rest:
        if value is not None:
            tables[first] = value
        elif first in tables:
            del tables[first]
        return
    if not isinstance(tables.get(first), MutableMapping):
        if value is None:
            return
        tables[first] = {}
    _put(cast("MutableMapping[str, object]", tables[first]), rest, value)


def _plain(value: Value) -> object:
    if isinstance(value, Entries):
        return dict(value)
    if isinstance(value, Profiles):
        return [table_of(profile) for profile in value]
    return list(value) if isinstance(value, tuple) else value


def _item(value: Value, *, in_a_line: bool) -> object:
    if isinstance(value, Entries):
        table = tomlkit.inline_table() if in_a_line else tomlkit.table()
        for name, text in value.items():
            table[name] = text if in_a_line else _text(text)
        return table
    if isinstance(value, Profiles) and value.all and not in_a_line:
        return tomlkit.item([table_of(profile) for profile in value])
    return _text(value) if isinstance(value, str) else _plain(value)


def _text(text: str) -> object:
    """Writes text of several lines as such, if possible."""
    if "\n" in text and all(c >= " " or c in "\n\t" for c in text):
        return tomlkit.string(text, multiline=True)
    return text


def _means(text: str, expected: dict[str, object]) -> bool:
    try:
        return _without_empty(tomllib.loads(text)) == _without_empty(expected)
    except tomllib.TOMLDecodeError:
        return False


def _without_empty(tables: dict[str, object]) -> dict[str, object]:
    """An empty table is as good as none."""
    plain = {
        name: _without_empty(cast("dict[str, object]", value)) if isinstance(value, dict) else value
        for name, value in tables.items()
    }
    return {name: value for name, value in plain.items() if value != {}}
