"""A single question in a terminal may use the tools of other programs, and asks there first."""

import asyncio
import os
from pathlib import Path

import pytest

from tests.tool_servers.parts import program
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.tool_calls import REFUSED
from voiceapp.one_off.asked_tools import AskedTools
from voiceapp.one_off.tool_servers import TerminalServers
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths


def test_it_asks_with_all_that_is_given_and_runs_only_what_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    monkeypatch.setattr("voiceapp.one_off.asked_tools.START_PATIENCE", 60.0)
    with TerminalServers(lambda: True) as servers:
        assert servers.keep(program()) is None
        assert servers.switch("tests", on=True) is None
    asked: list[tuple[str, tuple[tuple[str, str], ...]]] = []

    def may_use(question: Sentence, given: tuple[tuple[str, str], ...]) -> bool:
        asked.append((str(question), given))
        return ("text", "milk") in given

    settings = Settings().with_value("tools.permissions.tests__add", "never")
    with AskedTools(Paths.find(os.environ), settings, may_use) as tools:
        found = tools.tools()
        assert "tests__add" not in found
        note = found["tests__note"]
        assert asyncio.run(note.run('{"text": "milk\\u202e"}')) == "noted milk"
        assert asyncio.run(note.run('{"text": "tea"}')) == REFUSED
    question = "Let tests use its tool “note”?"
    assert asked == [(question, (("text", "milk"),)), (question, (("text", "tea"),))]


def test_where_tools_are_off_no_server_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    settings = Settings().with_text("tools.enabled", "false")
    with AskedTools(Paths.find(os.environ), settings, lambda *_: True) as tools:
        assert tools.tools() == {}
