"""Settings are declared once; everything that is known of them follows from the declaration."""

import pickle
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.settings.strategies import changes, settings
from voiceapp.settings.declare import Applies
from voiceapp.settings.kinds import (
    ChoiceKind,
    Entries,
    NumberKind,
    OrderKind,
    Profiles,
    TableKind,
    TextKind,
    Value,
    WholeNumberKind,
    WordsKind,
)
from voiceapp.settings.model import SettingError, SettingRow, Settings, applies, keys


def test_every_field_of_every_group_is_a_setting_with_a_label_and_one_line_of_help() -> None:
    named = [f"{group.name}.{each.name}" for group in fields(Settings) for each in fields(group.default)]  # type: ignore[arg-type]
    assert list(keys()) == named
    for row in Settings().rows():
        assert row.label
        assert row.label[0].isupper()
        assert not row.label.endswith(".")
        assert row.help.endswith((".", '".')), row.key
        assert "\n" not in row.help
        assert len(row.help) <= 160, row.key


@pytest.mark.parametrize("row", Settings().rows(), ids=lambda row: row.key)
def test_every_default_is_allowed_and_in_its_proper_form(row: SettingRow) -> None:
    assert row.kind.checked(row.default) == row.default
    assert row.is_default


def test_pages_are_in_one_piece_each() -> None:
    pages = [row.group.page for row in Settings().rows()]
    changes_of_page = [page for before, page in zip(["", *pages], pages, strict=False) if page != before]
    assert len(changes_of_page) == len(set(changes_of_page))
    assert changes_of_page == [
        "sound", "talking", "engines", "local", "dictation", "vocabulary", "profiles", "recordings", "captions", "tools", "privacy", "budget", "appearance",
        "shortcuts",
    ]  # fmt: skip


def test_no_two_shortcuts_are_the_same() -> None:
    taken = [
        row.value
        for row in Settings().rows()
        if isinstance(row.kind, TextKind) and row.kind.name == "keys" and row.value
    ]
    assert len(taken) == len(set(taken))


def test_a_change_makes_new_settings_and_leaves_the_old_ones() -> None:
    before = Settings()
    after = before.with_value("talking.speed", 1.1)
    assert (before.talking.speed, after.talking.speed) == (1.0, 1.1)
    assert after.differences(before) == ("talking.speed",)
    with pytest.raises(FrozenInstanceError):
        after.talking.speed = 2.0  # type: ignore[misc]


@given(changes())
def test_what_was_set_is_what_is_read(change: tuple[str, Value]) -> None:
    key, value = change
    assert Settings().with_value(key, value).value(key) == value


@given(changes())
def test_a_default_can_be_brought_back(change: tuple[str, Value]) -> None:
    key, value = change
    assert Settings().with_value(key, value).with_default(key) == Settings()


@given(settings(), settings())
def test_settings_are_equal_when_nothing_differs(one: Settings, other: Settings) -> None:
    assert (one == other) == (not one.differences(other))
    assert one != other or hash(one) == hash(other)


def test_settings_pass_to_another_process() -> None:
    changed = Settings().with_value("tools.permissions", {"open_link": "never"})
    assert pickle.loads(pickle.dumps(changed)) == changed  # noqa: S301


JUNK: list[object] = [
    None,
    float("nan"),
    float("inf"),
    b"x",
    [],
    {},
    [1],
    {"a": 1},
    object(),
    -(10**9),
    "\0",
    "x" * 20000,
]


@pytest.mark.parametrize("key", keys())
def test_junk_is_refused_with_one_sentence_or_taken_in_its_proper_form(key: str) -> None:
    for junk in JUNK:
        refusal = ""
        try:
            changed = Settings().with_value(key, junk)
        except SettingError as error:
            refusal = str(error.sentence)
        else:
            kind = changed.row(key).kind
            assert kind.checked(changed.value(key)) == changed.value(key)
        if refusal:
            assert refusal.startswith(f"{key} can't be ")
            assert refusal.endswith(".")
            assert "\n" not in refusal
            assert len(refusal) < 400


def test_a_refusal_names_what_is_allowed() -> None:
    with pytest.raises(SettingError) as refusal:
        Settings().with_value("talking.speed", 9)
    assert str(refusal.value.sentence) == 'talking.speed can\'t be "9": allowed is a number from 0.25 to 1.5.'
    with pytest.raises(SettingError, match='allowed is "silero" or "webrtc"'):
        Settings().with_value("sound.detector", "ears")


def test_true_is_no_number_and_one_is_no_switch() -> None:
    for key, value in (("talking.speed", True), ("talking.silence_ms", True), ("sound.chimes", 1)):
        with pytest.raises(SettingError):
            Settings().with_value(key, value)


def test_an_unknown_setting_is_answered_with_the_nearest_one() -> None:
    for key in ("talking.sped", "talking", "talking.", "", "nothing.at.all", "talking.speed.more"):
        with pytest.raises(SettingError, match=r"^There's no setting ") as refusal:
            Settings().value(key)
        assert "talking.speed" in str(refusal.value.sentence) or "voiceapp settings list" in str(refusal.value.sentence)


def test_a_key_pasted_into_a_setting_is_not_shown() -> None:
    with pytest.raises(SettingError) as refusal:
        Settings().with_value("talking.turn_taking", "sk-proj-abcdefghijklmnop")
    assert "abcdefgh" not in str(refusal.value.sentence)


# --- as typed in a terminal


def _typed(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "[" + ", ".join(f"'{word}'" for word in value) + "]"
    return str(value)


@given(changes())
def test_what_is_typed_is_understood(change: tuple[str, Value]) -> None:
    key, value = change
    if isinstance(value, (Entries, Profiles)) or (isinstance(value, tuple) and any("'" in word for word in value)):
        return
    assert Settings().with_text(key, _typed(value)).value(key) == value


def test_the_beginning_of_a_word_will_do_in_a_terminal() -> None:
    assert Settings().with_text("talking.turn_taking", "local").talking.turn_taking == "local_vad"
    with pytest.raises(SettingError):
        Settings().with_text("talking.turn_taking", "s")  # server or semantic?
    with pytest.raises(SettingError):
        Settings().with_value("talking.turn_taking", "local")  # a file says it in full


def test_lists_are_typed_with_commas() -> None:
    typed = Settings().with_text("talking.languages", "DE, en,de")
    assert typed.talking.languages == ("de", "en")
    assert Settings().with_text("engines.order", "local,cascade").engines.order == ("local", "cascade")


def test_one_entry_of_a_table_can_be_set_and_taken_out() -> None:
    changed = Settings().with_text("tools.permissions.open_link", "never")
    assert changed.tools.permissions == {"open_link": "never"}
    assert changed.value("tools.permissions.open_link") == "never"
    assert changed.with_default("tools.permissions.open_link").tools.permissions == {}
    with pytest.raises(SettingError, match=r'"always", "ask" or "never"'):
        Settings().with_text("tools.permissions.open_link", "perhaps")
    with pytest.raises(SettingError, match="has no entry"):
        Settings().value("tools.permissions.open_link")


def test_entries_may_have_dots_in_their_names() -> None:
    changed = Settings().with_text("dictation.programs.org.gnome.TextEditor", "typed")
    assert changed.dictation.programs == {"org.gnome.TextEditor": "typed"}


# --- what the parts ask


def test_a_change_of_voice_waits_for_the_next_session_and_one_of_speed_does_not() -> None:
    before = Settings()
    assert applies(before, before.with_value("talking.speed", 1.2)) is Applies.AT_ONCE
    assert applies(before, before.with_value("realtime.voice", "cedar")) is Applies.NEW_SESSION


def test_the_chosen_role_comes_before_the_persons_own_instructions() -> None:
    chosen = (
        Settings()
        .with_value("talking.presets", {"Cook": "You cook."})
        .with_value("talking.preset", "Cook")
        .with_value("talking.instructions", "I eat no meat.")
    )
    assert chosen.talking.spoken_instructions == "You cook.\n\nI eat no meat."
    assert chosen.with_value("talking.preset", "gone").talking.spoken_instructions == "I eat no meat."


def test_keys_of_the_keyboard_get_their_proper_form() -> None:
    for typed, proper in (
        ("alt + CTRL+space", "Ctrl+Alt+Space"),
        ("super+d", "Meta+D"),
        ("right ctrl", "Right Ctrl"),
        ("f9", "F9"),
        ("ctrl++", "Ctrl++"),
        ("escape", "Esc"),
        ("", ""),
    ):
        assert Settings().with_value("dictation.key", typed).dictation.key == proper
    for wrong in ("Ctrl+", "Ctrl", "hyper+x", "Ctrl+Foo", "+a"):
        with pytest.raises(SettingError):
            Settings().with_value("dictation.key", wrong)


@given(st.text(max_size=30))
@example("ß")
@example("Ctrl+Alt+ß")
def test_any_text_is_no_key_or_a_key_whose_proper_form_stays(typed: str) -> None:
    try:
        once = Settings().with_value("dictation.key", typed).dictation.key
    except SettingError:
        return
    assert Settings().with_value("dictation.key", once).dictation.key == once


@pytest.mark.parametrize("weight", ["", "much", "nan", "101", "-inf"])
def test_a_tokens_weight_is_a_number_that_services_take(weight: str) -> None:
    with pytest.raises(SettingError, match="from -100 to 100"):
        Settings().with_value("sampling.logit_bias", {"15": weight})
    assert Settings().with_value("sampling.logit_bias.15", "-100").sampling.logit_bias == {"15": "-100"}


def test_the_kinds_say_what_they_allow() -> None:
    said = {type(row.kind): str(row.kind.allowed) for row in Settings().rows()}
    assert said[WholeNumberKind]
    assert said[NumberKind]
    assert said[WordsKind]
    assert said[OrderKind].startswith("a list with at least one of")
    assert said[ChoiceKind]
    assert said[TableKind]
