"""Reads and writes the settings file. Errors in it are reported with their line, and never keep the app from starting.

The standard library does the reading. Writing keeps the person's comments and order, changes only what was asked for,
and is safe beside a second writer, such as the window and a terminal.
"""

import contextlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from voiceapp.core.sentence import Sentence, in_a_row, told_by, verbatim
from voiceapp.settings.atomic import one_writer, replace_file
from voiceapp.settings.fail_closed import (
    ClosedSetting,
    closed,
    left_out_settings,
    meant_values,
    put_right,
    strictest_of,
)
from voiceapp.settings.kinds import Entries, TableKind, Value
from voiceapp.settings.model import SettingError, Settings, guards, keys, retired
from voiceapp.settings.paths import make_private_folder
from voiceapp.settings.profile_kind import ProfilesKind
from voiceapp.settings.redaction import names_a_secret, redact, remember
from voiceapp.settings.toml_salvage import SalvagedSettings, line_of, salvage

_HEADING = """\
# The settings of voiceapp. What is not written here is as it came.
# `voiceapp settings list` shows everything that can be set.
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """Describes something in the file that is not used, and why, in one sentence with the file and the line."""

    sentence: Sentence
    line: int
    strict: bool = False
    """True if something is closed because of it, so that the person must notice."""


@dataclass(frozen=True, slots=True)
class Loaded:
    settings: Settings
    problems: tuple[Problem, ...] = ()
    closed: tuple[ClosedSetting, ...] = ()
    """Settings with their strictest value because the file cannot be read there."""
    migrated: tuple[str, ...] = ()
    """Settings with a choice that is no longer offered, to be updated in the file."""


class SettingsFileError(OSError):
    """The file cannot be written. The message is one sentence."""


def opened(path: Path) -> Loaded:
    """Load as `load` does, and write down what was migrated, so that it is reported only once."""
    loaded = load(path)
    if loaded.migrated:
        # If the file cannot be written, this is reported again the next time.
        with contextlib.suppress(SettingsFileError):
            save(path, loaded.settings, loaded.migrated)
    return loaded


def load(path: Path) -> Loaded:
    """Loads the settings from the file, with defaults for what it lacks or has wrong.

    If something about privacy or money is wrong, the strictest value holds instead.
    """
    try:
        text = _read(path)
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError) as error:
        why = _reason(error) if isinstance(error, OSError) else Sentence("it isn't UTF-8 text")
        settings, shut = closed(Settings(), guards())
        told = Sentence(
            "{path} can't be read ({why}). Privacy and budget settings use their strictest values, "
            "all others their defaults.",
            path=str(path),
            why=why,
        )
        return Loaded(settings, (Problem(told, 0, strict=True),), shut)
    return _FileReading(path, salvage(text)).result()


def save(path: Path, settings: Settings, changed: Iterable[str] | None = None) -> None:
    """Write the named settings (all that differ from the defaults when none are named) into the file.

    Settings with their default are removed. What another program wrote meanwhile stays. Single entries of tables may be
    named. Raises SettingsFileError.
    """
    wanted = tuple(changed) if changed is not None else settings.differences(Settings())
    try:
        make_private_folder(path.parent)
        with one_writer(path.with_name(f".{path.name}.lock")):
            _rewrite(path, settings, wanted)
    except TimeoutError:
        raise SettingsFileError(
            Sentence(
                "Another copy of voiceapp is using {path}. The change lasts until you quit. Try again.",
                path=str(path),
            )
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsFileError(
            Sentence(
                "{path} can't be written ({why}). The change lasts until you quit.",
                path=str(path),
                why=_reason(error),
            )
        ) from error


def _reason(error: OSError | UnicodeDecodeError) -> Sentence:
    return verbatim(error.strerror) if isinstance(error, OSError) and error.strerror else told_by(error)


# --- reading


@dataclass(frozen=True, slots=True)
class _Statement:
    """Holds one statement of the file."""

    path: tuple[str, ...]
    raw: object

    @property
    def key(self) -> str:
        return ".".join(self.path)

    @property
    def setting(self) -> str:
        """The setting that it is about, whether or not that exists."""
        return ".".join(self.path[:2])

    @property
    def is_known(self) -> bool:
        return self.setting in keys()


def _statements(tables: dict[str, object]) -> Iterable[_Statement]:
    """Splits the file into settings, and tables into entries, so that an error in one does not affect the others."""
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
    if not isinstance(raw, dict) or key not in keys() or not isinstance(Settings().row(key).kind, TableKind):
        return None
    return cast("dict[str, object]", raw)


@dataclass(slots=True)
class _FileReading:
    """Reads one file, statement by statement."""

    path: Path
    found: SalvagedSettings
    settings: Settings = field(default_factory=Settings)
    said: set[str] = field(default_factory=set[str])
    """Settings that could be read."""
    refused: list[tuple[SettingError, _Statement]] = field(default_factory=list[tuple[SettingError, _Statement]])
    migrated: list[str] = field(default_factory=list[str])
    problems: list[Problem] = field(default_factory=list[Problem])

    def result(self) -> Loaded:
        for statement in _statements(self.found.tables):
            self._take(statement)
        unread = self._refused() | self._left_out()
        if self.found.says_nothing:
            unread = set(guards())
        settings, shut = closed(self.settings, sorted(unread))
        problems = tuple(sorted(self.problems, key=lambda problem: problem.line))
        return Loaded(settings, problems, shut, tuple(self.migrated))

    def _take(self, statement: _Statement) -> None:
        gone = retired(statement.setting, statement.raw)
        if gone is not None:
            self.migrated.append(statement.setting)
            told = Sentence(
                '{setting} = "{word}" no longer exists because {why}. {now} is used.',
                setting=statement.key,
                word=str(statement.raw),
                why=gone.why,
                now=gone.now,
            )
            self._complain(statement, told)
            statement = replace(statement, raw=gone.now)
        try:
            self.settings = _with(self.settings, statement)
        except SettingError as error:
            self.refused.append((error, statement))
            self._take_readable_profiles(statement)
        else:
            self.said.add(statement.key)

    def _take_readable_profiles(self, statement: _Statement) -> None:
        """An error in one profile costs that profile."""
        kind = Settings().row(statement.setting).kind if statement.is_known else None
        if isinstance(kind, ProfilesKind):
            self.settings = self.settings.with_value(statement.key, kind.readable(statement.raw)[0])

    def _refused(self) -> set[str]:
        """The guarded settings with impossible values. Reports everything that is wrong."""
        unread: set[str] = set()
        for error, statement in self.refused:
            about = meant_values(statement.key) - self.said
            instead = _until(about) if about else _instead(error, statement)
            told = error.sentence if instead is None else in_a_row(error.sentence, instead)
            self._complain(statement, told, strict=bool(about))
            unread |= about
        return unread

    def _left_out(self) -> set[str]:
        """The guarded settings that are named in lines that are not TOML, or were not when the file was last written."""
        spoken_of = {line.number: line.settings for line in left_out_settings(self.found.text)}
        unread = {key for keys in spoken_of.values() for key in keys}
        for mistake in self.found.mistakes:
            lines = range(mistake.line, mistake.last + 1)
            about = frozenset(key for number in lines for key in spoken_of.get(number, ()))
            spoken_of = {number: keys for number, keys in spoken_of.items() if number not in lines}
            self._report(mistake.line, self._no_toml(redact(mistake.why)), about)
        for number, about in spoken_of.items():
            told = Sentence("this wasn't understood when the file was last written. Delete it once it's fixed.")
            self._report(number, told, about)
        return unread

    def _no_toml(self, why: str) -> Sentence:
        if self.found.says_nothing:
            return Sentence(
                "this isn't valid TOML ({why}). Privacy and budget settings use their strictest values, "
                "all others their defaults.",
                why=why,
            )
        return Sentence("this isn't valid TOML ({why}), so it's ignored.", why=why)

    def _complain(self, statement: _Statement, what: Sentence, *, strict: bool = False) -> None:
        line = line_of(self.found.text, statement.path)
        self.problems.append(Problem(self._at(line, what), line, strict))

    def _report(self, line: int, what: Sentence, about: Collection[str]) -> None:
        told = in_a_row(what, _until(about)) if about else what
        self.problems.append(Problem(self._at(line, told), line, bool(about) or self.found.says_nothing))

    def _at(self, line: int, what: Sentence) -> Sentence:
        if not line:
            return Sentence("{path}: {what}", path=str(self.path), what=what)
        return Sentence("{path}, line {line}: {what}", path=str(self.path), line=str(line), what=what)


def _until(about: Iterable[str]) -> Sentence:
    return Sentence("Until it's fixed, the strictest value applies: {settings}.", settings=strictest_of(sorted(about)))


def _with(settings: Settings, statement: _Statement) -> Settings:
    name = statement.path[-1]
    if not statement.is_known and names_a_secret(name):
        remember(str(statement.raw))
        raise SettingError(
            statement.key,
            Sentence(
                "{name} isn't read because keys don't belong in this file. Save keys in Settings instead.",
                name=name,
            ),
        )
    if len(statement.path) == 1:
        raise SettingError(name, Sentence("{name} is outside every table and ignored.", name=redact(name)))
    return settings.with_value(statement.key, statement.raw)


def _instead(error: SettingError, statement: _Statement) -> Sentence | None:
    """Says what holds now, if the setting exists."""
    if not statement.is_known or error.key != statement.key:
        return None
    if len(statement.path) > 2:
        return Sentence("The entry isn't used.")
    default = Settings().value(statement.setting)
    if isinstance(default, bool):
        return Sentence("The default, {value}, is used.", value=str(default).lower())
    if isinstance(default, tuple | Entries) or default == "":
        return Sentence("The default is used.")
    return Sentence("The default, {value}, is used.", value=str(default))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


# --- writing


def _rewrite(path: Path, settings: Settings, wanted: Iterable[str]) -> None:
    """Read the file again, change and replace it, all under the lock."""
    # Loading this takes longer than the rest of the module, and reading does not need it.
    from voiceapp.settings.edit import Edit, TooUnusualError, edited  # noqa: PLC0415

    try:
        found = salvage(_read(path))
    except FileNotFoundError:
        found = SalvagedSettings({}, _HEADING)
    if found.says_nothing:
        path.replace(path.with_suffix(".damaged.toml"))
        found = SalvagedSettings({}, _HEADING)
        # Unreadable settings were closed; if the file said nothing about them, they would be open at the next start.
        wanted = (*wanted, *(key for key in guards() if settings.value_or_none(key) is not None))
    text = found.text
    edits: dict[tuple[str, ...], Value | None] = {}
    for key in wanted:
        names = _names(key, found.tables)
        edits[names] = settings.value_or_none(".".join(names))
        text = put_right(text, ".".join(names))
    try:
        text = edited(text, [Edit(*each) for each in edits.items()])
    except TooUnusualError:
        raise OSError(Sentence("its layout is too unusual to be changed safely, please edit it by hand")) from None
    if text != found.text or found.mistakes or not path.exists():
        replace_file(path, text)


def _names(key: str, tables: Mapping[str, object]) -> tuple[str, ...]:
    """Its path in the file. A single entry is only written into an existing table, because a new one needs all entries."""
    group, name, *entry = key.split(".", 2)
    there = tables.get(group)
    alone = isinstance(there, dict) and isinstance(cast("dict[str, object]", there).get(name), dict)
    return (group, name, *entry) if alone else (group, name)
