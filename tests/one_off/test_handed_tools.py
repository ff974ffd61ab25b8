"""A timer set by a command is set in the running app, or rings once one opens."""

import json
import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from tests.cli.test_keys_and_models import run
from tests.rig.models import installed
from tests.rig.patience import EVENT
from tests.tools.world import Board, Shelf
from voiceapp.core.ports import ToolError
from voiceapp.ipc.commands import RunningAppCommands
from voiceapp.one_off.handed_tools import HandedTools
from voiceapp.settings.paths import Paths
from voiceapp.storage.instance_lock import InstanceLock
from voiceapp.tools import TOOLS, all_tools
from voiceapp.tools.parts.alarms import AlarmRinging, Alarms
from voiceapp.tools.parts.tool_context import ToolContext


def context_with(alarms: Alarms) -> ToolContext:
    return ToolContext(alarms, Shelf(), Board(), lambda _: False)


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    paths = Paths.under(tmp_path / "home")
    paths.make()
    return paths


@pytest.fixture
def hands(home: Paths) -> HandedTools:
    return HandedTools(home, context_with(Alarms(home.data / "none.json", lambda _: None)))


@pytest.fixture
def running(home: Paths) -> Iterator[Alarms]:
    """The timers of a running app."""
    alarms = Alarms(home.data / "alarms.json", lambda _: None)
    alarms.start()
    tools = all_tools(context_with(alarms), (tool for tool in TOOLS if tool.handed_over))
    calls = RunningAppCommands(cast("Any", None), lambda: Path("none"), tools)
    with InstanceLock(home.data) as lock:
        assert lock.acquire()
        calls.open(home.state, lock.say_address, dictating=False)
        yield alarms
        calls.close()
    alarms.close()


async def used(hands: HandedTools, name: str, **arguments: object) -> Any:
    return json.loads(await hands.tools()[name].run(json.dumps(arguments)))


async def test_the_running_app_sets_it_and_knows_it_at_once(running: Alarms, hands: HandedTools) -> None:
    said = await used(hands, "set_timer", minutes=10, label="Größe  & 100 % tea")
    assert said == {"number": 1, "rings_in": "10 min"}
    assert [alarm.text for alarm in running.waiting] == ["Größe  & 100 % tea"]
    assert len((await used(hands, "list_alarms"))["waiting"]) == 1
    await used(hands, "cancel_alarm", number=1)
    assert running.waiting == ()
    assert not hands.rings_later


@pytest.mark.usefixtures("running")
async def test_what_the_running_app_refuses_is_told(hands: HandedTools) -> None:
    with pytest.raises(ToolError, match="one second up to 30 days"):
        await used(hands, "set_timer", minutes=0)
    with pytest.raises(ToolError, match="no timer or reminder with that number"):
        await used(hands, "cancel_alarm", number=7)


async def test_without_an_app_it_is_kept_and_rings_when_one_opens(home: Paths, hands: HandedTools) -> None:
    await used(hands, "set_timer", seconds=1, label="soup")
    await used(hands, "set_timer", hours=1, label="roast")
    assert hands.rings_later
    assert [each["text"] for each in (await used(hands, "list_alarms"))["waiting"]] == ["soup", "roast"]
    await used(hands, "cancel_alarm", number=2)
    rang: queue.SimpleQueue[AlarmRinging] = queue.SimpleQueue()
    opened = Alarms(home.data / "alarms.json", rang.put)
    opened.start()
    try:
        assert rang.get(timeout=EVENT).alarm.text == "soup"
    finally:
        opened.close()
    assert opened.waiting == ()


async def test_a_lookup_needs_no_app_to_be_opened(hands: HandedTools) -> None:
    assert await used(hands, "list_alarms") == {"waiting": []}
    assert not hands.rings_later


async def test_an_app_that_does_not_answer_keeps_its_timers_to_itself(home: Paths, hands: HandedTools) -> None:
    """It would write over what another program put into its file."""
    with InstanceLock(home.data) as lock:
        assert lock.acquire()
        with pytest.raises(ToolError, match="doesn't answer"):
            await used(hands, "set_timer", minutes=1)
    assert not (home.data / "alarms.json").exists()
    assert not hands.rings_later


# --- the command


@installed
def test_a_timer_asked_for_in_a_terminal_is_set_and_it_is_said_when_it_rings(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "--engine", "local", "Set a timer for ten minutes.")
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first == "Your timer rings in 10 minutes."
    assert second.startswith("voiceapp isn't open")
    alarms = Alarms(Paths.under(tmp_path).data / "alarms.json", lambda _: None)
    alarms.take_up()
    assert [alarm.kind for alarm in alarms.waiting] == ["timer"]


@installed
def test_what_the_small_model_cannot_set_it_does_not_claim_to_have_set(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "--engine", "local", "Don't let me forget the meeting on Monday at ten.")
    assert done.stdout.startswith("I haven't set anything")
    assert not (Paths.under(tmp_path).data / "alarms.json").exists()


def test_a_tool_that_may_not_be_used_without_asking_is_not_used(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        "--set=tools.permissions.set_timer=ask",
        "ask",
        "--engine",
        "local",
        "Set a timer for ten minutes.",
    )
    assert not done.stdout.startswith("Your timer")
    assert not (Paths.under(tmp_path).data / "alarms.json").exists()
