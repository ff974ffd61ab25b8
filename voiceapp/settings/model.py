"""Holds all settings of the app. Each is declared once, as a field in `voiceapp.settings.groups`.

That one field gives the check, the row of the dialog, `--set` in the terminal, the line of the settings file and the
line of `docs/SETTINGS.md`.
"""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, replace
from functools import cache
from typing import Self, cast

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Applies, Described, Guarded, Retired, description
from voiceapp.settings.groups.captions import CaptionSettings
from voiceapp.settings.groups.dictation import DictationSettings
from voiceapp.settings.groups.drafts import DraftSettings
from voiceapp.settings.groups.engines import (
    ChatSettings,
    EngineSettings,
    LiveTalkSettings,
    LocalSettings,
    RealtimeSettings,
    SpeechToTextSettings,
    TextToSpeechSettings,
)
from voiceapp.settings.groups.folder import FolderSettings
from voiceapp.settings.groups.history import HistorySettings
from voiceapp.settings.groups.interpreter import InterpreterSettings
from voiceapp.settings.groups.memory import MemorySettings
from voiceapp.settings.groups.moderation import ModerationSettings
from voiceapp.settings.groups.pictures import PictureSettings
from voiceapp.settings.groups.privacy_and_cost import BudgetSettings, PrivacySettings, ToolSettings
from voiceapp.settings.groups.profiles import ProfileSettings
from voiceapp.settings.groups.recordings import RecordingSettings
from voiceapp.settings.groups.sampling import SamplingSettings
from voiceapp.settings.groups.sound import SoundSettings
from voiceapp.settings.groups.summaries import SummarySettings
from voiceapp.settings.groups.talking import TalkingSettings
from voiceapp.settings.groups.vocabulary import VocabularySettings
from voiceapp.settings.groups.window import AppearanceSettings, ShortcutSettings
from voiceapp.settings.groups.writing import WritingSettings
from voiceapp.settings.kinds import Entries, Kind, NotAllowedError, TableKind, Value
from voiceapp.settings.redaction import redact


class SettingError(ValueError):
    """A setting is unknown or cannot have that value. The message is one sentence for the person."""

    def __init__(self, key: str, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.key = key
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Group:
    """Describes a table of the settings file, and its place in the dialog."""

    title: str
    page: str
    """The group that its page of the dialog is named after; a page may show several groups."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """Holds all that the dialog, the terminal and the docs need to know about one setting."""

    key: str
    group: Group
    label: str
    help: str
    kind: Kind
    applies: Applies
    advanced: bool
    default: Value
    value: Value
    section: str
    """The group that it is shown with in the dialog."""

    @property
    def is_default(self) -> bool:
        return self.value == self.default


@dataclass(frozen=True, slots=True)
class Settings:
    """Holds everything that the person decided. Changing it makes a new one."""

    sound: SoundSettings = field(default=SoundSettings(), metadata={"group": Group("Sound", "sound")})
    talking: TalkingSettings = field(default=TalkingSettings(), metadata={"group": Group("Talking", "talking")})
    engines: EngineSettings = field(default=EngineSettings(), metadata={"group": Group("Engines", "engines")})
    realtime: RealtimeSettings = field(default=RealtimeSettings(), metadata={"group": Group("Realtime", "engines")})
    live: LiveTalkSettings = field(default=LiveTalkSettings(), metadata={"group": Group("Live", "engines")})
    stt: SpeechToTextSettings = field(
        default=SpeechToTextSettings(), metadata={"group": Group("Speech to text", "engines")}
    )
    chat: ChatSettings = field(default=ChatSettings(), metadata={"group": Group("Chat", "engines")})
    sampling: SamplingSettings = field(
        default=SamplingSettings(), metadata={"group": Group("How answers are worded", "engines")}
    )
    tts: TextToSpeechSettings = field(
        default=TextToSpeechSettings(), metadata={"group": Group("Text to speech", "engines")}
    )
    pictures: PictureSettings = field(default=PictureSettings(), metadata={"group": Group("Pictures", "engines")})
    local: LocalSettings = field(default=LocalSettings(), metadata={"group": Group("Models", "local")})
    dictation: DictationSettings = field(
        default=DictationSettings(), metadata={"group": Group("Dictation", "dictation")}
    )
    drafts: DraftSettings = field(default=DraftSettings(), metadata={"group": Group("Continuing a text", "dictation")})
    writing: WritingSettings = field(
        default=WritingSettings(), metadata={"group": Group("How words are written", "dictation")}
    )
    vocabulary: VocabularySettings = field(
        default=VocabularySettings(), metadata={"group": Group("Vocabulary", "vocabulary")}
    )
    profiles: ProfileSettings = field(default=ProfileSettings(), metadata={"group": Group("Profiles", "profiles")})
    recordings: RecordingSettings = field(
        default=RecordingSettings(), metadata={"group": Group("Recordings", "recordings")}
    )
    summaries: SummarySettings = field(default=SummarySettings(), metadata={"group": Group("Summaries", "recordings")})
    captions: CaptionSettings = field(default=CaptionSettings(), metadata={"group": Group("Captions", "captions")})
    interpreter: InterpreterSettings = field(
        default=InterpreterSettings(), metadata={"group": Group("Interpreter", "captions")}
    )
    tools: ToolSettings = field(default=ToolSettings(), metadata={"group": Group("Tools", "tools")})
    privacy: PrivacySettings = field(default=PrivacySettings(), metadata={"group": Group("Privacy", "privacy")})
    folder: FolderSettings = field(default=FolderSettings(), metadata={"group": Group("Your folder", "privacy")})
    memory: MemorySettings = field(default=MemorySettings(), metadata={"group": Group("Memory", "privacy")})
    history: HistorySettings = field(default=HistorySettings(), metadata={"group": Group("History", "privacy")})
    moderation: ModerationSettings = field(
        default=ModerationSettings(), metadata={"group": Group("Checking", "privacy")}
    )
    budget: BudgetSettings = field(default=BudgetSettings(), metadata={"group": Group("Budget", "budget")})
    appearance: AppearanceSettings = field(
        default=AppearanceSettings(), metadata={"group": Group("Appearance", "appearance")}
    )
    shortcuts: ShortcutSettings = field(default=ShortcutSettings(), metadata={"group": Group("Shortcuts", "shortcuts")})

    def value(self, key: str) -> Value:
        """The value of a setting such as "talking.speed", or of an entry such as "tools.permissions.open_link"."""
        group, name, entry = _split(key)
        value = _value_in(self, group, name)
        if not entry:
            return value
        try:
            return cast("Entries", value)[entry]
        except KeyError:
            raise SettingError(
                key, Sentence("{setting} has no entry {entry}.", setting=f"{group}.{name}", entry=entry)
            ) from None

    def value_or_none(self, key: str) -> Value | None:
        """The value if it differs from the default, or the entry if there is one."""
        try:
            value = self.value(key)
        except SettingError:
            _split(key)  # raises if the setting is unknown
            return None
        group, name, entry = _split(key)
        return value if entry or value != _value_in(_DEFAULTS, group, name) else None

    def with_value(self, key: str, raw: object) -> Self:
        """Returns these settings with one changed. Raises SettingError, which says what is allowed."""
        group, name, entry = _split(key)
        kind = _described(key, group, name).kind
        try:
            if entry:
                entries = cast("Entries", _value_in(self, group, name))
                value: Value = entries.with_entry(entry, _entry(kind, entry, raw))
            else:
                value = kind.checked(raw)
        except NotAllowedError as error:
            raise SettingError(key, _refusal(key, raw, kind, error.why)) from None
        return self._with(group, name, value)

    def with_text(self, key: str, text: str) -> Self:
        """Does the same, with the value as a person types it in a terminal."""
        group, name, entry = _split(key)
        kind = _described(key, group, name).kind
        if entry:
            return self.with_value(key, text)
        try:
            return self.with_value(key, kind.from_text(text))
        except NotAllowedError as error:
            raise SettingError(key, _refusal(key, text, kind, error.why)) from None

    def with_default(self, key: str) -> Self:
        """Returns these settings with one reset to its default, or with one entry of a table removed."""
        group, name, entry = _split(key)
        _described(key, group, name)
        if entry:
            return self._with(group, name, cast("Entries", _value_in(self, group, name)).without(entry))
        return self._with(group, name, _value_in(type(self)(), group, name))

    def rows(self) -> tuple[SettingRow, ...]:
        """Lists every setting, in the order of the dialog."""
        order = list(_groups())
        rows = (
            SettingRow(
                key=f"{group}.{name}",
                group=_groups()[_section(f"{group}.{name}")],
                label=told.label,
                help=told.help,
                kind=told.kind,
                applies=told.applies,
                advanced=told.advanced,
                default=_value_in(_DEFAULTS, group, name),
                value=_value_in(self, group, name),
                section=_section(f"{group}.{name}"),
            )
            for group, told_of in _catalogue().items()
            for name, told in told_of.items()
        )
        return tuple(sorted(rows, key=lambda row: order.index(row.section)))

    def row(self, key: str) -> SettingRow:
        group, name, _ = _split(key)
        _described(key, group, name)
        return next(row for row in self.rows() if row.key == f"{group}.{name}")

    def differences(self, other: "Settings") -> tuple[str, ...]:
        """Lists the keys whose values differ."""
        return tuple(
            ours.key for ours, theirs in zip(self.rows(), other.rows(), strict=True) if ours.value != theirs.value
        )

    def _with(self, group: str, name: str, value: Value) -> Self:
        changed = replace(getattr(self, group), **{name: value})
        return replace(self, **{group: changed})


def keys() -> tuple[str, ...]:
    """The name of every setting."""
    return tuple(f"{group}.{name}" for group, told_of in _catalogue().items() for name in told_of)


@cache
def guards() -> Mapping[str, Guarded]:
    """The settings that affect privacy or money, and what holds if the file cannot be read there."""
    return {
        f"{group}.{name}": told.guarded
        for group, told_of in _catalogue().items()
        for name, told in told_of.items()
        if told.guarded is not None
    }


def retired(key: str, raw: object) -> Retired | None:
    """The removed choice of a setting that this value was."""
    group, _, name = key.partition(".")
    told = _catalogue().get(group, {}).get(name)
    return next((gone for gone in told.retired if gone.covers(raw)), None) if told is not None else None


def applies(before: Settings, after: Settings) -> Applies:
    """Says when the whole change from one to the other takes effect."""
    late = any(after.row(key).applies is Applies.NEW_SESSION for key in after.differences(before))
    return Applies.NEW_SESSION if late else Applies.AT_ONCE


# --- the catalogue, read from the fields


@cache
def _groups() -> Mapping[str, Group]:
    return {each.name: cast("Group", each.metadata["group"]) for each in fields(Settings)}


@cache
def _catalogue() -> Mapping[str, Mapping[str, Described]]:
    return {
        group: {each.name: description(cast("Field[object]", each)) for each in fields(getattr(_DEFAULTS, group))}
        for group in _groups()
    }


def _value_in(settings: Settings, group: str, name: str) -> Value:
    return cast("Value", getattr(getattr(settings, group), name))


def _split(key: str) -> tuple[str, str, str]:
    """Group, name, and the entry if one of a table is meant. Names of entries may contain dots."""
    group, _, rest = key.partition(".")
    name, _, entry = rest.partition(".")
    described = _described(key, group, name)
    if entry and not isinstance(described.kind, TableKind):
        raise _unknown(key)
    return group, name, entry


def _described(key: str, group: str, name: str) -> Described:
    try:
        return _catalogue()[group][name]
    except KeyError:
        raise _unknown(key) from None


def _unknown(key: str) -> SettingError:
    # difflib takes longer to import than the rest of this module, and is seldom needed.
    from difflib import get_close_matches  # noqa: PLC0415

    shown = redact(key)[:80]
    near = get_close_matches(key, keys(), n=1)
    if near:
        return SettingError(key, Sentence("There's no setting {name}. Did you mean {near}?", name=shown, near=near[0]))
    return SettingError(key, Sentence("There's no setting {name}. `voiceapp settings list` shows all.", name=shown))


def _entry(kind: Kind, name: str, raw: object) -> str:
    if not isinstance(kind, TableKind):
        raise NotAllowedError
    return kind.checked({name: raw})[name]


def _refusal(key: str, raw: object, kind: Kind, why: Sentence | None) -> Sentence:
    shown = redact(str(raw))
    shown = f"{shown[:60]}…" if len(shown) > 61 else shown
    why = why or Sentence("allowed is {values}.", values=kind.allowed)
    return Sentence('{setting} can\'t be "{value}": {why}', setting=key, value=shown, why=why)


_DEFAULTS = Settings()
_SHOWN_WITH = {"dictation.vocabulary": "vocabulary", "dictation.replacements": "vocabulary"}
"""Settings that the dialog shows with another group than that of their table."""


def page_of(key: str) -> str:
    """The page of the dialog on which a setting, or a group of them, is found."""
    return _groups()[_section(key)].page


def _section(key: str) -> str:
    return _SHOWN_WITH.get(key, key.partition(".")[0])


def page_title(key: str) -> str:
    """Return the English title of that page."""
    return _groups()[page_of(key)].title
