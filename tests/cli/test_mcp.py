"""`voiceapp mcp`: other programs read one's own talks by it, as the official client meets it."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from tests.storage.wav import WavFiles
from tests.tool_servers.parts import Servers
from voiceapp.cli import main as command_line
from voiceapp.core.ports import ToolError
from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.core.transcript import ItemId, Message, Speaker, Talk, TalkId
from voiceapp.one_off import talk_service
from voiceapp.one_off.archive import Archive
from voiceapp.storage.store import Store

TEA = Talk(
    TalkId("20261101-tea"),
    1_793_500_000.0,
    title="The tea",
    items=(
        Message(ItemId("a"), Speaker.USER, 0.0, "Where is the tea?"),
        Message(ItemId("b"), Speaker.ASSISTANT, 1.0, "In the tin that nobody finds.", heard=10),
        Message(ItemId("c"), Speaker.USER, 2.0, "My secret is tea."),
    ),
)
GONE = Talk(
    TalkId("20261102-gone"),
    1_793_600_000.0,
    title="Gone",
    items=(Message(ItemId("d"), Speaker.USER, 0.0, "Gone tea."),),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Archive(tmp_path / "data").keep([TEA, GONE], {})
    store = Store(tmp_path / "data", WavFiles(), lambda _: None)
    store.start()
    store.delete_talk(GONE.id)
    store.delete_item(TEA.id, ItemId("c"))
    store.close()
    return tmp_path


@pytest.fixture
def client(home: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Servers]:
    opened = Servers(tmp_path / "other program", os.environ)
    variables = dict(getattr(request, "param", {"words": ""}))
    words = ("-m", "voiceapp", "mcp", *variables.pop("words").split())
    given = tuple({"VOICEAPP_HOME": str(home), **variables}.items())
    opened.begin(ServerEntry("voiceapp", sys.executable, words, given, str(Path(__file__).parents[2])))
    yield opened
    opened.all.close()


async def asked(client: Servers, tool: str, **arguments: object) -> dict[str, object]:
    told: dict[str, object] = json.loads(await client.tool(f"voiceapp__{tool}").run(json.dumps(arguments)))
    return told


async def test_talks_are_searched_and_read_and_nothing_that_was_deleted(client: Servers) -> None:
    assert set(client.all.tools) == {"voiceapp__search_talks", "voiceapp__read_talk"}, "nothing is changed or said"
    assert all(tool.tool.read_only for tool in client.all.tools.values())
    found = await asked(client, "search_talks", words="tea")
    assert found["found"] == 1
    talks = cast("list[dict[str, object]]", found["talks"])
    assert [(talk["talk"], talk["title"]) for talk in talks] == [(TEA.id, "The tea")]
    whole = await asked(client, "read_talk", talk=TEA.id)
    assert whole["said"] == "user: Where is the tea?\nassistant: In the tin"
    assert await asked(client, "read_talk", talk=GONE.id) == {"error": "There's no such talk."}
    assert (await asked(client, "search_talks", words="gone"))["found"] == 0
    assert (await asked(client, "search_talks", words="secret"))["found"] == 0
    assert (await asked(client, "search_talks", since="2100-01-01"))["found"] == 0
    assert (await asked(client, "search_talks", until="2100-01-01"))["found"] == 1
    assert await asked(client, "search_talks", since="soon") == {"error": "A day is written as 2026-11-30."}
    with pytest.raises(ToolError):
        await client.tool("voiceapp__read_talk").run('{"talk": "x", "begin": -1}')


async def test_a_long_talk_is_read_piece_by_piece(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk_service, "LONGEST_PIECE", 20)
    server = talk_service.talk_server(Archive(home / "data"), None)
    pieces, begin = list[str](), 0
    while True:
        answered = await server.call_tool("read_talk", {"talk": TEA.id, "begin": begin})
        told = json.loads(answered.content[0].text)  # type: ignore[union-attr]
        pieces.append(told["said"])
        if "go_on_at" not in told:
            break
        begin = told["go_on_at"]
    assert "".join(pieces) == "user: Where is the tea?\nassistant: In the tin"
    assert len(pieces) == 3


async def test_who_may_speak_says_a_text_aloud_or_tells_why_not(home: Path) -> None:
    said: list[str] = []
    server = talk_service.talk_server(Archive(home / "data"), said.append)
    answered = await server.call_tool("say", {"text": "Dinner\x1b is ready."})
    assert json.loads(answered.content[0].text) == {"said": True}  # type: ignore[union-attr]
    assert said == ["Dinner is ready."]


def test_a_person_who_types_it_is_told_what_it_is_for(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert command_line.main(lambda **_: 0, ("mcp",)) == 2
    assert "This serves programs, not people" in capsys.readouterr().err


def test_the_list_is_changed_in_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

    def run(*words: str) -> int:
        return command_line.main(lambda **_: 0, ("mcp", *words))

    assert run("list") == 0
    assert "There are no servers yet" in capsys.readouterr().err
    assert run("add", "files", "--env", "LEVEL=3", "--", "npx", "-y", "server", "--json") == 0
    assert run("add", "files") == 2
    assert run("add", "wiki", "http://wiki.example/mcp") == 2
    assert "must begin with https" in capsys.readouterr().err
    assert run("on", "files") == 0
    assert run("on", "nobody") == 2
    capsys.readouterr()
    assert run("list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {"name": "files", "runs": "LEVEL=3 npx -y server --json", "on": True}
    ]
    assert run("off", "files") == 0
    assert run("list") == 0
    assert capsys.readouterr().out == "files  off  LEVEL=3 npx -y server --json\n"
    assert run("remove", "files") == 0
    assert run("try") == 2
    assert run("try", "files") == 2
