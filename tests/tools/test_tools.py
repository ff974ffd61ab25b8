"""Each tool does what it tells the model that it does, and says what is wrong in a sentence."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.rig.display import Display
from tests.tools.world import ToolWorld
from voiceapp.core.ports import ToolError
from voiceapp.core.wishes import Permission
from voiceapp.desktop.clipboard import open_clipboard
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import talk_wishes
from voiceapp.tools.parts.times import length
from voiceapp.tools.parts.tool_context import ToolContext


async def run(world: ToolWorld, name: str, **arguments: Any) -> Any:
    jsonschema.validate(arguments, json.loads(world.tool(name).spec.parameters))
    return json.loads(await world.tool(name).run(json.dumps(arguments)))


def test_what_the_model_is_told_is_proper(tmp_path: Path) -> None:
    tools = ToolWorld(tmp_path).tools
    assert len(tools) == 28
    for name, tool in tools.items():
        parameters = json.loads(tool.spec.parameters)
        jsonschema.Draft202012Validator.check_schema(parameters)
        assert parameters["type"] == "object"
        assert "$ref" not in tool.spec.parameters
        assert name.replace("_", "").isalpha()
        assert tool.spec.description.endswith(".")


def test_what_has_effects_or_tells_things_asks_first(tmp_path: Path) -> None:
    tools = ToolWorld(tmp_path).tools
    asking = {name for name, tool in tools.items() if tool.suggested is Permission.ASK}
    assert asking == {
        "search_talks",
        "read_talk",
        "read_clipboard",
        "write_clipboard",
        "open_link",
        "now_playing",
        "open_program",
        "read_notes",
        "read_selection",
        "remove_note",
        "remember",
    }


def test_the_person_decides(tmp_path: Path) -> None:
    tools = tuple(ToolWorld(tmp_path).tools.values())
    settings = Settings().with_value("tools.permissions.open_link", "never")
    settings = settings.with_value("tools.permissions.read_clipboard", "always")
    wishes = talk_wishes(settings, tools)
    assert wishes.permission("open_link") is Permission.NEVER
    assert wishes.permission("read_clipboard") is Permission.ALWAYS
    assert wishes.permission("calculate") is Permission.ALWAYS
    told = {spec.name for spec in wishes.session.tools}
    assert "open_link" not in told
    assert len(told) == 23
    cautious = talk_wishes(settings.with_value("tools.otherwise", "ask"), tools)
    assert cautious.permission("calculate") is Permission.ASK
    assert talk_wishes(settings.with_value("tools.otherwise", "never"), tools).session.tools == (
        next(tool.spec for tool in tools if tool.spec.name == "read_clipboard"),
    )
    assert talk_wishes(settings.with_value("tools.enabled", False), tools).session.tools == ()


@pytest.mark.parametrize("arguments", ["{", "[]", '"x"', '{"expression": []}', "{}", "\udcff", "[" * 5000])
async def test_arguments_that_do_not_fit_are_told(tmp_path: Path, arguments: str) -> None:
    with pytest.raises(ToolError, match="don't fit"):
        await ToolWorld(tmp_path).tool("calculate").run(arguments)


async def test_numbers_may_come_as_words(tmp_path: Path) -> None:
    said = await ToolWorld(tmp_path).tool("set_timer").run('{"minutes": "5"}')
    assert json.loads(said) == {"number": 1, "rings_in": "5 min"}


async def test_more_than_a_tool_takes_is_refused(tmp_path: Path) -> None:
    for name, tool in ToolWorld(tmp_path).tools.items():
        assert json.loads(tool.spec.parameters)["additionalProperties"] is False
        with pytest.raises(ToolError, match=r"unknown field|missing required"):
            await ToolWorld(tmp_path).tool(name).run('{"comment": "harmless"}')


async def test_date_and_time(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    here = await run(world, "date_and_time")
    assert here["now"].split()[1][:10] == ToolContext.now().isoformat()[:10]
    there = await run(world, "date_and_time", zone="Asia/Tokyo")
    assert there["now"].endswith("+09:00")
    for wrong in ("Nowhere/Land", "../../etc/passwd", "/etc/passwd", "Asia"):
        with pytest.raises(ToolError, match="no time zone"):
            await run(world, "date_and_time", zone=wrong)


async def test_timers_and_reminders_are_set_listed_and_cancelled(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    await run(world, "set_timer", hours=1, minutes=2, seconds=5, label="bread")
    at = (ToolContext.now() + timedelta(days=2)).replace(tzinfo=None, microsecond=0)
    await run(world, "set_reminder", at=at.isoformat(), text="call Anna")
    listed = (await run(world, "list_alarms"))["waiting"]
    assert [(each["number"], each["kind"], each["text"]) for each in listed] == [
        (1, "timer", "bread"),
        (2, "reminder", "call Anna"),
    ]
    assert listed[1]["at"].split()[1].startswith(at.isoformat())
    assert (await run(world, "cancel_alarm", number=1))["text"] == "bread"
    with pytest.raises(ToolError, match="Known numbers: 2"):
        await run(world, "cancel_alarm", number=1)


@pytest.mark.parametrize(("minutes", "at"), [(0, "tomorrow"), (-1, "2020-01-01T00:00"), (1e9, "9999-01-01")])
async def test_no_alarm_in_the_past_or_beyond_reason(tmp_path: Path, minutes: float, at: str) -> None:
    world = ToolWorld(tmp_path)
    with pytest.raises(ToolError):
        await run(world, "set_timer", minutes=minutes)
    with pytest.raises(ToolError, match=r"Reminders work up to|days|now"):
        await run(world, "set_reminder", at=at, text="x")
    assert world.alarms.waiting == ()


async def test_earlier_talks_are_found_and_read(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    found = await run(world, "search_talks", words="tea", since="2025-10-01", until="2025-10-31")
    assert found["talks"][0]["said"] == [{"by": "assistant", "text": "In the tin."}]
    query = world.shelf.asked[0]
    assert query.since is not None
    assert query.until is not None
    assert 30 * 86_400 < query.until - query.since < 32 * 86_400
    read = await run(world, "read_talk", talk=found["talks"][0]["talk"])
    assert read["said"] == "user: Where is the tea?\nassistant: In the tin.", "only what was heard"
    with pytest.raises(ToolError, match="no such talk"):
        await run(world, "read_talk", talk="nothing")


async def test_the_longest_word_is_looked_for_where_all_of_them_find_nothing(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    assert (await run(world, "search_talks", words="my where"))["found"] == 1
    assert [query.words for query in world.shelf.asked] == ["my where", "where"]


async def test_the_clipboard_is_read_and_written(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    assert (await run(world, "read_clipboard"))["text"] == ""
    await run(world, "write_clipboard", text="Grüße 东京")
    assert (await run(world, "read_clipboard"))["text"] == "Grüße 东京"
    await run(world, "write_clipboard", text="end\x1b[201~\r\nof pasting")
    assert (await run(world, "read_clipboard"))["text"] == "end[201~\nof pasting"
    world.board.text = "x" * 100_000
    read = await run(world, "read_clipboard")
    assert (len(read["text"]), read["whole"]) == (6_000, False)


async def test_without_a_window_the_desktops_programs_do_it(display: Display) -> None:
    clipboard = open_clipboard(DesktopEnvironment({"DISPLAY": display.environment["DISPLAY"]}, "linux"))
    import os

    before = os.environ.get("DISPLAY")
    os.environ["DISPLAY"] = display.environment["DISPLAY"]
    try:
        await clipboard.write("Grüße\n东京")
        assert await clipboard.read() == "Grüße\n东京"
        assert display.clipboard() == "Grüße\n东京"
    finally:
        if before is None:
            del os.environ["DISPLAY"]
        else:
            os.environ["DISPLAY"] = before


async def test_where_there_is_no_desktop_there_is_no_clipboard() -> None:
    for here in (DesktopEnvironment({}, "linux"), DesktopEnvironment({}, "win32")):
        with pytest.raises(ToolError, match="no clipboard"):
            await open_clipboard(here).read()
        with pytest.raises(ToolError, match="no clipboard"):
            await open_clipboard(here).write("Hello")


@pytest.mark.parametrize(
    "url", ["https://example.org", "https://example.org:443/a?b=c#d", " https://xn--bcher-kva.example/ "]
)
async def test_a_public_page_is_opened(tmp_path: Path, url: str) -> None:
    world = ToolWorld(tmp_path)
    await run(world, "open_link", url=url)
    assert world.opened == [url.strip()]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org", "file:///etc/passwd", "javascript:alert(1)", "https://", "https://localhost/", "https://router.lan",
        "https://192.168.0.1/reboot", "https://[::1]/", "https://user:pw@example.org", "https://example.org@evil.org",
        "https://example.org:8443/", "https://bücher.example", "https://example.org/ --flag", "https://example.org/\nx", "-x",
        "https://2130706433/", "https://127.1/", "https://a.org/" + "x" * 3000, "https://example.org:99999/", "https://a\\b.org",
    ],
)  # fmt: skip
async def test_no_other_link_is(tmp_path: Path, url: str) -> None:
    world = ToolWorld(tmp_path)
    with pytest.raises(ToolError):
        await run(world, "open_link", url=url)
    assert world.opened == []


async def test_without_a_browser_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="No browser"):
        await run(ToolWorld(tmp_path, browser=False), "open_link", url="https://example.org")


async def test_sums_and_units(tmp_path: Path) -> None:
    world = ToolWorld(tmp_path)
    assert await run(world, "calculate", expression="0.1 + 0.2") == {"result": "0.3"}
    assert await run(world, "convert_units", value=100, source="°C", target="°F") == {"result": "212 °F"}
    with pytest.raises(ToolError, match="divides by zero"):
        await run(world, "calculate", expression="1/0")
    with pytest.raises(ToolError, match="known unit"):
        await run(world, "convert_units", value=1, source="EUR", target="USD")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59.6, "1 min"), (3725, "1 h 2 min 5 s"), (90_000, "1 d 1 h")]
)
def test_lengths_are_told(seconds: float, text: str) -> None:
    assert length(seconds) == text
