"""What a model asks of a tool, as a person gets it to see."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.talk.tool_arguments import host_of, misfit, tidied, told


def test_everything_is_told_whole_and_what_hides_is_made_to_be_seen() -> None:
    asked = json.dumps({"dry_run": True, "text": "a\u202eb\u200bc\n" + "x" * 10_000, "count": 2.0, "list": [1, "é"]})
    assert told(asked) == (
        ("dry run", "true"),
        ("text", "a\\u202eb\\u200bc\n" + "x" * 10_000),
        ("count", "2"),
        ("list", '[1, "é"]'),
    )
    assert told("no json\x1b") == (("", "no json\\u001b"),)
    assert told("") == ()


@pytest.mark.parametrize(
    ("arguments", "host"),
    [
        ({"url": "https://example.org/https://good.example"}, "example.org"),
        ({"note": "see https://good.example", "url": " HTTPS://Evil.Example:443/x"}, "evil.example"),
        ({"url": "https://good.example@evil.example/"}, "evil.example"),
        ({"url": "https://good.example\u202e/"}, "good.example\\u202e"),
        ({"url": "https://[::1"}, ""),
        ({"minutes": 5}, ""),
    ],
)
def test_whom_an_address_leads_to_is_told(arguments: dict[str, Any], host: str) -> None:
    assert host_of(json.dumps(arguments)) == host


def test_a_tool_may_take_fields_that_its_schema_does_not_name() -> None:
    assert misfit('{"b": 1}', '{"properties": {"a": {}}, "additionalProperties": {"type": "number"}}') == ""
    assert misfit('{"b": 1}', '{"properties": {"a": {}}, "additionalProperties": false}') == "There is no field 'b'."


def test_texts_are_cleaned_however_deep_they_stand() -> None:
    asked = json.dumps({"list": ["a\x1b", {"deep": "b\u202e"}, 3, None]})
    assert tidied(asked) == '{"list": ["a", {"deep": "b"}, 3, null]}'
    assert tidied("no\x1b json") == "no json"


things = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.text() | st.dictionaries(st.text(max_size=5), things, max_size=4).map(json.dumps))
def test_any_arguments_can_be_asked_about(arguments: str) -> None:
    tidy = tidied(arguments)
    assert tidied(tidy) == tidy
    misfit(tidy, '{"properties": {"url": {}}}')
    host_of(tidy)
    for pair in told(tidy):
        for text in pair:
            assert all(each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cf", "Zl", "Zp") for each in text)


@given(st.dictionaries(st.sampled_from(("url", "text")), st.text(alphabet="aé1 ")))
def test_fields_that_the_tool_has_fit(fields: dict[str, str]) -> None:
    assert misfit(json.dumps(fields), '{"properties": {"url": {}, "text": {}}}') == ""
