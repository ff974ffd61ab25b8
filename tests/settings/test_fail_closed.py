"""Where the file cannot be read, nothing leaves, nothing is kept and nothing is spent; and nothing is deleted."""

from pathlib import Path

import pytest

from voiceapp.settings.declare import Guarded
from voiceapp.settings.fail_closed import ClosedSetting, closed, meant_values
from voiceapp.settings.file import Loaded, load, opened, save
from voiceapp.settings.kinds import (
    ChoiceKind,
    Entries,
    NumberKind,
    OrderKind,
    TableKind,
    TextKind,
    WholeNumberKind,
    WordsKind,
)
from voiceapp.settings.model import SettingRow, Settings, guards, keys

WITHOUT_A_GUARD = {
    "realtime.model", "realtime.voice", "realtime.transcription_model", "realtime.noise_reduction", "realtime.dialect",
    "stt.model", "stt.dialect", "chat.model", "chat.dialect", "tts.model", "tts.voice", "tts.style", "tts.dialect", "pictures.model",
    "local.whisper", "local.language_model", "local.voice",
    "local.voices", "local.threads", "local.keep_minutes",
}  # fmt: skip
"""Of the groups that say what leaves, what is kept and what it costs: these decide neither. All others must be guarded."""
GROUPS = ("engines", "realtime", "stt", "chat", "tts", "pictures", "local", "tools", "privacy", "budget")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def written(path: Path, text: str | bytes) -> Loaded:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(path)


def wrong_for(row: SettingRow) -> str:
    """A value, as TOML, that this setting cannot have."""
    match row.kind:
        case ChoiceKind() | OrderKind() | WordsKind() | TableKind():
            return '"misspelt"'
        case NumberKind() | WholeNumberKind():
            return '"5,oo"'
        case TextKind():
            return "5"
        case _:
            return '"flase"'


# --- each declaration


def test_what_leaves_is_kept_or_costs_says_what_its_strictest_value_is() -> None:
    unguarded = {key for key in keys() if key.split(".")[0] in GROUPS and key not in guards()}
    assert unguarded == WITHOUT_A_GUARD


@pytest.mark.parametrize("key", guards())
def test_a_strictest_value_is_one_that_the_setting_can_have(key: str) -> None:
    guarded, kind = guards()[key], Settings().row(key).kind
    assert guarded.strictest is not None or guarded.closes, f"{key} would not be closed by anything"
    if guarded.strictest is not None:
        assert kind.checked(guarded.strictest) == guarded.strictest
    for other in guarded.closes:
        assert guards()[other].strictest is not None, f"{other} has no value that closes it"
    if guarded.entry:
        assert isinstance(kind, TableKind)
        assert kind.checked_entry(guarded.entry) == guarded.entry


@pytest.mark.parametrize("key", guards())
def test_a_value_that_cannot_be_read_closes_and_says_so(key: str, path: Path) -> None:
    group, name = key.split(".")
    loaded = written(path, f"[{group}]\n{name} = {wrong_for(Settings().row(key))}\n")
    for closes, value in expected(guards()[key], key).items():
        assert loaded.settings.value(closes) == value
    (problem,) = loaded.problems
    assert problem.strict
    assert "Until it's fixed, the strictest value applies: " in str(problem.sentence)
    assert all(each in str(problem.sentence) for each in expected(guards()[key], key))


def expected(guarded: Guarded, key: str) -> dict[str, object]:
    found: dict[str, object] = {} if guarded.strictest is None else {key: guarded.strictest}
    return found | {other: guards()[other].strictest for other in guarded.closes}


@pytest.mark.parametrize("key", guards())
def test_a_line_that_is_no_toml_closes_what_it_speaks_of(key: str, path: Path) -> None:
    group, name = key.split(".")
    loaded = written(path, f"[sound]\nchimes = false\n[{group}]\n{name} = not quoted\n")
    for closes, value in expected(guards()[key], key).items():
        assert loaded.settings.value(closes) == value
    assert loaded.settings.sound.chimes is False
    assert any(problem.strict for problem in loaded.problems)


# --- how it can be unreadable


@pytest.mark.parametrize(
    "text",
    [
        '[engines]\nleaves_machine = "nothin"\n',
        "[engines]\nleaves_machine = nothing\n",
        '[engines]\nleaves_machine = "nothing\n',
        "[engines]\nleaves_machine = false\n",
        '[engines]\nleaves_machin = "nothing"\n',
        '[engine]\nleaves_machine = "nothing"\n',
        'leaves_machine = "nothing"\n',
        '[engines\nleaves_machine = "nothing"\n',
        'engines = { leaves_machine = "nothing", }x\n[sound]\n',
        'engines.leaves_machine "nothing"\n[sound]\n',
        '[engines]\nleaves_machine = "sound"\nleaves_machine = "nothing"\n',
        b'[engines]\nleaves_machine = "nothing" # gr\xfc\xdfe\n',
        b"\x00" * 80,
        "[budget]\nper_day = 1,50\n",
        '[budget]\nper_month = "ten"\n',
        '[engines]\nbase_url = "my server"\n',
        "[engines]\nproject = 7\n",
        f"[engines]\nleaves_machine = {'[' * 3000}\n",
    ],
)
def test_nothing_leaves_however_it_was_misspelt(path: Path, text: str | bytes) -> None:
    loaded = written(path, text)
    assert loaded.settings.engines.leaves_machine == "nothing"
    assert any(problem.strict for problem in loaded.problems)


@pytest.mark.parametrize(
    "text",
    [
        '[talking]\nspeed = 9\n[engines]\nleaves_machine = "text"\n',
        '[talking]\nspeed = nine\n[engines]\nleaves_machine = "text"\n',
        '[chat]\nmodel = 5\n[engines]\nleaves_machine = "text"\n',
    ],
)
def test_a_mistake_elsewhere_closes_nothing(path: Path, text: str) -> None:
    loaded = written(path, text)
    assert loaded.settings.engines.leaves_machine == "text"
    assert loaded.closed == ()
    assert not any(problem.strict for problem in loaded.problems)


def test_a_length_of_time_that_cannot_be_read_keeps_nothing_new_and_deletes_nothing(path: Path) -> None:
    privacy = written(path, '[privacy]\ntext_days = "week"\naudio_days = "ever"\n').settings.privacy
    assert (privacy.keep_talks, privacy.keep_audio) == (False, False)
    assert (privacy.text_days, privacy.audio_days) == (0, 0)


def test_permissions_that_are_no_table_allow_nothing(path: Path) -> None:
    assert written(path, '[tools]\npermissions = "never"\n').settings.tools.otherwise == "never"
    permissions = written(path, "[tools.permissions]\nopen_link = never\n").settings.tools.permissions
    assert permissions == Entries({"open_link": "never"})


# --- it stays closed, and can be opened again


def test_writing_something_else_does_not_open_what_was_closed(path: Path) -> None:
    loaded = written(path, "[engines]\nleaves_machine = nothing\n")
    save(path, loaded.settings.with_value("sound.chimes", False), ["sound.chimes"])
    again = load(path)
    assert again.settings.engines.leaves_machine == "nothing"
    assert [problem.strict for problem in again.problems] == [True]
    assert "Delete it once it's fixed" in str(again.problems[0].sentence)


@pytest.mark.parametrize("value", ["sound", "text", "nothing"])
def test_what_the_person_then_says_holds_also_the_default(path: Path, value: str) -> None:
    loaded = written(path, "[engines]\nleaves_machine = nothing\n")
    save(path, loaded.settings.with_value("engines.leaves_machine", value), ["engines.leaves_machine"])
    again = load(path)
    assert again.settings.engines.leaves_machine == value
    assert again.problems == ()


@pytest.mark.parametrize("text", ["=\n" * 300, "[" * 5000, "\0" * 50])
def test_a_new_file_in_the_place_of_a_damaged_one_is_as_strict(path: Path, text: str) -> None:
    loaded = written(path, text)
    save(path, loaded.settings.with_value("sound.chimes", False), ["sound.chimes"])
    again = load(path).settings
    assert again == loaded.settings.with_value("sound.chimes", False)
    assert again.engines.leaves_machine == "nothing"


def test_what_is_closed_knows_what_would_hold_otherwise(path: Path) -> None:
    loaded = written(path, '[engines]\nleaves_machine = "text"\n[budget]\nper_day = "1,5"\n')
    (shut,) = loaded.closed
    assert shut == ClosedSetting("engines.leaves_machine", "text", frozenset({"budget.per_day"}))


def test_everything_can_be_closed_at_once() -> None:
    settings, shut = closed(Settings(), guards())
    assert {each.key for each in shut} == {key for key, each in guards().items() if each.strictest is not None}
    assert closed(settings, guards())[0] == settings


# --- what a name stands for


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("engines.leaves_machine", {"engines.leaves_machine"}),
        ("tools.permissions.open_link", {"tools.permissions.open_link"}),
        ("privacy.keep_talk", {"privacy.keep_talks"}),
        ("privcy.keep_talks", {"privacy.keep_talks"}),
        ("keep_talks", {"privacy.keep_talks"}),
        ("sound.output_volume", set()),
        ("sound.output_volum", set()),
        ("sund.x", set()),
        ("volume", set()),
    ],
)
def test_what_a_name_may_stand_for(name: str, meaning: set[str]) -> None:
    assert meant_values(name) == meaning


# --- choices that are gone


@pytest.mark.parametrize(("switch", "now"), [("true", "every_pause"), ("false", "never")])
def test_a_choice_that_is_gone_is_migrated_with_a_word_once(path: Path, switch: str, now: str) -> None:
    path.write_text(f"[talking]\nspeed = 1.2\nthink_ahead_realtime = {switch} # by hand\n", encoding="utf-8")
    loaded = opened(path)
    assert loaded.settings.talking.think_ahead_realtime == now
    (told,) = loaded.problems
    assert str(told.sentence).startswith(f"{path}, line 3: talking.think_ahead_realtime = ")
    assert str(told.sentence).endswith(f"because there are three plain choices now. {now} is used.")
    assert f"= {switch}" not in path.read_text(encoding="utf-8")
    again = opened(path)
    assert (again.problems, again.settings.talking.speed) == ((), 1.2)


def test_a_file_that_cannot_be_written_is_migrated_all_the_same(path: Path) -> None:
    path.write_text("[talking]\nthink_ahead_realtime = false\n", encoding="utf-8")
    path.with_name(f".{path.name}.lock").mkdir()
    assert opened(path).settings.talking.think_ahead_realtime == "never"
    assert "= false" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "now"), [("0.0", "clear"), ("0.25", "clear"), ("0.5", "balanced"), ("0.75", "at_once"), ("1", "at_once")]
)
def test_a_number_that_became_a_choice_is_migrated_too(path: Path, number: str, now: str) -> None:
    path.write_text(f"[talking]\nbarge_in_sensitivity = {number}\n", encoding="utf-8")
    loaded = opened(path)
    assert loaded.settings.talking.barge_in_sensitivity == now
    (told,) = loaded.problems
    assert str(told.sentence) == (
        f'{path}, line 2: talking.barge_in_sensitivity = "{number}" no longer exists '
        f"because there are three plain choices now. {now} is used."
    )
    assert opened(path).problems == ()
    path.write_text("[talking]\nbarge_in_sensitivity = true\n", encoding="utf-8")
    assert opened(path).settings.talking.barge_in_sensitivity == "balanced"
