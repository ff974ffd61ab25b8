"""Closes settings of privacy and money if the file cannot be read there: they get the strictest value, never the
default.

Each setting declares its strictest value itself (`declare.Guarded`). This module finds the settings that an unreadable
line may be about, and closes them until the person has corrected it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from voiceapp.settings.kinds import Entries, Value
from voiceapp.settings.model import Settings, guards, keys
from voiceapp.settings.toml_salvage import LEFT_OUT, PUT_RIGHT

ALIKE = 0.8
"""Names this similar may be one name and its misspelling."""
_HEADER = re.compile(r"\s*\[+([^\]#]*)")
_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


@dataclass(frozen=True, slots=True)
class ClosedSetting:
    """Describes a setting that has its strictest value because it, or another, cannot be read."""

    key: str
    was: Value
    """The value that would hold otherwise."""
    by: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """Holds a line that was not understood, and the guarded settings that it may be about."""

    number: int
    settings: frozenset[str]


def closed(settings: Settings, unread: Iterable[str]) -> tuple[Settings, tuple[ClosedSetting, ...]]:
    """The settings with everything closed that the unread ones close. Entries of tables may be among these."""
    by: dict[str, set[str]] = {}
    for key in unread:
        for each in _closes(key):
            by.setdefault(each, set()).add(key)
    found: list[ClosedSetting] = []
    for key, why in by.items():
        found.append(ClosedSetting(key, _value(settings, key), frozenset(why)))
        settings = settings.with_value(key, _strictest(key))
    return settings, tuple(found)


def strictest_of(unread: Iterable[str]) -> str:
    """Lists each closed setting with its value, for use in a sentence."""
    every = dict.fromkeys(each for key in unread for each in _closes(key))
    return ", ".join(f"{key} = {_shown(_strictest(key))}" for key in every)


def _shown(value: Value) -> str:
    return (
        str(value).lower() if isinstance(value, bool) else ", ".join(value) if isinstance(value, tuple) else str(value)
    )


def _closes(key: str) -> Iterator[str]:
    setting = ".".join(key.split(".")[:2])
    guarded = guards()[setting]
    if key != setting:
        yield key
        return
    if guarded.strictest is not None:
        yield key
    yield from guarded.closes


def _strictest(key: str) -> Value:
    setting = ".".join(key.split(".")[:2])
    guarded = guards()[setting]
    if key != setting:
        return guarded.entry
    assert guarded.strictest is not None
    return guarded.strictest


def _value(settings: Settings, key: str) -> Value:
    group, name, *entry = key.split(".", 2)
    value = settings.value(f"{group}.{name}")
    return value.get(entry[0], "") if entry and isinstance(value, Entries) else value


# --- what is meant


def left_out_settings(text: str) -> Iterator[UnreadLine]:
    """Finds the lines about guarded settings that were commented out, now or when the file was last written."""
    header = ""
    for number, line in enumerate(text.split("\n"), 1):
        unread = line.startswith(LEFT_OUT)
        said = line.removeprefix(LEFT_OUT)
        found = _HEADER.match(said)
        if found is not None:
            header = _plain(found.group(1))
        elif unread:
            spoken_of = frozenset(_spoken_of(said, header))
            if spoken_of:
                yield UnreadLine(number, spoken_of)


def put_right(text: str, setting: str) -> str:
    """The text after the person has set a setting again, so that its unreadable lines no longer count."""
    lines = text.split("\n")
    for each in left_out_settings(text):
        if any(f"{key}.".startswith(f"{setting}.") for key in each.settings):
            lines[each.number - 1] = lines[each.number - 1].replace(LEFT_OUT, PUT_RIGHT, 1)
    return "\n".join(lines)


def _spoken_of(line: str, header: str) -> set[str]:
    name, sign, rest = line.partition("=")
    if sign:
        found = meant_values(".".join(part for part in (header, _plain(name)) if part))
        # In an inline table, the names come after the equals sign.
        return found.union(
            *(meant_values(f"{_plain(name)}.{word}") for word in _WORD.findall(rest)) if "{" in rest else ()
        )
    return {key for word in _WORD.findall(line) for key in meant_values(f"{header}.{word}" if header else word)}


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.strip().split("."))


def meant_values(name: str) -> set[str]:
    """The guarded settings, or the entry of one, that a name may mean, even if it is misspelt or in the wrong place."""
    group, _, rest = name.partition(".")
    setting = ".".join(name.split(".")[:2])
    if setting in keys():
        if setting not in guards():
            return set()
        return {name if guards()[setting].entry else setting}
    # difflib is seldom needed, and slow to import.
    from difflib import get_close_matches  # noqa: PLC0415

    here = _names().get(group)
    if here is not None:
        return {here[near] for near in get_close_matches(rest, here, n=1, cutoff=ALIKE)}
    last = name.rpartition(".")[2]
    near = get_close_matches(setting, guards(), n=1, cutoff=ALIKE)
    return {*near, *(key for key in guards() if key.partition(".")[2] == last)}


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """For each group, the names of its guarded settings with their keys."""
    groups: dict[str, dict[str, str]] = {key.partition(".")[0]: {} for key in keys()}
    for key in guards():
        group, _, name = key.partition(".")
        groups[group][name] = key
    return groups
