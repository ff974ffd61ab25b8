"""The settings file: what it says wrongly is told with its line, and never keeps the app from starting."""

import os
import re
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from voiceapp.settings.kinds import Entries, Value
from voiceapp.settings.model import SettingError, Settings, keys
from voiceapp.settings.paths import make_private_folder


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that is not used, and why, in one sentence with the file and the line."""

    sentence: str
    line: int


@dataclass(frozen=True, slots=True)
class Loaded:
    settings: Settings
    problems: tuple[Problem, ...] = ()


class SettingsFileError(OSError):
    """The file cannot be written. The message is one sentence."""


def load(path: Path) -> Loaded:
    """The settings as the file says, the defaults where it says nothing or something wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError) as error:
        return Loaded(Settings(), (Problem(f"{path} cannot be read ({error}): the defaults are used.", 0),))
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else 0
        return Loaded(
            Settings(), (Problem(f"{path}, line {line}: this is no TOML, so the defaults are used ({error}).", line),)
        )
    return _read(path, text, tables)


def _read(path: Path, text: str, tables: dict[str, object]) -> Loaded:
    settings = Settings()
    problems: list[Problem] = []

    def tell(group: str, name: str, why: str) -> None:
        line = _line_of(text, group, name)
        problems.append(Problem(f"{path}, line {line}: {why}", line))

    for group, values in tables.items():
        if not isinstance(values, dict):
            tell("", group, f"{group} stands outside of every table and is not used.")
            continue
        for name, raw in cast("dict[str, object]", values).items():
            try:
                settings = settings.with_value(f"{group}.{name}", raw)
            except SettingError as error:
                tell(group, name, f"{error.sentence} The default is used.")
    return Loaded(settings, tuple(problems))


def _line_of(text: str, group: str, name: str) -> int:
    """Where a setting stands in the file, counted from 1; 0: it could not be found."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*([\w.\"'-]+)\s*\]", line)
        if header:
            table = header.group(1).strip("\"'")
            if table == f"{group}.{name}":
                return number
        elif table == group and re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[.=]", line):
            return number
    return 0


def save(path: Path, settings: Settings, changed: tuple[str, ...] | None = None) -> None:
    """Write the named settings (all that differ from the defaults when none are named) into the file.

    Comments, order and everything else in it stay as they are. The file is replaced whole or not at all.
    Raises SettingsFileError.
    """
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    except (TOMLKitError, UnicodeDecodeError):
        # Not readable as it is: it was told at the start, and is kept beside the new one.
        path.replace(path.with_suffix(".damaged.toml"))
        document = tomlkit.document()
    except OSError as error:
        raise SettingsFileError(
            f"{path} cannot be read ({error.strerror}): the change holds until you quit."
        ) from error
    wanted = (
        changed if changed is not None else tuple(key for key in keys() if settings.value(key) != Settings().value(key))
    )
    for key in wanted:
        group, name = key.split(".", 1)
        if group not in document:
            document[group] = tomlkit.table()
        table = cast("Table", document[group])
        if settings.value(key) == Settings().value(key):
            if name in table:
                del table[name]
        else:
            table[name] = _plain(settings.value(key))
    _write_whole(path, tomlkit.dumps(document))


def _plain(value: Value) -> object:
    if isinstance(value, Entries):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _write_whole(path: Path, text: str) -> None:
    try:
        make_private_folder(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise SettingsFileError(
            f"{path} cannot be written ({error.strerror}): the change holds until you quit."
        ) from error
