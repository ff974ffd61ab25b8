"""Server-sent events and rate limits, however the bytes come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.openai.rate_limits import duration, limits_in
from voiceapp.openai.sse import LONGEST, ServerEvent, SseDecoder, SseError

STREAM = (
    ": keep-alive\n\n"
    'data: {"a": "é😀"}\n\n'
    "event: named\ndata: one\ndata: two\n\n"
    "data:no space\r\n\r\n"
    "id: 7\nretry: 3\n\n"
    "data: [DONE]\n\n"
).encode()
EVENTS = [
    ServerEvent('{"a": "é😀"}'),
    ServerEvent("one\ntwo", "named"),
    ServerEvent("no space"),
    ServerEvent("[DONE]"),
]


def test_bytes_may_come_one_by_one() -> None:
    decoder = SseDecoder()
    found = [event for place in range(len(STREAM)) for event in decoder.decode(STREAM[place : place + 1])]
    assert found + decoder.end() == EVENTS


@given(st.lists(st.integers(1, 7), min_size=1, max_size=60))
def test_cuts_anywhere_change_nothing(sizes: list[int]) -> None:
    decoder, found, place, number = SseDecoder(), list[ServerEvent](), 0, 0
    while place < len(STREAM):
        size = sizes[number % len(sizes)]
        found += decoder.decode(STREAM[place : place + size])
        place, number = place + size, number + 1
    assert found + decoder.end() == EVENTS


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_rubbish_is_no_stream_and_no_crash(pieces: list[bytes]) -> None:
    decoder = SseDecoder()
    for piece in pieces:
        decoder.decode(piece)
    decoder.end()


def test_the_last_event_counts_without_its_blank_line() -> None:
    decoder = SseDecoder()
    assert decoder.decode(b"data: last") == []
    assert decoder.end() == [ServerEvent("last")]


def test_durations_are_read_in_all_their_forms() -> None:
    assert duration("6m0s") == 360.0
    assert duration("120ms") == 0.12
    assert duration("1h2m3s") == 3723.0
    assert duration("2.5") == 2.5
    assert duration("soon") == 0.0


def test_limits_are_told_by_name() -> None:
    headers = {
        "X-RateLimit-Limit-Requests": "500",
        "x-ratelimit-remaining-requests": "499",
        "x-ratelimit-reset-requests": "120ms",
        "x-ratelimit-limit-tokens": "many",
        "x-ratelimit-remaining-tokens": "5",
    }
    (requests,) = limits_in(headers)
    assert (requests.name, requests.limit, requests.remaining, requests.resets_in) == ("requests", 500, 499, 0.12)


@pytest.mark.parametrize("line", [b"x" * (LONGEST + 1), b"data: " + b"x" * (LONGEST + 1) + b"\n"])
def test_an_event_without_an_end_is_none(line: bytes) -> None:
    with pytest.raises(SseError, match="too long"):
        SseDecoder().decode(line)


def test_what_is_not_of_an_event_is_passed_over() -> None:
    assert SseDecoder().decode(b"id: 7\n\ndata: x\nretry\n\n") == [ServerEvent("x")]
