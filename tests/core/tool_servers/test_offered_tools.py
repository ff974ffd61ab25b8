"""What a server says of its tools reaches models in a form that each service takes, and persons whole."""

import json

import pytest

from voiceapp.core.tool_servers.offered_tools import (
    LONGEST_DESCRIPTION,
    LONGEST_NOTE,
    LONGEST_SCHEMA,
    MOST_TOOLS,
    RawTool,
    offer_of,
    visible,
)
from voiceapp.core.tool_servers.tool_names import LONGEST, safe_names, safe_server_name
from voiceapp.core.wishes import title_of_tool


def test_names_are_such_as_services_take_and_tell_tools_apart() -> None:
    tools = ["read", "read.it", "read it", "x" * 200, "x" * 201, "…", "", "ünïcode", "a\ud800"]
    names = safe_names("My files!", tools)
    assert names["read"] == "My_files__read"
    assert set(tools) - set(names) == {"…", ""}
    assert len(set(names.values())) == len(names)
    assert all(len(name) <= LONGEST and name.isascii() for name in names.values())
    assert safe_names("My files!", ["read it"])["read it"] == names["read it"], "it depends on no other tool"
    assert safe_names("☃", ["read"]) == {}
    assert safe_server_name("a" * 100) == "a" * 24
    assert title_of_tool("My_files__read") == "My_files · read"


def test_tools_that_cannot_be_told_apart_are_both_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voiceapp.core.tool_servers.tool_names._checksum", lambda _: 1)
    assert set(safe_names("s", ["a b", "a.b", "c"])) == {"c"}


def test_a_schema_becomes_what_every_service_takes() -> None:
    schema: dict[str, object] = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "title": "createArguments",
        "properties": {
            "title": {"type": "string", "title": "Title", "description": "d" * 1_000, "x-order": 1},
            "description": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
            "kind": {"enum": ["a\u202e", "b" * 400], "default": 1.5},
            "not a name": {"type": "string"},
        },
        "required": ["title", "unknown", 3],
        "oneOf": [{"required": ["title"]}],
    }
    (tool,) = offer_of("s", [RawTool("create", schema=schema)]).tools
    assert json.loads(tool.spec.parameters) == {
        "type": "object",
        "properties": {
            "title": {"type": "string", "description": "d" * LONGEST_NOTE},
            "description": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
            "kind": {"enum": ["a", "b" * 400], "default": 1.5},
        },
        "required": ["title"],
    }


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array"},
        {"properties": {"not a name": {"type": "string"}}, "required": ["not a name"]},
        {"properties": {f"field{number}": {"description": "d" * 300} for number in range(LONGEST_SCHEMA // 300)}},
    ],
)
def test_a_tool_that_no_service_takes_is_left_out_and_told(schema: dict[str, object]) -> None:
    offer = offer_of("s", [RawTool("bad\x07", schema=schema), RawTool("good")])
    assert [tool.real_name for tool in offer.tools] == ["good"]
    assert offer.left_out == ("bad\\u0007",)
    assert "bad\\u0007" in str(offer.complaint)
    assert offer_of("s", [RawTool("good")]).complaint is None


def test_what_is_nested_without_end_ends() -> None:
    deep: dict[str, object] = {"type": "string"}
    for _ in range(50):
        deep = {"type": "object", "properties": {"a": deep}, "allOf": [[[[[[[[[[[["x"]]]]]]]]]]]]}
    (tool,) = offer_of("s", [RawTool("deep", schema={"properties": {"a": deep, "b": object()}, "required": "a"})]).tools
    told = json.loads(tool.spec.parameters)
    assert len(tool.spec.parameters) < 2_000
    assert told["properties"]["b"] is None
    assert json.loads(offer_of("s", [RawTool("odd", schema={"properties": 3})]).tools[0].spec.parameters) == {
        "type": "object",
        "properties": {},
    }


def test_what_a_model_reads_is_clean_and_not_endless() -> None:
    raw = [
        RawTool("a", "Look\u202e\x1b[31m\n" + "x" * 5_000, read_only=True),
        RawTool("b", title="A title\nof two lines"),
        RawTool("c"),
        *(RawTool(f"t{number}") for number in range(MOST_TOOLS)),
        RawTool("a", "Again."),
    ]
    offer = offer_of("s", raw)
    assert len(offer.tools) == MOST_TOOLS
    assert len(offer.left_out) == 3
    first, second, third, *_ = offer.tools
    assert first.spec.description == "Again."
    assert not first.read_only
    assert second.spec.description == second.title == "A title of two lines"
    assert third.spec.description == "c"
    (long,) = offer_of("s", raw[:1]).tools
    assert long.read_only
    assert long.spec.description.startswith("Look[31m\nxxx")
    assert len(long.spec.description) == LONGEST_DESCRIPTION


def test_a_name_is_shown_with_what_hides_in_it() -> None:
    assert visible("plain name ü") == "plain name ü"
    assert visible("a\u202eb\u200bc\n") == "a\\u202eb\\u200bc\\u000a"
