"""The history from the terminal."""

import io
import json
import shlex
import subprocess
import sys
from contextlib import closing, redirect_stdout
from pathlib import Path

import pytest

from tests.exports.readers import csv_rows, sound_facts
from tests.exports.rich import RICH, SOUNDS, START
from tests.storage.test_meanings import MODEL, meaning
from tests.talks import answered, said, talk_of
from voiceapp.cli import main as command_line
from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import ItemId, TalkId
from voiceapp.exports import FORMATS
from voiceapp.imports import read
from voiceapp.storage.database import Database
from voiceapp.storage.nearest_lines import packed
from voiceapp.storage.recently_deleted import mark_item

DAY = 86_400.0


def no_window(**_: object) -> int:
    raise AssertionError("no window was asked for")


def voiceapp(*words: str) -> int:
    try:
        return command_line.main(no_window, words)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def full(home: Path) -> Path:
    """A history with the rich talk and a small one from the day before."""
    small = talk_of(
        said("Where is the tea?", talk="tea", at=START - DAY),
        answered("=In the tin.", talk="tea", at=START - DAY + 2),
        name="tea",
    )
    whole = [FORMATS["json"].render(talk, ExportWishes(with_sound=True), SOUNDS) for talk in (RICH, small)]
    file = home / "talks.json"
    file.write_bytes(FORMATS["json"].join(whole))
    with redirect_stdout(io.StringIO()) as told:
        assert voiceapp("import", str(file)) == 0
    assert told.getvalue() == "Imported conversations: 2.\n"
    return home


def test_an_empty_history_finds_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("history") == 3
    assert voiceapp("history", "--json") == 3
    assert json.loads(capsys.readouterr().out) == {"total": 0, "similar": [], "talks": []}
    assert voiceapp("export", "--last", "--to", "-") == 3
    assert voiceapp("export", "x", "--to", "-") == 3
    assert not (home / "home" / "data").exists(), "looking leaves nothing behind"


def test_talks_are_listed_newest_first(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("history") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("* 2025-10-09")
    assert first.endswith("Weather, cherry blossoms & a <very> long word  (15)  talk")
    assert "Where is the tea?  (2)  tea" in second


def test_words_are_found_and_the_line_is_shown(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("history", "tin") == 0
    assert "assistant  =In the tin." in capsys.readouterr().out
    assert voiceapp("history", "东京", "--json") == 0
    (talk,) = json.loads(capsys.readouterr().out)["talks"]
    assert talk["kind"] == "conversation"
    assert talk["hits"][0]["item"] == "talk-0007"
    assert voiceapp("history", "nobody said this") == 3


def test_a_misspelled_word_finds_what_is_close_and_says_so(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("history", "cherri", "blosoms") == 0
    shown = capsys.readouterr()
    assert "cherry blossoms" in shown.out
    assert "No exact match for “cherri blosoms”. Similar:" in shown.err


def test_days_narrow_it_down(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("history", "--since", "2025-10-09", "--json") == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1
    assert voiceapp("history", "--until", "2025-10-08", "--json") == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1
    assert voiceapp("history", "--since", "today") == 3
    assert voiceapp("history", "--count", "1") == 0
    assert "1 more" in capsys.readouterr().err
    assert voiceapp("history", "--since", "gestern") == 2
    assert "is no day" in capsys.readouterr().err


def test_a_talk_is_written_to_a_file_by_its_suffix(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = full / "out.csv"
    assert voiceapp("export", "te", "--to", str(file)) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert [row["text"] for row in csv_rows(file.read_bytes())] == ["Where is the tea?", "'=In the tin."]


def test_the_newest_talk_goes_to_standard_output(full: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert voiceapp("export", "--last", "--to", "-", "--format", "json", "--with-sound") == 0
    bundle = read(capfdbinary.readouterr().out)
    assert [talk.title for talk in bundle.talks] == [RICH.title]
    assert list(bundle.sounds.values()) == list(SOUNDS.values())


def test_wishes_are_heard(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wishes = ("--names", "Anna,Hal", "--no-times", "--no-tools", "--no-unheard", "--only", "assistant")
    assert voiceapp("export", "tea", "--to", "-", "--format", "txt", *wishes) == 0
    assert capsys.readouterr().out.endswith("Hal: =In the tin.\n")
    assert voiceapp("export", "talk", "--to", str(full / "one.wav"), "--turn", "talk-0003") == 0
    assert sound_facts((full / "one.wav").read_bytes()).startswith("24000 Hz, 1 channels, 105600 samples")
    assert voiceapp("export", "tea", "--to", "-", "--time-zone", "Nowhere/Land") == 1
    assert "no time zone" in capsys.readouterr().err


def test_several_talks_share_a_file_or_get_one_each(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("export", "--since", "2025-10-01", "--to", str(full / "all.jsonl")) == 0
    assert len((full / "all.jsonl").read_text().splitlines()) == 2
    assert voiceapp("export", "--since", "2025-10-01", "--to", str(full / "all.pdf")) == 2
    assert "folder" in capsys.readouterr().err
    assert voiceapp("export", "--since", "2025-10-01", "--to", f"{full}/many/", "--format", "html", "--json") == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert sorted(Path(file).name for file in files) == sorted(path.name for path in (full / "many").iterdir())
    assert len(files) == 2
    # One of them has no sound: it is said so, the other is written all the same.
    assert voiceapp("export", "--since", "2025-10-01", "--to", f"{full}/many/", "--format", "flac") == 1
    told = capsys.readouterr()
    assert "no recording" in told.err
    assert told.out.count(".flac") == 1


def test_talks_of_one_name_get_files_of_their_own(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talks = [talk_of(said("Tea?", at=START), name=name) for name in ("one", "two", "three")]
    file = home / "talks.json"
    file.write_bytes(FORMATS["json"].join([FORMATS["json"].render(talk, ExportWishes(), {}) for talk in talks]))
    assert voiceapp("import", str(file), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"talks": ["one", "two", "three"], "new": 3, "skipped": 0}
    for _ in range(2):
        assert voiceapp("export", "--since", "2025-10-01", "--to", f"{home}/many/", "--format", "txt") == 0
    assert sorted(path.name for path in (home / "many").iterdir()) == [
        "2025-10-09 Tea 2.txt",
        "2025-10-09 Tea 3.txt",
        "2025-10-09 Tea.txt",
    ]


@pytest.mark.parametrize("words", [(), ("tea", "--last"), ("--last", "--since", "today")])
def test_it_must_be_clear_which_talk_is_meant(full: Path, words: tuple[str, ...]) -> None:
    assert voiceapp("export", *words, "--to", "-") == 2


def test_what_is_there_already_is_not_taken_in_twice(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("import", str(full / "talks.json")) == 0
    assert capsys.readouterr().out == "Imported conversations: 0; already there: 2.\n"


def test_another_talk_of_the_same_name_comes_beside_it(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = talk_of(said("Another one", at=START), name="tea")
    (full / "other.json").write_bytes(FORMATS["json"].render(other, ExportWishes(), {}))
    for _ in range(2):
        assert voiceapp("import", str(full / "other.json"), "--json") == 0
        assert json.loads(capsys.readouterr().out)["talks"] == ["tea-copy2"]
    assert voiceapp("export", "tea-copy2", "--to", "-", "--format", "txt") == 0
    assert "Another one" in capsys.readouterr().out


def test_a_file_that_cannot_be_taken_in_is_said_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("import", str(home / "nowhere.json")) == 1
    assert "couldn't be read" in capsys.readouterr().err
    (home / "x.json").write_text("{}")
    assert voiceapp("import", str(home / "x.json")) == 1
    assert "no conversations" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said_so(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("export", "tea", "--to", str(full / "no" / "such" / "folder.txt")) == 1
    assert "Choose another place" in capsys.readouterr().err


def test_a_reader_that_has_enough_is_no_error(full: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m voiceapp export talk --to - --format json --with-sound | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == '{\n  "forma'


def test_what_was_said_does_not_steer_the_terminal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk = talk_of(said("\x1b]0;owned\x07 hello\x1b[2J", at=START))
    (home / "x.json").write_bytes(FORMATS["json"].render(talk, ExportWishes(), {}))
    assert voiceapp("import", str(home / "x.json")) == 0
    assert voiceapp("history", "hello") == 0
    assert "\x1b" not in capsys.readouterr().out


def test_nothing_here_needs_standard_input(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert voiceapp("history") == 0


def test_what_was_deleted_is_listed_and_restored(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("history", "--deleted") == 3
    with closing(Database(full / "home" / "data" / "voiceapp.db")) as database, database.writing():
        database.mark_deleted(TalkId("talk"), START)
        mark_item(database, TalkId("tea"), ItemId("tea-0002"), START + 1)
    capsys.readouterr()
    assert voiceapp("history", "--deleted") == 0
    message, talk = capsys.readouterr().out.splitlines()
    assert message.endswith("=In the tin. (in Where is the tea?)  tea-0002")
    assert talk.endswith("  talk")
    assert voiceapp("history", "tin") == 3
    capsys.readouterr()
    assert voiceapp("history", "--restore", "tea-0002") == 0
    assert capsys.readouterr().out == "Restored: =In the tin. (in Where is the tea?)\n"
    assert voiceapp("history", "tin") == 0
    assert voiceapp("history", "--restore", "talk") == 0
    capsys.readouterr()
    assert voiceapp("history", "--restore", "talk") == 3
    assert "Nothing named talk can be restored." in capsys.readouterr().err
    assert voiceapp("history", "--deleted") == 3


# --- by meaning


def test_a_search_by_meaning_without_a_model_says_what_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("history", "--meaning", "tea") == 1
    assert "Settings > Models" in capsys.readouterr().err
    assert voiceapp("history", "--meaning") == 2
    assert voiceapp("history", "--meaning", "tea", "--set", "history.meaning=off") == 1
    assert "history.meaning" in capsys.readouterr().err


def test_what_is_like_a_message_is_found_without_a_model(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ("Put the kettle on.", "Where is my cup?", "A third thing entirely.")
    items = [said(text, number, talk="pot") for number, text in enumerate(lines, 1)]
    with closing(Database(full / "home" / "data" / "voiceapp.db")) as database, database.writing():
        database.put_whole(talk_of(*items, name="pot"))
        database.meanings.use_model(MODEL)
        due = database.meanings.due(100)
        database.meanings.put(MODEL, zip(due, packed(meaning(*(text.text for text in due))), strict=True))
    assert voiceapp("history", "--like", "pot-0001") == 0
    shown = capsys.readouterr().out
    assert "≈ user" in shown
    assert "Where is my cup?" in shown
    assert shown.count("kettle") == 1, "only as the title of its talk"
    assert voiceapp("history", "--like", "no such message") == 1
    assert "Settings > Models" in capsys.readouterr().err, "a text is read by a model"


def test_the_history_is_rebuilt_from_a_folder(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "Tea.json").write_bytes(FORMATS["json"].render(talk_of(said("Where is the tea?")), ExportWishes(), {}))
    (folder / "Broken.json").write_text('{"format": "voiceapp", "version": 1, "talks": 5}')
    assert voiceapp("history", "--rebuild-from", str(folder)) == 0
    assert voiceapp("history", "--rebuild-from", str(folder)) == 0
    told = capsys.readouterr()
    assert "brought back: 1; already there: 0" in told.out + told.err
    assert "brought back: 0; already there: 1" in told.out + told.err
    assert "unreadable: 1" in told.err
    assert voiceapp("history", "tea") == 0
    assert "Where is the tea?" in capsys.readouterr().out
    assert voiceapp("history", "--rebuild-from", str(home / "nowhere")) == 1
    assert "no conversations of voiceapp" in capsys.readouterr().err
