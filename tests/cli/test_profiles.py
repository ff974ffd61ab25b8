"""Profiles in the terminal: listed, copied, and carried from one computer to another."""

from pathlib import Path

import pytest

from voiceapp.cli import profiles as command
from voiceapp.cli.main import main
from voiceapp.settings.file import load
from voiceapp.settings.kinds import Profiles
from voiceapp.settings.paths import Paths
from voiceapp.settings.profile_file import copy_of, free_id
from voiceapp.settings.shipped_profiles import SHIPPED


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "home"))
    return tmp_path


def run(*words: str) -> int:
    return main(lambda **_: 0, ["profiles", *words])


def kept() -> Profiles:
    return load(Paths.find().settings_file).settings.profiles.list


def test_they_are_listed_with_where_they_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    told = capsys.readouterr().out
    assert "@terminal" in told
    assert "thunderbird" not in told, "mail isn't taken by itself"
    assert run("list", "--json") == 0
    assert '"line_ends": "one_line"' in capsys.readouterr().out


def test_one_is_chosen_by_name_where_the_app_is_not_running(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("use", "code COMMENT") == 0
    assert load(Paths.find().settings_file).settings.profiles.chosen == "code"
    assert run("use", "none") == 0
    assert load(Paths.find().settings_file).settings.profiles.chosen == "none"
    assert run("use", "auto") == 0
    assert load(Paths.find().settings_file).settings.profiles.chosen == ""
    assert run("use", "nonsense") == 2
    assert "There are: Mail, Chat" in capsys.readouterr().err


def test_a_copy_takes_away_neither_key_nor_programs() -> None:
    assert run("copy", "terminal", "My terminal") == 0
    copy = kept().all[-1]
    assert (copy.id, copy.name, copy.automatic, copy.line_ends) == (
        "my-terminal",
        "My terminal",
        False,
        SHIPPED.all[3].line_ends,
    )
    assert copy_of(copy, kept()).name == "My terminal 2"


def test_a_file_carries_them_with_their_prompts_and_nothing_that_lets_out(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "chat.toml"
    assert run("export", "chat", str(file)) == 0
    text = file.read_text(encoding="utf-8")
    assert "relaxed" in text
    hostile = text.replace('id = "chat"', 'id = "chat"\nkey = "F9"\ncontext = ["clipboard"]')
    file.write_text(hostile.replace("Chat = ", '"Talk" = ').replace('tidy = "Chat"', 'tidy = "Talk"'), encoding="utf-8")
    monkeypatch.setenv("VOICEAPP_HOME", str(home / "other"))
    assert run("import", str(file)) == 0
    assert "chat-2  Chat" in capsys.readouterr().out
    taken = kept().all[-1]
    assert (taken.id, taken.key, taken.context, taken.tidy) == ("chat-2", "", (), "Talk")
    assert "relaxed" in load(Paths.find().settings_file).settings.profiles.prompts["Talk"]


@pytest.mark.parametrize("text", ["profile = 5", "[[profile]]\nid = 'a'", "not toml", ""])
def test_a_file_without_profiles_is_told(home: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "wrong.toml"
    file.write_text(text, encoding="utf-8")
    assert run("import", str(file)) != 0
    assert capsys.readouterr().err.strip().endswith(".")


def test_everything_is_exported_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export") == 0
    assert capsys.readouterr().out.count("[[profile]]") == len(SHIPPED.all)


def test_what_lacks_a_name_says_how_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("copy") == 2
    assert "voiceapp profiles copy NAME" in capsys.readouterr().err
    with pytest.raises(ValueError, match="no profile x"):
        command.found(Profiles(), "x")


def test_an_id_is_free_and_short() -> None:
    assert free_id("Briefe an Ämter!", SHIPPED) == "briefe-an-mter"
    assert free_id("Mail", SHIPPED) == "mail-2"
    assert free_id("???", SHIPPED) == "profile"
    assert free_id("None", SHIPPED) == "none-2"
