"""Tools of other programs in the real app: asked for in a talk, shown whole, allowed by the person, run, answered."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.patience import PROGRAM
from tests.rig.soundcard import SoundCard
from tests.server.api import ApiServer
from tests.server.script import Call
from tests.system.app import RunningApp
from tests.system.test_tools import outputs, write
from tests.tool_servers.parts import program


def switched_on(home: Path) -> None:
    """A server as a person adds one in a terminal."""
    entry = program()
    variables = [f"--env={name}={value}" for name, value in entry.variables]
    for words in (["add", "tests", *variables, "--", entry.command, *entry.arguments], ["on", "tests"]):
        subprocess.run(
            [sys.executable, "-m", "voiceapp", "mcp", *words],
            env={**os.environ, "VOICEAPP_HOME": str(home)},
            check=True,
            timeout=60,
        )


@pytest.mark.parametrize("engine", ["realtime", "cascade"])
def test_a_tool_of_another_program_asks_runs_and_is_answered(
    api_server: ApiServer, sound_card: SoundCard, tmp_path: Path, engine: str
) -> None:
    home = tmp_path / "home"
    switched_on(home)
    api_server.script.reply(
        "",
        calls=(Call("tests__note", '{"text": "milk\\u202e", "title": "shop"}'), Call("tests__add", '{"a": 1, "b": 2}')),
    ).reply("It is noted.")
    settings = {"engines.order": engine, "stt.where": "api", "chat.where": "api", "tts.where": "api"}
    app = RunningApp(sound_card, api_server, home, settings=settings, arguments=("talk", "--mute"))
    try:
        app.wait_for_file(home / "state" / "flight.jsonl", "tests__note", PROGRAM)
        write(app, "Note that I need milk.")
        app.wait_for_output("? Let tests use its tool “note”? text: milk, title: shop - type /yes or /no")
        write(app, "/always")
        app.wait_for_output("[tests · note]")
        app.wait_for_output("? Let tests use its tool “add”? a: 1, b: 2 - type /yes, /always or /no")
        write(app, "/always")
        app.wait_for_output("Assistant: It is noted.")
        write(app, "/quit")
        assert app.wait() == 0
    finally:
        app.kill()
    if engine == "realtime":
        assert sorted(outputs(api_server)) == ["3", "noted shopmilk"]
    settings_file = (home / "config" / "settings.toml").read_text()
    assert "tests__add" in settings_file
    assert "tests__note" not in settings_file, "what may change something asks each time"
    decided = json.loads((home / "state" / "tool_servers.json").read_text())
    assert list(decided["always"]) == ["tests__add"]
