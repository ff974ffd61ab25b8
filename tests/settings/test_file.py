"""The settings file: told with its line where it is wrong, and left as it is where nothing was to change."""

import os
import stat
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.rig.patience import EVENT, PROGRAM
from tests.settings.strategies import changes, settings
from voiceapp.settings.atomic import one_writer
from voiceapp.settings.fail_closed import closed
from voiceapp.settings.file import Loaded, SettingsFileError, load, save
from voiceapp.settings.kinds import Value
from voiceapp.settings.model import SettingError, Settings, guards

fresh = hypothesis_settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def sentences(loaded: Loaded) -> list[str]:
    return [str(problem.sentence) for problem in loaded.problems]


# --- reading


def test_no_file_means_the_defaults_and_no_complaint(path: Path) -> None:
    assert load(path) == Loaded(Settings())


def test_what_it_says_holds(path: Path) -> None:
    loaded = load(written(path, "[talking]\nspeed = 1\nlanguages = ['de']\n[tools.permissions]\nopen_link = 'never'\n"))
    assert loaded.problems == ()
    assert loaded.settings.talking.speed == 1.0
    assert loaded.settings.talking.languages == ("de",)
    assert loaded.settings.tools.permissions == {"open_link": "never"}


def test_a_wrong_value_is_told_with_file_line_and_what_is_allowed_and_the_rest_holds(path: Path) -> None:
    loaded = load(written(path, "# mine\n[talking]\n\nspeed = 9\nsilence_ms = 500\n"))
    assert sentences(loaded) == [
        f'{path}, line 4: talking.speed can\'t be "9": allowed is a number from 0.25 to 1.5. The default, 1.0, is used.'
    ]
    assert loaded.settings == Settings().with_value("talking.silence_ms", 500)


def test_an_unknown_name_is_told_with_its_line_and_the_nearest_one(path: Path) -> None:
    loaded = load(written(path, "volume = 3\n[sound]\nchimes = false\noutput_volum = 50\n[sund]\nx = 1\n"))
    assert sentences(loaded) == [
        f"{path}, line 1: volume is outside every table and ignored.",
        f"{path}, line 4: There's no setting sound.output_volum. Did you mean sound.output_volume?",
        f"{path}, line 6: There's no setting sund.x. `voiceapp settings list` shows all.",
    ]
    assert loaded.settings == Settings().with_value("sound.chimes", False)


def test_one_wrong_entry_does_not_undo_the_others(path: Path) -> None:
    loaded = load(written(path, '[tools.permissions]\nopen_link = "never"\nclipboard = "somtimes"\n'))
    assert loaded.settings.tools.permissions == {"open_link": "never", "clipboard": "never"}
    assert sentences(loaded) == [
        (
            f'{path}, line 3: tools.permissions.clipboard can\'t be "somtimes": allowed is names of tools, '
            'each "always", "ask" or "never". Until it\'s fixed, the strictest value applies: '
            "tools.permissions.clipboard = never."
        )
    ]


def test_an_entry_without_a_meaning_for_privacy_is_just_not_used(path: Path) -> None:
    loaded = load(written(path, '[dictation.programs]\nxterm = "typed"\ngimp = "tpyed"\n'))
    assert loaded.settings.dictation.programs == {"xterm": "typed"}
    assert [sentence.endswith("The entry isn't used.") for sentence in sentences(loaded)] == [True]


def test_a_line_that_is_no_toml_costs_that_line(path: Path) -> None:
    loaded = load(written(path, "[talking]\nspeed = 1,2\nsilence_ms = 500\n[sound]\nchimes = False\ninput_gain = 3\n"))
    assert [problem.line for problem in loaded.problems] == [2, 5]
    assert all(", so it's ignored." in sentence for sentence in sentences(loaded))
    assert loaded.settings.talking.silence_ms == 500
    assert loaded.settings.sound.input_gain == 3


def test_a_broken_header_never_gives_its_lines_to_another_table(path: Path) -> None:
    loaded = load(
        written(path, '[stt]\nmodel = "a"\n[chat\nmodel = "b"\nbase_url = "https://b.example/v1"\n[tts]\nmodel = "c"\n')
    )
    assert [problem.line for problem in loaded.problems] == [3]
    assert (loaded.settings.stt.model, loaded.settings.stt.base_url) == ("a", "")
    assert (loaded.settings.chat.model, loaded.settings.tts.model) == ("", "c")


def test_a_string_without_an_end_costs_little(path: Path) -> None:
    loaded = load(written(path, '[talking]\nspeed = 1.2\ninstructions = """be kind\n[sound]\nchimes = false\n'))
    assert [problem.line for problem in loaded.problems] == [3]
    assert loaded.settings.talking.speed == 1.2
    assert loaded.settings.sound.chimes is False


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("talking = {speed = 9}", 1),
        ("talking.speed = 9", 1),
        ('[talking]\n"speed" = 9', 2),
        ("# speed = 9\n[talking]\n# speed\nspeed = 9", 4),
        ("[chat]\nmodel='speed'\n[talking]\nlanguages = [\n 'de', # speed\n 'en']\nspeed=9", 7),
        ("[talking]\r\nsilence_ms = 500\r\nspeed = 9\r\n", 3),
        ('[talking]\ninstructions = """\nspeed = 9\n"""\nspeed = 9', 5),
        ("\ufeff[talking]\nspeed = 9", 2),
    ],
)
def test_the_line_is_found_however_it_is_written(path: Path, text: str, line: int) -> None:
    loaded = load(written(path, text))
    assert [problem.line for problem in loaded.problems] == [line]
    assert "talking.speed" in str(loaded.problems[0].sentence)


def test_a_key_in_the_file_is_neither_used_nor_shown(path: Path) -> None:
    loaded = load(written(path, '[engines]\napi_key = "0f1e2d3c4b5a6978"\n[chat]\nmodel = "0f1e2d3c4b5a6978"\n'))
    assert str(loaded.problems[0].sentence) == (
        f"{path}, line 2: api_key isn't read because keys don't belong in this file. Save keys in Settings instead."
    )
    assert loaded.settings.engines == Settings().engines
    assert "0f1e2d3c4b5a6978" not in " ".join(sentences(loaded))


def test_settings_that_are_called_key_are_read(path: Path) -> None:
    loaded = load(written(path, '[dictation]\nkey = "F9"\n'))
    assert (loaded.settings.dictation.key, loaded.problems) == ("F9", ())


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00", b"[" * 5000, b"=\n" * 300, b'"""\n' * 7, b"a" * 100_000])
def test_whatever_is_in_it_the_app_starts(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    loaded = load(path)
    assert loaded.settings == closed(Settings(), guards())[0]
    assert any(problem.strict for problem in loaded.problems)
    assert all(str(path) in sentence and sentence.endswith(".") for sentence in sentences(loaded))


DEEP = {
    "lists": f"[strange]\nx = {'[' * 3000}{']' * 3000}\n",
    "lists over lines": f"[strange]\nx = {'[' * 200}\n{'[' * 3000}\n{']' * 3200}\n",
    "lists without an end": f"[strange]\nx = {'[' * 5000}\n",
    "tables": f"[strange]\nx = {'{a = ' * 3000}1{'}' * 3000}\n",
    "dotted names": f"[strange]\n{'a.' * 2_000}a = 1\n",
    "headers": f"[{'a.' * 2_000}a]\nb = 1\n",
    "in a setting": f"[talking]\nlanguages = {'[' * 3000}{']' * 3000}\n",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_is_nested_too_deep_costs_its_line(path: Path, text: str) -> None:
    text = f"[sound]\nchimes = false\n{text}[chat]\nmodel = 'mine'\n"
    loaded = load(written(path, text))
    assert (loaded.settings.sound.chimes, loaded.settings.chat.model) == (False, "mine")
    assert any("nested too deep" in sentence for sentence in sentences(loaded))
    save(path, loaded.settings.with_value("sound.chime_volume", 20), ["sound.chime_volume"])
    assert load(path).settings == loaded.settings.with_value("sound.chime_volume", 20)


def test_a_value_that_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(SettingError, match="can't be read as one"):
        Settings().with_text("talking.languages", "[" * 5000 + "]" * 5000)


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    assert sentences(load(path)) == [
        (
            f"{path} can't be read (Is a directory). Privacy and budget settings use their strictest values, "
            "all others their defaults."
        )
    ]


@fresh
@given(st.text(max_size=200))
def test_any_text_can_be_loaded(path: Path, text: str) -> None:
    load(written(path, text.encode("utf-8", "replace").decode()))


# --- writing


@fresh
@given(settings())
def test_what_is_saved_is_what_is_loaded(path: Path, chosen: Settings) -> None:
    path.unlink(missing_ok=True)
    save(path, chosen)
    loaded = load(path)
    assert sentences(loaded) == []
    assert loaded.settings == chosen


@fresh
@given(settings(), changes())
def test_one_change_leaves_everything_else(path: Path, before: Settings, change: tuple[str, Value]) -> None:
    path.unlink(missing_ok=True)
    save(path, before)
    after = before.with_value(*change)
    save(path, after, [change[0]])
    assert load(path).settings == after


LAYOUTS = (
    "# top\n\n[talking] # how\nspeed = 1.2  # quick\n# between\nsilence_ms = 900\n\n[sound]\nchimes = false # quiet!\n# end\n",
    "talking.speed = 1.2 # dotted\nsound = { chimes = false } # inline\n",
    "[sound]\nchimes = false\n[talking]\n\n  speed   =   1.2\n[unknown]\nkept = [1, 2,\n  3] # yes\n[tools.permissions]\na = 'ask'\n",
    "[talking]\nspeed = 1.2\nlanguages = [ # mine\n  'de', # first\n  'en',\n]\n[[strange]]\nx = 1\n[[strange]]\nx = 2\n",
)


def comments(text: str) -> list[str]:
    return [line.split("#", 1)[1].strip() for line in text.splitlines() if "#" in line]


@fresh
@given(st.sampled_from(LAYOUTS), st.lists(changes(), min_size=1, max_size=4))
def test_comments_order_and_what_is_unknown_stay(path: Path, layout: str, changed: list[tuple[str, Value]]) -> None:
    written(path, layout)
    wanted = load(path).settings
    for key, value in changed:
        wanted = wanted.with_value(key, value)
    save(path, wanted, [key for key, _ in changed])
    text = path.read_text(encoding="utf-8")
    assert load(path).settings == wanted
    assert not any(line not in text.splitlines() for line in layout.splitlines() if line.startswith("#"))
    for name in ("unknown", "strange"):
        assert tomllib.loads(text).get(name) == tomllib.loads(layout).get(name)


def test_a_changed_value_keeps_its_comment_and_its_place(path: Path) -> None:
    written(path, LAYOUTS[0])
    save(path, load(path).settings.with_value("talking.speed", 0.9), ["talking.speed"])
    assert path.read_text(encoding="utf-8") == LAYOUTS[0].replace("1.2", "0.9")


def test_nothing_to_change_leaves_the_file_untouched(path: Path) -> None:
    written(path, LAYOUTS[0])
    before = path.stat()
    save(path, load(path).settings, ["talking.speed", "sound.chimes"])
    assert path.stat() == before


def test_a_new_file_says_what_it_is(path: Path) -> None:
    save(path, Settings().with_value("talking.instructions", "Be kind.\nBe brief."), ["talking.instructions"])
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# The settings of voiceapp.")
    assert 'instructions = """Be kind.\nBe brief."""' in text


def test_a_default_is_taken_out_of_the_file(path: Path) -> None:
    written(path, "[talking]\nspeed = 1.2\nsilence_ms = 900\n")
    save(path, Settings().with_value("talking.silence_ms", 900), ["talking.speed"])
    assert path.read_text(encoding="utf-8") == "[talking]\nsilence_ms = 900\n"


def test_entries_are_written_and_taken_out_by_themselves(path: Path) -> None:
    written(path, "[tools.permissions]\na = 'ask' # asked for\nb = 'never'\n")
    chosen = load(path).settings.with_value("tools.permissions.c", "always").with_default("tools.permissions.b")
    save(path, chosen, ["tools.permissions.c", "tools.permissions.b"])
    assert path.read_text(encoding="utf-8") == "[tools.permissions]\na = 'ask' # asked for\nc = \"always\"\n"


def test_an_entry_taken_out_of_the_ones_that_came_with_the_app_stays_out(path: Path) -> None:
    chosen = Settings().with_default("talking.presets.Brief")
    save(path, chosen, ["talking.presets.Brief"])
    assert load(path).settings == chosen
    empty = Settings().with_value("talking.presets", {})
    save(path, empty, ["talking.presets"])
    assert load(path).settings == empty


def test_lines_that_are_no_toml_are_kept_as_comments(path: Path) -> None:
    written(path, "[talking]\nspeed = 1,2\nsilence_ms = 900 # mine\n")
    save(path, load(path).settings.with_value("sound.chimes", False), ["sound.chimes"])
    text = path.read_text(encoding="utf-8")
    assert text.startswith("[talking]\n# not understood: speed = 1,2\nsilence_ms = 900 # mine\n")
    assert load(path).problems == ()


def test_a_file_of_which_nothing_can_be_made_is_kept_beside_the_new_one(path: Path) -> None:
    written(path, "=\n" * 300)
    save(path, Settings().with_value("sound.chimes", False), ["sound.chimes"])
    assert load(path).settings.sound.chimes is False
    assert path.with_suffix(".damaged.toml").read_text(encoding="utf-8") == "=\n" * 300


def test_the_file_is_its_owners_alone(path: Path) -> None:
    written(path, "[talking]\n").chmod(0o644)
    save(path, Settings().with_value("sound.chimes", False), ["sound.chimes"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    elsewhere = written(tmp_path / "dotfiles" / "voiceapp.toml", "# mine\n[sound]\n")
    elsewhere.parent.chmod(0o755)
    path.parent.mkdir()
    path.symlink_to(elsewhere)
    save(path, Settings().with_value("sound.chimes", False), ["sound.chimes"])
    assert path.is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == "# mine\n[sound]\nchimes = false\n"
    assert stat.S_IMODE(elsewhere.parent.stat().st_mode) == 0o755


def test_a_failed_write_leaves_the_old_file_and_no_litter(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(path, "[sound]\nchimes = true\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsFileError, match=r"can't be written \(No space left on device\)"):
        save(path, Settings().with_value("sound.chimes", False), ["sound.chimes"])
    assert path.read_text(encoding="utf-8") == "[sound]\nchimes = true\n"
    assert sorted(each.name for each in path.parent.iterdir()) == [".settings.toml.lock", "settings.toml"]


def test_a_lock_that_nobody_lets_go_of_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(path, "")
    monkeypatch.setattr("voiceapp.settings.file.one_writer", lambda lock: one_writer(lock, 0.05))
    with (
        one_writer(path.with_name(".settings.toml.lock")),
        pytest.raises(SettingsFileError, match="Another copy of voiceapp is using"),
    ):
        save(path, Settings().with_value("sound.chimes", False), ["sound.chimes"])


def test_threads_that_write_at_once_lose_nothing(path: Path) -> None:
    values = {"talking.speed": 1.2, "sound.chimes": False, "budget.per_day": 3.0, "sound.input_gain": 4.0}

    def write(key: str, value: Value) -> None:
        for _ in range(5):
            save(path, Settings().with_value(key, value), [key])

    threads = [threading.Thread(target=write, args=each) for each in values.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(EVENT)
    assert {key: load(path).settings.value(key) for key in values} == values


WRITER = """
import sys
from pathlib import Path
from voiceapp.settings.file import save
from voiceapp.settings.model import SettingError, Settings, guards
from voiceapp.settings.fail_closed import closed
path, number = Path(sys.argv[1]), sys.argv[2]
for turn in range(10):
    key = f"tools.permissions.tool{number}_{turn}"
    save(path, Settings().with_value(key, "ask"), [key])
"""


def test_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    written(path, "[tools.permissions]\nmine = 'never'\n")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)]) for number in range(3)]
    assert [writer.wait(PROGRAM) for writer in writers] == [0, 0, 0]
    assert len(load(path).settings.tools.permissions) == 31
