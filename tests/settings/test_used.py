"""Each choice of each setting does something that no other choice does, and the manual says what."""

import ast
import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from enum import Enum
from pathlib import Path

import pytest

import voiceapp
from scripts.settings_manual import TARGET, manual
from tests.settings.effects import EFFECTS, Effect, who_answers
from voiceapp.audio.echo import Cleaning
from voiceapp.audio.frontend import FrontEndWishes
from voiceapp.core.budget import Budget
from voiceapp.core.dictation.wishes import (
    DeliveryMethod,
    DictationProfile,
    DictationWishes,
    KeyStyle,
    LineEnds,
    TidyStyle,
    Transcriber,
)
from voiceapp.core.history import Retention
from voiceapp.core.wishes import BargeIn, EndpointingWishes, Permission, SessionWishes, TalkWishes, TurnTaking
from voiceapp.local.chosen_models import ChosenModels
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
from voiceapp.settings.model import SettingRow, Settings, keys

PACKAGE = Path(voiceapp.__file__).resolve().parent
TESTS = Path(__file__).resolve().parent.parent

OWN = "https://own.example/v1"
CONTEXTS: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "talking.eagerness": ({"talking.turn_taking": "semantic_vad"},),
    "talking.key_style": ({"talking.turn_taking": "push_to_talk"},),
    "talking.server_threshold": ({"talking.turn_taking": "server_vad"},),
    "talking.presets": ({"talking.preset": "one"},),
    "talking.wake_word_file": ({"talking.wake_word": "own"},),
    "talking.wake_word_server": ({"talking.wake_word": "server"},),
    "talking.wake_word_of_server": (
        {"talking.wake_word": "server", "talking.wake_word_server": "tcp://one.example:10400"},
    ),
    # Found by itself means another call for each kind of model.
    "stt.dialect": ({"stt.model": "gpt-live-transcribe"}, {"stt.model": "gpt-transcribe"}),
    "tts.dialect": ({"tts.model": "gpt-realtime-2.1-mini"}, {"tts.model": "gpt-4o-mini-tts"}),
    "chat.dialect": ({"talking.reasoning_effort": "high"}, {}),
    "dictation.tidy_prompt": ({"dictation.tidy_up": "own"},),
    "tools.permissions": ({"tools.otherwise": "suggested"}, {"tools.otherwise": "never"}),
    "budget.warn_at": ({"budget.per_day": 1.0},),
    "talking.languages": ({}, {"dictation.languages": ["en"]}),
    **{f"drafts.{name}": ({"drafts.base_url": OWN},) for name in ("model", "temperature", "longest")},
    "captions.talk": ({"captions.on": True},),
    "captions.dictation": ({"captions.on": True},),
    "captions.file": ({"captions.on": True},),
    "captions.file_text": ({"captions.on": True, "captions.file": "captions.txt"},),
    "captions.second_shown": ({"captions.second": "de"},),
    # A server of whose models nothing is known has sessions only if the person says so.
    "interpreter.by": ({}, {"engines.base_url": "http://127.0.0.1:9/v1"}),
}
"""Other settings without which one says nothing. It must make a difference in one of them at least."""

_ONE = DictationProfile("one", "One", programs=("editor",))
VALUES: Mapping[str, Sequence[Value]] = {
    "captions.second": ("", "de", "en"),
    "talking.wake_word_server": ("", "tcp://one.example:10400", "tcp://two.example:10400"),
    "captions.file": ("", "captions.vtt", "captions.txt"),
    "interpreter.left": ("", "fr", "de"),
    "interpreter.right": ("", "fr", "es"),
    "budget.per_day": (0.0, 0.2, 100.0),
    "budget.per_month": (0.0, 0.2, 100.0),
    "talking.preset": ("", "Brief", "Explainer"),
    "talking.presets": tuple(Entries(each) for each in ({}, {"one": "first"}, {"one": "second"})),
    "tools.permissions": tuple(Entries(each) for each in ({}, {"open_link": "always"}, {"open_link": "never"})),
    "engines.key_commands": tuple(Entries(each) for each in ({}, {OWN: "az token"}, {OWN: "gcloud token"})),
    "profiles.list": (Profiles(), Profiles((_ONE,)), Profiles((replace(_ONE, automatic=False),))),
    "profiles.chosen": ("", "mail", "none"),
    "sampling.logit_bias": tuple(Entries(each) for each in ({}, {"15": "-100"}, {"15": "5", "16": "1.5"})),
    "dictation.tidy_named": ("", "Chat", "Notes"),
    "dictation.programs": tuple(Entries(each) for each in ({}, {"xterm": "typed"}, {"xterm": "clipboard"})),
}

SHOWN_ELSEWHERE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "dictation.bar": (
        "gui/test_bar_place.py",
        ("test_it_stands_where_it_is_wanted",),
    ),
    "dictation.pause_players": (
        "desktop/test_media_players.py",
        ("test_nothing_stays_silent_when_the_app_ends_and_nothing_is_paused_that_shall_not_be",),
    ),
    "appearance.notifications": (
        "gui/test_desktop.py",
        ("test_a_hidden_window_tells_that_it_answered_once_and_without_the_words",),
    ),
    "privacy.words_in_notifications": (
        "gui/test_desktop.py",
        ("test_a_hidden_window_tells_that_it_answered_once_and_without_the_words",),
    ),
    "appearance.minimise_to_tray": (
        "gui/test_desktop.py",
        ("test_closing_leaves_it_in_the_tray_and_quitting_does_not",),
    ),
    "appearance.close_while_listening": (
        "gui/test_desktop.py",
        ("test_closing_while_it_listens_does_what_was_chosen", "test_closing_while_it_listens_asks_and_remembers"),
    ),
    "appearance.start_at_login": ("app/test_start_at_login.py", ("test_it_is_started_at_login_when_that_is_wanted",)),
    "appearance.start_hidden": ("gui/test_main.py", ("test_it_starts_hidden_where_that_is_wanted",)),
}
"""Settings whose effect needs a desktop: the tests that show each of their choices, and where these are."""


def values_of(row: SettingRow) -> Sequence[Value]:
    if row.key in VALUES:
        return VALUES[row.key]
    match row.kind:
        case OnOffKind():
            return (True, False)
        case ChoiceKind(choices=choices):
            return tuple(choices)
        case OrderKind(choices=choices):
            return (*((word,) for word in choices), tuple(choices), tuple(reversed(tuple(choices))))
        case NumberKind(low=low, high=high) | WholeNumberKind(low=low, high=high):
            return tuple(dict.fromkeys((row.default, low, high)))
        case WordsKind(rule=rule):
            return ((), ("fr",), ("it", "fr")) if rule else ((), ("one",), ("one", "two"))
        case TableKind():
            return (Entries({}), Entries({"first": "one"}), Entries({"first": "two"}))
        case TextKind(name="keys"):
            return ("", "F9", "Ctrl+Alt+K")
        case TextKind(name="address"):
            socket = row.key.endswith("socket_url")
            return (
                ("", "wss://one.example/v1", "wss://two.example/v1") if socket else ("", OWN, "https://two.example/v1")
            )
        case _:
            return ("", "one", "two")


def outcomes(key: str, value: object, effects: Sequence[Effect] = EFFECTS) -> tuple[str, ...]:
    return tuple(
        repr(effect(_within(context, key, value))) for context in CONTEXTS.get(key, ({},)) for effect in effects
    )


def _within(context: Mapping[str, object], key: str, value: object) -> Settings:
    settings = Settings()
    for name, other in context.items():
        settings = settings.with_value(name, other)
    return settings.with_value(key, value)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("key", [key for key in keys() if key not in SHOWN_ELSEWHERE])
def test_each_choice_does_what_no_other_does(key: str) -> None:
    found = {repr(value): outcomes(key, value) for value in values_of(Settings().row(key))}
    assert len(found) > 1
    alike = [(one, other) for one, other in itertools.combinations(found, 2) if found[one] == found[other]]
    assert alike == [], f"{key}: nobody sees a difference between these"


@pytest.mark.usefixtures("qapp")
def test_a_choice_that_nobody_reads_would_be_found() -> None:
    """A protocol was offered for long that did what another choice does."""
    settings = Settings().with_value("stt.model", "gpt-transcribe")
    invented = replace(settings, stt=replace(settings.stt, dialect="letters"))  # type: ignore[arg-type]
    usual = settings.with_value("stt.dialect", "transcriptions")
    assert [repr(effect(invented)) for effect in EFFECTS] == [repr(effect(usual)) for effect in EFFECTS]
    assert outcomes("talking.speed", 1.0, [who_answers]) == outcomes("talking.speed", 1.5, [who_answers])


# --- what the core is told is read there


@functools.cache
def trees() -> Mapping[str, ast.Module]:
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in PACKAGE.rglob("*.py")
    }


@functools.cache
def attributes_read() -> frozenset[str]:
    """Names that are read of something, in code; that a constructor is given them does not count."""
    return frozenset(
        node.attr
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    ) | frozenset(_matched())


def _matched() -> Iterator[str]:
    """Fields that a pattern takes out of a value."""
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.MatchClass):
                yield from node.kwd_attrs


CARRIERS = (
    SessionWishes,
    TalkWishes,
    EndpointingWishes,
    BargeIn,
    DictationWishes,
    FrontEndWishes,
    Cleaning,
    Retention,
    Budget,
    ChosenModels,
)


@pytest.mark.parametrize("carrier", CARRIERS, ids=lambda each: each.__name__)
def test_what_wishes_carry_is_read(carrier: type) -> None:
    unread = {each.name for each in fields(carrier)} - attributes_read()
    assert unread == set()


@pytest.mark.parametrize(
    "choices",
    [TurnTaking, Permission, KeyStyle, TidyStyle, DeliveryMethod, LineEnds, Transcriber],
    ids=lambda each: each.__name__,
)
def test_each_member_of_what_wishes_carry_decides_something(choices: type[Enum]) -> None:
    """It is asked for by name somewhere else than where it is made; one of them may be what is left."""
    asked: set[str] = set()
    for name, tree in trees().items():
        if name.startswith(("app/wishes", "settings/")):
            continue
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == choices.__name__
            ):
                asked.add(node.attr)
    left = {each.name for each in choices} - asked
    assert len(left) <= 1, f"nobody asks for {left}"


# --- what only a desktop shows


@pytest.mark.parametrize("key", SHOWN_ELSEWHERE)
def test_the_tests_that_show_it_are_there(key: str) -> None:
    file, names = SHOWN_ELSEWHERE[key]
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    found = {node.name: ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert set(names) <= found.keys()
    text = "\n".join(found[name] for name in names)
    row = Settings().row(key)
    if isinstance(row.kind, ChoiceKind):
        assert all(f"'{word}'" in text for word in row.kind.choices)
    group, name = key.split(".")
    read = f'"{key}"', f".{group}.{name}"
    sources = "\n".join(ast.unparse(tree) for where, tree in trees().items() if not where.startswith("settings/"))
    assert any(each.replace('"', "'") in sources for each in read), f"nothing reads {key}"


def test_the_manual_is_in_step() -> None:
    """After a change: .venv/bin/python scripts/settings_manual.py."""
    assert TARGET.read_text(encoding="utf-8") == manual()
