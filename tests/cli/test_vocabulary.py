"""The vocabulary is listed, changed, and read from files and written into them in the terminal."""

import json
from pathlib import Path

import pytest

from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.main import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "home"))


def voiceapp(*arguments: str) -> int:
    return main(lambda **_: 0, ["vocabulary", *arguments])


def test_words_are_added_listed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("add", "PySide", "Anna Müller") == OK
    assert voiceapp("add", "by", "the", "way", "--heard", "btw") == OK
    assert capsys.readouterr().out.splitlines() == ["2 words added.", "1 word added."]
    assert voiceapp() == OK
    assert capsys.readouterr().out.splitlines() == ["PySide", "Anna Müller", "btw → by the way"]
    assert voiceapp("remove", "PySide", "btw") == OK
    assert voiceapp("list", "--json") == OK
    assert json.loads(capsys.readouterr().out) == {"vocabulary": ["Anna Müller"], "replacements": {}}


def test_files_go_in_and_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "in.txt", tmp_path / "out.json"
    first.write_text("PySide\nQwen\n", encoding="utf-8")
    assert voiceapp("import", str(first)) == OK
    assert voiceapp("export", str(second)) == OK
    assert [each["term"] for each in json.loads(second.read_bytes())["vocabulary"]] == ["PySide", "Qwen"]
    assert capsys.readouterr().out.splitlines() == ["2 words added.", f"Saved to {second}."]


def test_what_cannot_be_done_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voiceapp("add") == USAGE
    assert voiceapp("remove", "nothing") == USAGE
    assert voiceapp("import", str(tmp_path / "none.csv")) == FAILED
    assert voiceapp("export", str(tmp_path / "no" / "folder.csv")) == FAILED
    assert voiceapp("add", "x", "--heard", "y" * 201) == USAGE
    assert len(capsys.readouterr().err.splitlines()) == 5
