"""Decides which settings may leave this computer, and what becomes of those that come from another one."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from voiceapp.core.dictation.wishes import DictationProfile
from voiceapp.settings import file as settings_file
from voiceapp.settings.bounded_toml import NOT_READABLE, parsed
from voiceapp.settings.kinds import Entries, Profiles, Value
from voiceapp.settings.model import SettingError, Settings, keys
from voiceapp.settings.redaction import redact

OF_THIS_COMPUTER = frozenset(
    {
        "sound.input_device",
        "sound.output_device",
        "sound.input_gain",
        "talking.wake_word_file",
        "talking.barge_in_learnt",
        "local.threads",
        "recordings.watched",
        "folder.path",
        "captions.file",
        "engines.key_commands",
    }
)
"""Devices, folders, what was measured on this computer, and programs that would be run on it."""
NAME_OR_PATH = frozenset({"local.whisper", "local.language_model", "local.voice", "local.voices"})
"""A model's name means the same everywhere, a path does not."""
ADDED = ("dictation.vocabulary", "dictation.replacements", "profiles.list", "profiles.prompts")
"""What is added to that which is here, also where the settings stay as they are."""


def portable_text(settings: Settings) -> str:
    """The settings as a file, without what belongs to this computer, and without anything that looks like a key."""
    with tempfile.TemporaryDirectory(prefix="voiceapp-") as folder:
        path = Path(folder) / "settings.toml"
        wanted = [key for key in settings.differences(Settings()) if is_portable(key, settings.value(key))]
        settings_file.save(path, settings, wanted)
        return path.read_text(encoding="utf-8") if path.exists() else ""


def is_portable(key: str, value: Value) -> bool:
    if key in OF_THIS_COMPUTER:
        return False
    texts = _texts(value)
    if key in NAME_OR_PATH and any("/" in text or "\\" in text for text in texts):
        return False
    return all(redact(text) == text for text in texts)


def _texts(value: Value) -> tuple[str, ...]:
    match value:
        case str():
            return (value,)
        case Entries():
            return (*value, *value.values())
        case tuple():
            return value
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class BroughtSettings:
    """Holds the settings of a backup, as far as they can be read and may hold here."""

    settings: Settings
    said: frozenset[str]
    """The settings that it names."""

    def chosen(self, here: Settings, *, all_of_them: bool) -> dict[str, Value]:
        """Return what is to be changed here."""
        changes = self._added(here)
        if all_of_them:
            named = {key: self.settings.value(key) for key in keys() if key in self.said and key not in ADDED}
            changes |= {key: value for key, value in named.items() if value != here.value(key)}
        return changes

    def _added(self, here: Settings) -> dict[str, Value]:
        brought = self.settings
        vocabulary = tuple(dict.fromkeys((*here.dictation.vocabulary, *brought.dictation.vocabulary)))
        joined: dict[str, Value] = {
            "dictation.vocabulary": vocabulary,
            "dictation.replacements": _both(brought.dictation.replacements, here.dictation.replacements),
            "profiles.list": _with_new(here.profiles.list, brought.profiles.list),
            "profiles.prompts": _both(brought.profiles.prompts, here.profiles.prompts),
        }
        # What a setting cannot hold together stays as it is here.
        return {key: value for key, value in joined.items() if value != here.value(key) and _fits(here, key, value)}


def _both(brought: Mapping[str, str], here: Mapping[str, str]) -> Entries:
    return Entries({**here, **{name: text for name, text in brought.items() if name not in here}})


def _with_new(here: Profiles, brought: Profiles) -> Profiles:
    known = {profile.id for profile in here}
    new: tuple[DictationProfile, ...] = tuple(profile for profile in brought if profile.id not in known)
    return Profiles((*here, *new))


def _fits(here: Settings, key: str, value: Value) -> bool:
    try:
        here.with_value(key, _raw(value))
    except SettingError:
        return False
    return True


def _raw(value: Value) -> object:
    return dict(value) if isinstance(value, Entries) else value


def brought_settings(text: str) -> BroughtSettings:
    """Read what a backup says. What cannot be read, or belongs to another computer, is left out."""
    settings, said = Settings(), set[str]()
    try:
        tables = parsed(text)
    except NOT_READABLE:
        return BroughtSettings(settings, frozenset())
    for group, values in tables.items():
        for name, raw in cast("dict[str, object]", values).items() if isinstance(values, dict) else ():
            key = f"{group}.{name}"
            if key in OF_THIS_COMPUTER or key not in keys():
                continue
            try:
                changed = settings.with_value(key, raw)
            except SettingError:
                continue
            if is_portable(key, changed.value(key)):
                settings = changed
                said.add(key)
    return BroughtSettings(settings, frozenset(said))
