"""The settings file: what it says wrongly is told with its line, and never keeps the app from starting.

Reading is the standard library's. Writing leaves the person's comments and order where they are, changes
nothing but what was asked for, and is safe beside a second writer: the window and a terminal, say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from voiceapp.settings.atomic import one_writer, replace_file
from voiceapp.settings.kinds import Entries, Table, Value
from voiceapp.settings.model import SettingError, Settings, keys
from voiceapp.settings.paths import make_private_folder
from voiceapp.settings.redaction import names_a_secret, redact, remember
from voiceapp.settings.salvage import Mistake, Salvaged, line_of, salvage

_HEADING = """\
# The settings of voiceapp. What is not written here is as it came.
# `voiceapp settings list` shows everything that can be set.
"""


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
        text = _read(path)
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        return Loaded(Settings(), (Problem(f"{path} cannot be read ({why}): the defaults are used.", 0),))
    found = salvage(text)
    problems = [_told(path, mistake, found) for mistake in found.mistakes]
    settings = Settings()
    for statement in _statements(found.tables):
        try:
            settings = _with(settings, statement)
        except SettingError as error:
            line = line_of(found.text, statement.path)
            where = f"{path}, line {line}" if line else str(path)
            problems.append(Problem(f"{where}: {error.sentence} {_instead(error, statement)}".rstrip(), line))
    return Loaded(settings, tuple(sorted(problems, key=lambda problem: problem.line)))


def save(path: Path, settings: Settings, changed: Iterable[str] | None = None) -> None:
    """Write the named settings (all that differ from the defaults when none are named) into the file.

    A setting that is as it came is taken out. What another program wrote meanwhile stays. Entries of
    tables may be named by themselves. Raises SettingsFileError.
    """
    wanted = tuple(changed) if changed is not None else settings.differences(Settings())
    try:
        make_private_folder(path.parent)
        with one_writer(path.with_name(f".{path.name}.lock")):
            _rewrite(path, settings, wanted)
    except TimeoutError:
        raise SettingsFileError(
            f"Another copy of voiceapp holds {path}: the change holds until you quit; try once more."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SettingsFileError(f"{path} cannot be written ({why}): the change holds until you quit.") from error


# --- reading


@dataclass(frozen=True, slots=True)
class _Statement:
    """One thing that the file says."""

    path: tuple[str, ...]
    raw: object

    @property
    def key(self) -> str:
        return ".".join(self.path)

    @property
    def setting(self) -> str:
        """The setting that it is about, be it there or not."""
        return ".".join(self.path[:2])

    @property
    def is_known(self) -> bool:
        return self.setting in keys()


def _statements(tables: dict[str, object]) -> Iterable[_Statement]:
    """Setting by setting, and entry by entry where the setting is a table, so that each stands for itself."""
    for group, values in tables.items():
        if not isinstance(values, dict):
            yield _Statement((group,), values)
            continue
        for name, raw in cast("dict[str, object]", values).items():
            entries = _entries(f"{group}.{name}", raw)
            if entries is None:
                yield _Statement((group, name), raw)
            else:
                yield _Statement((group, name), {})
                yield from (_Statement((group, name, entry), value) for entry, value in entries.items())


def _entries(key: str, raw: object) -> dict[str, object] | None:
    if not isinstance(raw, dict) or key not in keys() or not isinstance(Settings().row(key).kind, Table):
        return None
    return cast("dict[str, object]", raw)


def _with(settings: Settings, statement: _Statement) -> Settings:
    name = statement.path[-1]
    if not statement.is_known and names_a_secret(name):
        remember(str(statement.raw))
        raise SettingError(
            statement.key,
            f"{name} is not read, for keys do not belong in this file: the window keeps one safely, under Settings.",
        )
    if len(statement.path) == 1:
        raise SettingError(name, f"{redact(name)} stands outside of every table and is not used.")
    return settings.with_value(statement.key, statement.raw)


def _instead(error: SettingError, statement: _Statement) -> str:
    """What holds now, where the setting exists."""
    if not statement.is_known or error.key != statement.key:
        return ""
    if len(statement.path) > 2:
        return "The entry is not used."
    default = Settings().value(statement.setting)
    if isinstance(default, bool):
        return f"The default, {str(default).lower()}, is used."
    if isinstance(default, tuple | Entries) or default == "":
        return "The default is used."
    return f"The default, {default}, is used."


def _told(path: Path, mistake: Mistake, found: Salvaged) -> Problem:
    rest = "the defaults are used" if found.hopeless else "what it says is not used"
    return Problem(f"{path}, line {mistake.line}: this is no TOML ({redact(mistake.why)}), so {rest}.", mistake.line)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


# --- writing


def _rewrite(path: Path, settings: Settings, wanted: Iterable[str]) -> None:
    """Under the lock: read what is there now, change it, and replace it."""
    # Takes longer to load than all the rest of this module, and reading needs none of it.
    from voiceapp.settings.edit import Edit, TooUnusualError, edited  # noqa: PLC0415

    try:
        found = salvage(_read(path))
    except FileNotFoundError:
        found = Salvaged({}, _HEADING)
    if found.hopeless:
        path.replace(path.with_suffix(".damaged.toml"))
        found = Salvaged({}, _HEADING)
    edits: dict[tuple[str, ...], Value | None] = {}
    for key in wanted:
        names = _names(key, found.tables)
        edits[names] = settings.value_or_none(".".join(names))
    try:
        text = edited(found.text, [Edit(*each) for each in edits.items()])
    except TooUnusualError:
        raise OSError("its layout is too unusual to be changed safely, please edit it by hand") from None
    if text != found.text or found.mistakes or not path.exists():
        replace_file(path, text)


def _names(key: str, tables: Mapping[str, object]) -> tuple[str, ...]:
    """The way to it in the file. An entry is written by itself only into a table that is there: a new one needs all."""
    group, name, *entry = key.split(".", 2)
    there = tables.get(group)
    alone = isinstance(there, dict) and isinstance(cast("dict[str, object]", there).get(name), dict)
    return (group, name, *entry) if alone else (group, name)
