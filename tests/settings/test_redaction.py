"""No key gets past, in whatever form it is written; and what is no key stays."""

import base64
import json
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceapp.settings.redaction import MARK, redact, remember

LOOKING_LIKE_KEYS = (
    "sk-abcdefghijklmnop",
    "sk-proj-A1b2_C3d4-E5f6G7h8",
    "sk-or-v1-0123456789abcdef",
    "ek_68f2a0c1b2c3d4e5",
    "gsk_0123456789abcdefghij",
    "hf_abcdefghijklmnopqrstuvwxyz",
    "AIzaSyA1234567890abcdefghijklmnop",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl",
)


@pytest.mark.parametrize("key", LOOKING_LIKE_KEYS)
@pytest.mark.parametrize(
    "sentence", ["{}", "key {}.", "('{}',)", "b'{}'", '"{}"', "https://x.example/?a={}&b=1", "<{}>", "…{}…", "\n{}\n"]
)
def test_what_looks_like_a_key_is_taken_out(key: str, sentence: str) -> None:
    cleaned = redact(sentence.format(key))
    assert key not in cleaned
    assert cleaned == sentence.format(MARK)


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer 0f1e2d3c4b5a",
        "authorization: bearer 0f1e2d3c4b5a",
        "{'Authorization': 'Bearer 0f1e2d3c4b5a'}",
        "[(b'authorization', b'Bearer 0f1e2d3c4b5a')]",
        "Authorization: Basic MGYxZTJkM2M0YjVhOjBmMWUyZDNjNGI1YQ==",
        "Authorization: Token 0f1e2d3c4b5a",
        "{'Authorization': 'Token 0f1e2d3c4b5a'}",
        "Token 0f1e2d3c4b5a0f1e2d3c4b5a0f1e2d3c4b5a0f1e",
        "api-key: 0f1e2d3c4b5a",
        "{'api-key': '0f1e2d3c4b5a'}",
        '{"api_key": "0f1e2d3c4b5a"}',
        "[('api-key', '0f1e2d3c4b5a')]",
        "X-Api-Key=0f1e2d3c4b5a",
        "OPENAI_API_KEY=0f1e2d3c4b5a python -m voiceapp",
        "client_secret = 0f1e2d3c4b5a",
        "https://someone:0f1e2d3c4b5a@proxy.example:3128/",
        "https://x.example/v1?api-version=1&api-key=0f1e2d3c4b5a",
        "https://x.example/v1?key=0f1e2d3c4b5a",
        '"{\\"api_key\\": \\"0f1e2d3c4b5a\\"}"',
        "the api key is 0f1e2d3c4b5a",
    ],
)
def test_what_stands_where_keys_stand_is_taken_out(text: str) -> None:
    cleaned = redact(text)
    assert MARK in cleaned
    assert "0f1e2d3c4b5a" not in cleaned
    assert "MGYxZTJkM2M0YjVh" not in cleaned


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The turn ended after 420 ms; 31 tokens in, 50 out.",
        "Basic settings are on this page.",
        "response resp_68f2a0c1 of session sess_68f2a0c1b2c3 ended",
        "risk-management and desk-reservation",
        "https://api.openai.com/v1/realtime?model=gpt-realtime-2.1",
        "a key such as Ctrl+Alt+Space",
        "voiceapp.settings.secrets: no key for https://api.openai.com:443",
    ],
)
def test_what_is_no_key_stays(text: str) -> None:
    assert redact(text) == text


KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=0x24F), min_size=8, max_size=40).filter(
    lambda key: key.strip() == key and key not in MARK
)


@given(KEYS, st.text(max_size=20), st.text(max_size=20))
def test_a_known_key_is_taken_out_in_each_form_it_is_written_in(key: str, before: str, after: str) -> None:
    remember(key)
    for written in (key, repr(key), json.dumps(key), quote(key, safe=""), urlencode({"k": key})):
        assert key not in redact(before + written + after).replace(MARK, "")


def test_a_short_known_key_is_taken_out_where_it_stands_alone() -> None:
    remember("lama7")
    assert redact("key lama7, llama7b") == f"key {MARK}, llama7b"
    remember("x")
    assert redact("x marks the spot") == "x marks the spot"


def test_a_key_in_another_alphabet_than_expected_is_taken_out_when_it_is_known() -> None:
    key = base64.b64encode(bytes(range(40))).decode()
    remember(key)
    assert redact(f"sent {key} to it") == f"sent {MARK} to it"


HARD = st.sampled_from(
    ["x", "api-key", "a-", "sk-", "http://", "eyJ", "Bearer ", "password:", "key=", "is ", " ", "\\", '"']
)


@settings(max_examples=40, deadline=None)
@given(HARD, HARD)
def test_long_lines_take_no_longer_than_their_length_says(one: str, other: str) -> None:
    # Were a pattern quadratic, this would take minutes and run into the suite's own time limit.
    redact((one + other) * 10_000)
