"""Tools in the real app: asked for over the socket, allowed or refused by the person, heard when they ring."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.rig.display import Display
from tests.rig.signals import Samples, find
from tests.rig.soundcard import SoundCard
from tests.server.api import ApiServer
from tests.server.script import Call
from tests.system.app import RunningApp
from voiceapp.audio.chimes import chimes
from voiceapp.core.messages import Chime
from voiceapp.core.talk.tool_calls import REFUSED


def ring() -> Samples:
    """It rings more than once. This is one of them, with the silence that follows."""
    import numpy as np

    sound: Samples = np.frombuffer(chimes()[Chime.ALARM], "<i2")
    return sound[: len(sound) // 4]


def write(app: RunningApp, line: str) -> None:
    assert app.process.stdin is not None
    app.process.stdin.write(line.encode() + b"\n")
    app.process.stdin.flush()


def outputs(server: ApiServer) -> list[str]:
    """What tools gave back to the model."""
    items: list[dict[str, Any]] = [each.body["item"] for each in server.log.received("conversation.item.create")]
    return [item["output"] for item in items if item["type"] == "function_call_output"]


def test_the_model_uses_tools_and_the_person_is_asked_where_it_matters(
    api_server: ApiServer, sound_card: SoundCard, tmp_path: Path
) -> None:
    api_server.script.reply(
        "",
        calls=(
            Call("calculate", '{"expression": "6 * 7.5"}'),
            Call("open_link", '{"url": "https://example.org/tea"}'),
            Call("no_such_tool"),
        ),
    ).reply("It is 45.")
    app = RunningApp(sound_card, api_server, tmp_path / "home", arguments=("talk", "--mute"))
    try:
        write(app, "What is six times seven and a half?")
        app.wait_for_output("? [example.org] Open https://example.org/tea?")
        write(app, "/no")
        app.wait_for_output("Assistant: It is 45.")
        write(app, "/quit")
        assert app.wait() == 0
    finally:
        app.kill()
    offered = api_server.log.received("session.update")[0].body["session"]["tools"]
    assert len(offered) == 24
    assert sorted(outputs(api_server)) == sorted(
        [
            '{"result":"45"}',
            REFUSED,
            '{"error": "There is no such tool."}',
        ]
    )
    assert len(api_server.log.received("response.create")) >= 2


def test_a_timer_rings_and_a_reminder_outlives_the_app(
    api_server: ApiServer, sound_card: SoundCard, tmp_path: Path
) -> None:
    api_server.script.reply(
        "",
        calls=(
            Call("set_timer", '{"seconds": 1, "label": "tea"}'),
            Call("set_timer", '{"hours": 5, "label": "bread"}'),
        ),
    ).reply("They run.")
    home = tmp_path / "home"
    app = RunningApp(sound_card, api_server, home, arguments=("talk", "--mute"))
    try:
        with sound_card.recording() as recording:
            write(app, "Set a timer, please.")
            app.wait_for_output("(Timer: tea)")
            recording.wait_for(lambda samples: find(ring(), samples).score > 0.9)
        write(app, "/quit")
        assert app.wait() == 0
    finally:
        app.kill()
    kept = home / "data" / "alarms.json"
    (bread,) = json.loads(kept.read_text())
    assert bread["text"] == "bread"
    kept.write_text(json.dumps([{**bread, "due": bread["due"] - 6 * 3600}]))
    again = RunningApp(sound_card, api_server, home, arguments=("talk", "--mute"))
    try:
        again.wait_for_output("Missed timer from ")
        assert "bread" in again.output
        write(again, "/quit")
        assert again.wait() == 0
    finally:
        again.kill()
    assert json.loads(kept.read_text()) == []


def test_a_report_of_the_window_that_runs_is_saved_from_the_terminal(
    api_server: ApiServer, sound_card: SoundCard, display: Display, tmp_path: Path
) -> None:
    api_server.script.reply("In the tin.")
    app = RunningApp(sound_card, api_server, tmp_path / "home", display)
    try:
        display.do("windowactivate", "--sync", app.window())
        display.key("ctrl+l")
        display.type("Where is the tea?")
        display.key("Return")
        api_server.log.wait_for_sent("response.done")
        done = saved_report(app)
        assert "until now" in done.stderr
        report = Path(done.stdout.strip()).read_text()
        assert "ReplyBegan" in report
        assert "Where is the tea" not in report
    finally:
        code = app.close_window() if app.process.poll() is None else app.process.returncode
    assert code == 0, app.output
    assert (tmp_path / "home" / "state" / "last-flight.jsonl").stat().st_mode & 0o777 == 0o600


def test_after_a_kill_the_next_start_has_a_report_and_says_so(
    api_server: ApiServer, sound_card: SoundCard, tmp_path: Path
) -> None:
    api_server.script.reply("In the tin.")
    home = tmp_path / "home"
    app = RunningApp(sound_card, api_server, home, arguments=("talk", "--mute"))
    try:
        write(app, "Where is the tea?")
        app.wait_for_output("Assistant: In the tin.")
        running = saved_report(app)
        assert "until now" in running.stderr, "a talk in the terminal can be asked for one, too"
        app.wait_for_file(home / "state" / "flight.jsonl", "ReplyEnded")
    finally:
        app.kill()
    again = RunningApp(sound_card, api_server, home, arguments=("talk", "--mute"))
    try:
        again.wait_for_output("voiceapp didn't shut down properly last time")
        newest = saved_report(again, "--last")
        write(again, "/quit")
        assert again.wait() == 0
    finally:
        again.kill()
    report = Path(newest.stdout.strip()).read_text()
    assert '"ended": "unexpectedly"' in report
    assert "ReplyEnded" in report
    assert "Where is the tea" not in report
    assert not list((home / "state").glob("flight*"))


def test_a_terminal_that_is_closed_ends_the_talk_as_it_should(
    api_server: ApiServer, sound_card: SoundCard, tmp_path: Path
) -> None:
    app = RunningApp(sound_card, api_server, tmp_path / "home", arguments=("talk", "--mute"))
    try:
        app.wait_for_output("Speak, or type")
        app.wait_for_file(tmp_path / "home" / "state" / "flight.jsonl", "format")
        app.process.send_signal(signal.SIGHUP)
        app.wait()
    finally:
        app.kill()
    assert not list((tmp_path / "home" / "state").glob("flight*"))


def saved_report(app: RunningApp, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "voiceapp", "report", *arguments],
        env=app.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
