"""Servers of tools as they are met in the wild: real programs, which answer, hang, die, flood and change their minds."""

import asyncio
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.tool_servers.parts import Servers, program
from voiceapp.core.failures import Failure
from voiceapp.core.ports import ToolError
from voiceapp.core.tool_servers.access import ServerState
from voiceapp.core.tool_servers.server_entries import IN_KEYRING, ServerEntry
from voiceapp.core.wishes import Permission
from voiceapp.tool_servers import server_runner
from voiceapp.tool_servers.other_programs import servers_of_other_programs
from voiceapp.tool_servers.server_secrets import name_of
from voiceapp.tool_servers.tool_servers import NOT_AS_SHOWN

ENVIRON = {**os.environ, "OPENAI_API_KEY": "sk-ours", "SOME_API_KEY": "other"}


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[Servers]:
    opened = Servers(tmp_path, ENVIRON)
    yield opened
    opened.all.close()


async def refused(servers: Servers, tool: str, arguments: str = "{}") -> str:
    with pytest.raises(ToolError) as raised:
        await servers.tool(tool).run(arguments)
    return str(raised.value)


async def test_a_server_runs_once_it_is_switched_on_and_its_tools_are_called(servers: Servers) -> None:
    assert servers.all.keep(program()) is None
    card = servers.wait("tests", ServerState.OFF)
    assert "tests.tool_servers.program" in card.shown
    assert not servers.all.tools
    assert servers.all.switch("tests", on=True) is None
    card = servers.wait("tests", ServerState.READY)
    assert [tool.shown_name for tool in card.tools][:3] == ["add", "note", "say.it\\u202eback"]
    add, note = servers.tool("tests__add"), servers.tool("tests__note")
    assert await add.run('{"a": 1, "b": 2}') == "3"
    assert (add.suggested, note.suggested) == (Permission.ASK, Permission.ASK)
    assert add.card is not None
    assert note.card is not None
    assert (add.card.may_always, note.card.may_always) == (True, False)
    assert str(note.card.names_it) == "Let tests use its tool “note”?"
    assert servers.all.switch("tests", on=False) is None
    servers.wait("tests", ServerState.OFF)
    assert not servers.all.tools


async def test_it_gets_neither_our_keys_nor_anything_that_it_was_not_given(servers: Servers) -> None:
    servers.begin(program(variables=(("LEVEL", "3"),)))
    told = (await servers.tool("tests__environment").run("{}")).split()
    assert {"PATH", "HOME", "PYTHONPATH", "LEVEL"} <= set(told)
    assert not any("API_KEY" in name for name in told)


async def test_answers_are_bounded_clean_and_described(servers: Servers) -> None:
    servers.begin(program())
    (say_it,) = [name for name in servers.all.tools if name.startswith("tests__say_it")]
    assert await servers.tool(say_it).run('{"text": "x"}') == "[2Jx"
    assert len(await servers.tool("tests__flood").run("{}")) < 8_100
    assert "[a picture (image/png, 402 bytes), which was not opened]" in await servers.tool("tests__picture").run("{}")
    assert json.loads(await servers.tool("tests__weather").run('{"town": "Ulm"}')) == {"degrees": 3}
    assert await servers.tool("tests__slow").run("{}") == "done at last"
    assert "tests couldn't do this: " in await refused(servers, "tests__fail")


async def test_tools_that_come_later_are_offered(servers: Servers) -> None:
    servers.begin(program())
    assert await servers.tool("tests__grow").run("{}") == "grown"
    servers.wait("tests", lambda card: len(card.tools) == 13)
    assert await servers.tool("tests__grown").run("{}") == "new"
    assert "tests__grown" not in servers.others_offered.get(timeout=EVENT)
    assert "tests__grown" in servers.others_offered.get(timeout=EVENT)


async def test_a_server_that_dies_in_the_midst_is_told_and_started_again(servers: Servers) -> None:
    servers.begin(program())
    kept = servers.tool("tests__add")
    assert await refused(servers, "tests__die") == ("tests ended while it was working. It's being started again.")
    card = servers.wait("tests", ServerState.FAILED)
    assert str(card.sentence) == "The program ended and said: it is over"
    with pytest.raises(ToolError, match="isn't running right now"):
        await kept.run('{"a": 1, "b": 2}')
    servers.wait("tests", ServerState.READY)
    assert await servers.tool("tests__add").run('{"a": 1, "b": 2}') == "3"


async def test_a_tool_that_hangs_is_given_up_and_told_so(
    servers: Servers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    servers.begin(program())
    monkeypatch.setattr(server_runner, "QUIET_PATIENCE", 0.3)
    assert await refused(servers, "tests__hang") == "tests didn't answer in time."
    assert await servers.tool("tests__add").run('{"a": 1, "b": 2}') == "3", "the others still answer"


async def test_a_call_that_nobody_waits_for_any_more_is_called_off_at_the_server(
    servers: Servers, tmp_path: Path
) -> None:
    servers.begin(program())
    file = tmp_path / "hangs"
    call = asyncio.create_task(servers.tool("tests__hang").run(json.dumps({"where": str(file)})))
    await written(file, "began")
    call.cancel()
    await written(file, "cancelled")


async def written(file: Path, words: str) -> None:
    async with asyncio.timeout(EVENT):
        while not await asyncio.to_thread(has_words, file, words):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def has_words(file: Path, words: str) -> bool:
    return file.exists() and file.read_text() == words


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        ("dies-at-start", "The program ended and said: no such database"),
        ("endless", "It sent far more than it may, so it was ended."),
        ("hangs-at-start", "It didn't start in time. It's tried again later."),
    ],
)
def test_a_server_that_does_not_start_is_told_in_one_sentence(
    servers: Servers, monkeypatch: pytest.MonkeyPatch, mode: str, why: str
) -> None:
    if mode == "hangs-at-start":
        monkeypatch.setattr(server_runner, "START_PATIENCE", 0.5)
    assert servers.all.keep(program("bad", mode)) is None
    assert servers.all.switch("bad", on=True) is None
    assert str(servers.wait("bad", ServerState.FAILED).sentence) == why


def test_what_a_server_prints_besides_harms_nothing(servers: Servers) -> None:
    servers.begin(program("tests", "chatters"))


def test_a_program_that_is_not_there_is_told(servers: Servers) -> None:
    assert servers.all.keep(ServerEntry("none", "no-such-program")) is None
    servers.all.switch("none", on=True)
    why = servers.wait("none", ServerState.FAILED).sentence
    assert str(why) == "There's no program no-such-program on this device. Install it first."


def test_a_server_that_is_configured_otherwise_by_anyone_is_off_until_it_is_seen(servers: Servers) -> None:
    servers.begin(program())
    changed = servers.list.path.read_text().replace("tests.tool_servers.program", "tests.tool_servers.evil")
    servers.list.path.write_text(changed)
    servers.all.look_again()
    card = servers.wait("tests", ServerState.CHANGED)
    assert "configured otherwise" in str(card.sentence)
    assert not servers.all.tools


def test_what_is_switched_on_or_tried_is_what_was_shown(servers: Servers) -> None:
    assert servers.all.keep(program()) is None
    for ask in (lambda: servers.all.try_out("tests"), lambda: servers.all.switch("tests", on=True)):
        text = servers.list.path.read_text()
        servers.list.path.write_text(
            text.replace('"tests.tool_servers.program"', '"tests.tool_servers.program", "more"')
        )
        assert ask() == NOT_AS_SHOWN
        assert servers.all._room is None


def test_a_file_that_somebody_else_wrote_starts_nothing(servers: Servers, tmp_path: Path) -> None:
    servers.list.path.parent.mkdir(parents=True)
    servers.list.path.write_text(
        json.dumps({"mcpServers": {"evil": {"command": "touch", "args": [str(tmp_path / "it")]}}})
    )
    servers.all.look_again()
    servers.wait("evil", ServerState.OFF)
    assert servers.all._room is None
    assert not (tmp_path / "it").exists()
    servers.list.path.write_text("{broken")
    servers.all.look_again()
    assert "isn't valid JSON" in str(servers.all.problem)
    assert servers.all.keep(program()) is not None, "it is not written over"
    assert servers.list.path.read_text() == "{broken"


def test_secrets_are_in_the_keyring_and_nowhere_else(servers: Servers, tmp_path: Path) -> None:
    entry = program(variables=(("NOTES_TOKEN", "very-secret"), ("LEVEL", "3"), ("OTHER_TOKEN", "${HOME}")))
    servers.begin(entry)
    text = servers.list.path.read_text()
    assert "very-secret" not in text
    assert text.count(IN_KEYRING) == 1
    assert servers.list.path.stat().st_mode & 0o777 == 0o600
    assert servers.drawer.kept == {name_of(entry, "NOTES_TOKEN"): "very-secret"}
    assert name_of(replace(entry, arguments=("other",)), "NOTES_TOKEN") not in servers.drawer.kept
    assert servers.all.remove("tests") is None
    assert servers.drawer.kept == {}
    servers.drawer.locked = True
    assert "nothing was saved" in str(servers.all.keep(entry))
    assert "very-secret" not in servers.list.path.read_text()


def test_where_nothing_may_leave_nobody_elsewhere_is_asked(servers: Servers) -> None:
    assert servers.all.keep(ServerEntry("wiki", url="https://wiki.example/mcp")) is None
    servers.may_leave = False
    servers.all.switch("wiki", on=True)
    assert "Nothing may leave this device" in str(servers.wait("wiki", ServerState.UNUSABLE).sentence)
    assert isinstance(servers.all.try_out("wiki"), Failure)
    assert servers.all._room is None
    servers.begin(program())


def test_what_other_programs_are_configured_with_is_found_and_not_run(tmp_path: Path) -> None:
    places = {
        ".cursor/mcp.json": '{"mcpServers": {"wiki": {"url": "https://wiki.example/mcp"}, "bad": {}}}',
        ".config/Code/User/mcp.json": '{"servers": {"files": {"command": "npx"}}}',
        ".claude.json": "{broken",
        ".lmstudio/mcp.json": "\xff",
    }
    for name, text in places.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="latin-1")
    found = servers_of_other_programs({"HOME": str(tmp_path)})
    assert [(each.program, [entry.name for entry in each.entries]) for each in found] == [
        ("Cursor", ["wiki"]),
        ("VS Code", ["files"]),
    ]


def test_trying_it_out_tells_what_it_has_and_leaves_it_off(servers: Servers) -> None:
    servers.all.keep(program())
    came = servers.all.try_out("tests")
    assert isinstance(came, server_runner.ServerNews)
    assert (came.state, len(came.offer.tools)) == (ServerState.READY, 12)
    assert servers.wait("tests", ServerState.OFF).tools == ()
    assert not isinstance(servers.all.try_out("nobody"), server_runner.ServerNews)


def test_the_end_of_the_app_is_the_end_of_all_that_it_started(tmp_path: Path) -> None:
    servers = Servers(tmp_path, ENVIRON)
    servers.begin(program())
    (child,) = children()
    servers.all.close()
    assert child not in children()
    assert not any(thread.name == "tool servers" for thread in threading.enumerate())


def children() -> dict[int, str]:
    tasks = Path("/proc/self/task").iterdir()
    found = [int(each) for task in tasks for each in (task / "children").read_text().split()]
    programs = {child: Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode() for child in found}
    return {child: words for child, words in programs.items() if "tool_servers.program" in words}
