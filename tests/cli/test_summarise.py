"""Summaries from the terminal."""

import json
from pathlib import Path

import pytest

from tests.server.api import ApiServer
from tests.talks import said, talk_of
from voiceapp.cli import main as command_line
from voiceapp.one_off.archive import Archive

TALK = talk_of(said("Let's buy tea.", talk="tea"), said("I'll do it tomorrow.", 2, talk="tea"), name="tea")
WRITTEN = {
    "summary": [{"text": "Tea is bought.", "lines": [1]}],
    "decisions": [],
    "tasks": [{"text": "Buy tea.", "owner": "Ann", "due": "2026-12-04", "lines": [2]}],
    "questions": [],
    "chapters": [],
    "title": "The tea",
    "tags": ["tea"],
}


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    made = Archive(tmp_path / "data")
    made.keep([TALK], {})
    return made


def voiceapp(api_server: ApiServer, *words: str) -> int:
    def no_window(**_: object) -> int:
        raise AssertionError("no window was asked for")

    api_server.script.open = True
    places = (f"--set=engines.base_url={api_server.base_url}", "--set=engines.allow_plain=true")
    try:
        return command_line.main(no_window, ("summarise", *words, *places))
    except SystemExit as end:
        return int(end.code or 0)


def test_a_talk_is_summarised_kept_and_shown_again(
    archive: Archive, api_server: ApiServer, capsys: pytest.CaptureFixture[str]
) -> None:
    api_server.script.reply(json.dumps(WRITTEN))
    assert voiceapp(api_server, "tea") == 0
    first = capsys.readouterr().out
    asked = len(api_server.log.received("/v1/chat/completions"))
    assert first.startswith("# The tea\n\n## Summary\n\n- Tea is bought.")
    assert "- [ ] Buy tea. (Ann, due 2026-12-04" in first
    assert voiceapp(api_server, "--show") == 0
    assert capsys.readouterr().out == first, "the newest, without asking anyone"
    assert len(api_server.log.received("/v1/chat/completions")) == asked
    talk = archive.talk("tea")
    assert talk is not None
    assert talk.title == "The tea"


def test_a_text_by_a_prompt_stands_beside_it(
    archive: Archive, api_server: ApiServer, capsys: pytest.CaptureFixture[str]
) -> None:
    api_server.script.reply("# Minutes\n\nTea.").reply(json.dumps(WRITTEN))
    assert voiceapp(api_server, "tea", "--prompt", "minutes", "--json") == 0
    (text,) = json.loads(capsys.readouterr().out)["texts"]
    assert (text["prompt"], text["text"]) == ("Minutes", "# Minutes\n\nTea.")
    assert voiceapp(api_server, "tea", "--json") == 0
    assert json.loads(capsys.readouterr().out)["summary"]["points"][1]["owner"] == "Ann"
    talk = archive.talk("tea")
    assert talk is not None
    assert talk.summaries.summary is not None
    assert [each.prompt for each in talk.summaries.texts] == ["Minutes"]
    assert voiceapp(api_server, "tea", "--show", "--prompt", "MINUTES") == 0
    assert "## Minutes" in capsys.readouterr().out


def test_what_does_not_work_is_said(
    archive: Archive, api_server: ApiServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive.talk("tea") is not None
    assert voiceapp(api_server, "nowhere") == 3
    assert voiceapp(api_server, "tea", "--show") == 3
    assert "Nothing was written" in capsys.readouterr().err
    assert voiceapp(api_server, "tea", "--prompt", "poem") == 1
    assert "no prompt poem" in capsys.readouterr().err
    assert voiceapp(api_server, "tea", "--engine", "local") == 1
    assert "need a language model" in capsys.readouterr().err
    assert api_server.log.received("/v1/chat/completions") == [], "nothing leaves the device"
