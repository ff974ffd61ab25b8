"""Any allowed value of any setting, for property tests."""

from typing import Literal, TypeVar

from hypothesis import strategies as st

from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod, DictationProfile, LineEnds, Transcriber
from voiceapp.settings.kinds import (
    ChoiceKind,
    Entries,
    NumberKind,
    OnOffKind,
    OrderKind,
    Profiles,
    TableKind,
    TextKind,
    Value,
    WholeNumberKind,
    WordsKind,
)
from voiceapp.settings.model import SettingRow, Settings
from voiceapp.settings.profile_kind import ProfilesKind
from voiceapp.settings.rules import caption_file, language, token_weight
from voiceapp.settings.writing_rules import RULES, rules_of

T = TypeVar("T")
_Category = Literal["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"]
_UNPRINTABLE: tuple[_Category, ...] = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")
_HALVES: tuple[_Category, ...] = ("Cs",)
_KEYS = st.sampled_from(["", "Ctrl+M", "F9", "Right Alt", "Ctrl+Alt+Shift+K", "Meta++"])
_ADDRESSES = st.sampled_from(["", "https://api.openai.com/v1", "http://127.0.0.1:8080/v1", "https://x.example/api/v1"])
_SOCKETS = st.sampled_from(["", "wss://x.example/v1", "ws://localhost:8765/v1"])
_LINES = st.text(st.characters(exclude_categories=_UNPRINTABLE), max_size=40)
_PROSE = st.text(st.characters(exclude_categories=_HALVES, exclude_characters="\0\r"), max_size=120)
_LANGUAGES = st.sampled_from(["en", "de", "fr", "ja", "haw"])


def values(row: SettingRow) -> st.SearchStrategy[Value]:
    """Any value that the setting allows, in its proper form."""
    match row.kind:
        case OnOffKind():
            return st.booleans()
        case NumberKind(low=low, high=high):
            return st.floats(low, high, allow_nan=False)
        case WholeNumberKind(low=low, high=high, zero_means=zero):
            whole = st.integers(low, high)
            return st.one_of(whole, st.just(0)) if zero else whole
        case ChoiceKind(choices=choices):
            return st.sampled_from(sorted(choices))
        case OrderKind(choices=choices):
            return st.lists(st.sampled_from(sorted(choices)), min_size=1, unique=True).map(tuple)
        case WordsKind(rule=rule, most=most):
            words = _LANGUAGES if rule else _LINES.filter(bool)
            return st.lists(words, max_size=min(6, most), unique=True).map(tuple)
        case TableKind(rule=rule) if rule is token_weight:
            weights = st.floats(-100, 100).map(str)
            return st.dictionaries(_LINES.filter(bool), weights, max_size=5).map(Entries)
        case TableKind(choices=choices):
            entries = st.sampled_from(sorted(choices)) if choices else _PROSE
            return st.dictionaries(_LINES.filter(bool), entries, max_size=5).map(Entries)
        case ProfilesKind():
            return _profiles()
        case TextKind(name="keys"):
            return _KEYS
        case TextKind(name="address"):
            return _SOCKETS if row.key.endswith("socket_url") else _ADDRESSES
        case TextKind(name="lines"):
            return _PROSE
        case TextKind(rule=rule) if rule is language:
            return _LANGUAGES
        case TextKind(rule=rule) if rule is caption_file:
            return _LINES.map(lambda name: f"{name}.vtt")
        case _:
            return _LINES


def _profiles() -> st.SearchStrategy[Value]:
    one = st.builds(
        DictationProfile,
        id=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,9}", fullmatch=True),
        name=_LINES.map(str.strip).filter(bool),
        programs=_some(_LINES.map(str.strip).filter(bool)),
        pages=_some(_LINES.map(str.strip).filter(bool)),
        automatic=st.booleans(),
        key=_KEYS,
        languages=_some(_LANGUAGES),
        transcriber=st.none() | st.sampled_from(Transcriber),
        vocabulary=_some(_LINES.map(str.strip).filter(bool)),
        replacements=st.dictionaries(_LINES.filter(str.strip), _PROSE, max_size=3).map(
            lambda each: tuple(each.items())
        ),
        tidy=_LINES.map(str.strip),
        way=st.none() | st.sampled_from(DeliveryMethod),
        line_ends=st.none() | st.sampled_from(LineEnds),
        spoken_commands=st.none() | st.booleans(),
        rules=st.none() | st.sets(st.sampled_from(sorted(RULES))).map(rules_of),
        translate_to=st.just("") | _LANGUAGES,
        context=_some(st.sampled_from(ContextKind)),
    )
    return st.lists(one, max_size=3, unique_by=lambda profile: profile.id).map(lambda each: Profiles(tuple(each)))


def _some(each: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(each, max_size=3, unique=True).map(tuple)


def changes() -> st.SearchStrategy[tuple[str, Value]]:
    """A setting and a value for it."""
    return st.sampled_from(Settings().rows()).flatmap(lambda row: st.tuples(st.just(row.key), values(row)))


def settings() -> st.SearchStrategy[Settings]:
    """Settings with a few things changed."""

    def made(changed: list[tuple[str, Value]]) -> Settings:
        result = Settings()
        for key, value in changed:
            result = result.with_value(key, value)
        return result

    return st.lists(changes(), max_size=8).map(made)
