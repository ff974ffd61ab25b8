"""The common mcp.json is read as other programs write it, and what is wrong with it is told in one sentence."""

import json

import pytest

from voiceapp.core.sentence import Sentence
from voiceapp.core.tool_servers.server_entries import (
    IN_KEYRING,
    LONGEST_FILE,
    LONGEST_PART,
    MOST_PARTS,
    MOST_SERVERS,
    EntryProblemError,
    ServerEntry,
    checked,
    expanded,
    read_servers,
    with_server,
    without_server,
)

CLAUDE = """{"mcpServers": {"files": {"command": "npx", "args": ["-y", "server-files", "/home/me"],
  "env": {"LEVEL": 3, "TOKEN": "${FILES_TOKEN}"}, "cwd": "/srv"}}}"""
CURSOR = """{"mcpServers": {"wiki": {"url": "https://wiki.example/mcp", "headers": {"Authorization": "Bearer x"}}}}"""
CODE = """{
  // as VS Code writes it
  "servers": {
    "wiki": {"type": "http", "url": "https://wiki.example/mcp" /* "no" */},
    "off": {"command": "x", "disabled": true,},
  }, "inputs": []
}"""


def test_each_programs_way_of_writing_is_read() -> None:
    (files,) = read_servers(CLAUDE).entries
    assert files == ServerEntry(
        "files",
        "npx",
        ("-y", "server-files", "/home/me"),
        (("TOKEN", "${FILES_TOKEN}"), ("LEVEL", "3")),
        "/srv",
    )
    assert not files.is_remote
    assert files.shown == "TOKEN=… LEVEL=3 npx -y server-files /home/me (in /srv)"
    (wiki,) = read_servers(CURSOR).entries
    assert wiki.is_remote
    assert wiki.shown == "https://wiki.example/mcp [Authorization]"
    of_code = read_servers(CODE).entries
    assert [(entry.name, entry.disabled, entry.problem) for entry in of_code] == [
        ("wiki", False, None),
        ("off", True, None),
    ]
    assert read_servers('{"mcp": {"servers": {"a": {"command": "b"}}}}').entries == (ServerEntry("a", "b"),)
    assert read_servers("").entries == read_servers("{}").entries == ()
    assert read_servers("{}").problem is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "isn't valid JSON"),
        ("[" * 100_000, "isn't valid JSON"),
        ("[1]", "names no servers"),
        ('{"mcpServers": 3}', "names no servers"),
        (" " * (LONGEST_FILE + 1), "far too large"),
        (json.dumps({"mcpServers": {f"s{n}": {"command": "x"} for n in range(MOST_SERVERS + 1)}}), "too many"),
    ],
)
def test_a_broken_file_is_told(text: str, told: str) -> None:
    assert told in str(read_servers(text).problem)
    with pytest.raises(EntryProblemError) if told != "names no servers" else _nothing():
        with_server(text, ServerEntry("a", "b"))


class _nothing:  # noqa: N801
    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


@pytest.mark.parametrize(
    ("name", "fields", "told"),
    [
        ("a", "text", "isn't written"),
        ("a", {"command": "x", "args": "y"}, "isn't written"),
        ("a", {"command": "x", "args": [1]}, "isn't written"),
        ("a", {"command": "x", "args": ["y"] * (MOST_PARTS + 1)}, "isn't written"),
        ("a", {"command": "x", "env": ["y"]}, "isn't written"),
        ("a", {"command": "x", "env": {"A": None}}, "isn't written"),
        ("a", {"command": "x", "env": {"A": True}}, "isn't written"),
        ("a", {"command": "x", "env": {"A B": "y"}}, "isn't written"),
        ("a", {"url": "https://a.example", "headers": {"A B": "y"}}, "isn't written"),
        ("a", {"command": ["x"]}, "isn't written"),
        ("a", {"command": "x" * (LONGEST_PART + 1)}, "isn't written"),
        ("", {"command": "x"}, "no usable name"),
        ("☃", {"command": "x"}, "no usable name"),
        ("a" * 100, {"command": "x"}, "no usable name"),
        ("a\u202e", {"command": "x"}, "invisible"),
        ("a", {"command": "x", "args": ["y\x1b[2J"]}, "invisible"),
        ("a", {"command": "x\nrm -rf"}, "invisible"),
        ("a", {}, "neither"),
        ("a", {"command": "x", "url": "https://a.example"}, "a command and an address"),
        ("a", {"url": "ftp://a.example"}, "isn't one"),
        ("a", {"url": "https://"}, "isn't one"),
        ("a", {"url": "https://[::1"}, "isn't one"),
        ("a", {"url": "https://me:pw@a.example"}, "isn't one"),
        ("a", {"url": "http://a.example/mcp"}, "must begin with https"),
        ("a", {"type": "sse", "url": "https://a.example/sse"}, "SSE"),
        ("a", {"url": "http://localhost:8000/mcp"}, ""),
        ("a", {"url": "http://[::1]:8000/mcp"}, ""),
        ("a", {"serverUrl": "https://a.example/mcp", "enabled": False}, ""),
    ],
)
def test_an_entry_that_cannot_be_used_says_why(name: str, fields: object, told: str) -> None:
    (entry,) = read_servers(json.dumps({"mcpServers": {name: fields}})).entries
    assert told in str(entry.problem) if told else entry.problem is None


def test_two_servers_whose_tools_would_be_called_alike_are_not_both_used() -> None:
    file = read_servers('{"mcpServers": {"my files": {"command": "a"}, "My_files": {"command": "b"}, "": {}}}')
    assert file.entries[0].problem is None
    assert "nearly the same name" in str(file.entries[1].problem)
    assert "no usable name" in str(file.entries[2].problem)


def test_the_file_keeps_what_it_says_besides() -> None:
    entry = ServerEntry("new one", "run", ("it",), (("A", "b"),))
    changed = with_server(CODE, entry)
    assert [each.name for each in read_servers(changed).entries] == ["wiki", "off", "new one"]
    assert json.loads(changed)["inputs"] == []
    assert [each.name for each in read_servers(without_server(changed, "wiki")).entries] == ["off", "new one"]
    assert read_servers(without_server("", "nobody")).entries == ()
    assert json.loads(with_server('{"other": 1}', entry))["other"] == 1
    assert read_servers(with_server("[]", entry)).entries == (entry,)


def test_values_are_filled_in_where_it_is_started() -> None:
    entry = ServerEntry(
        "a",
        "${userHome}/run",
        ("${env:LEVEL}", "${MISSING:-usual}"),
        (("TOKEN", IN_KEYRING), ("PLAIN", "x")),
        "${HOME}",
    )
    filled = expanded(entry, {"HOME": "/home/me", "LEVEL": "3"}, {"TOKEN": "t"}, ())
    assert filled == ServerEntry("a", "/home/me/run", ("3", "usual"), (("TOKEN", "t"), ("PLAIN", "x")), "/home/me")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (ServerEntry("a", "x", ("${OPENAI_API_KEY}",)), "voiceapp's own key"),
        (ServerEntry("a", url="https://a.example", headers=(("X", "${env:OPENAI_API_KEY}"),)), "voiceapp's own key"),
        (ServerEntry("a", "x", ("${input:token}",)), "input:token, which isn't set"),
        (ServerEntry("a", "x", variables=(("TOKEN", IN_KEYRING),)), "keyring has no TOKEN"),
    ],
)
def test_what_cannot_be_filled_in_is_told_and_our_keys_are_given_to_nobody(entry: ServerEntry, told: str) -> None:
    values = {"OPENAI_API_KEY": "sk-secret"}
    with pytest.raises(EntryProblemError) as raised:
        expanded(entry, values, {}, {"OPENAI_API_KEY"})
    assert told in str(raised.value.sentence)


@pytest.mark.parametrize(
    ("entry", "elsewhere"),
    [
        (ServerEntry("a", "x"), False),
        (ServerEntry("a", url="http://localhost:8000/mcp"), False),
        (ServerEntry("a", url="https://wiki.example/mcp"), True),
    ],
)
def test_what_is_on_this_device_is_not_elsewhere(entry: ServerEntry, *, elsewhere: bool) -> None:
    assert entry.is_elsewhere is elsewhere


def test_what_is_typed_is_checked_alike() -> None:
    assert checked(ServerEntry("a", "x")).problem is None
    assert isinstance(checked(ServerEntry("a")).problem, Sentence)
    assert ServerEntry("a", "x", ("", "b c")).shown == 'x "" "b c"'
