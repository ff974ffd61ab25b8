"""What a refused request means, in whatever shape a server says it."""

import json

import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.openai.errors import (
    BROKE_OFF,
    LONGEST_QUOTE,
    ErrorDetails,
    details_of,
    failure_in_stream,
    failure_of_response,
    is_error,
    quotable,
    retry_after,
)

NOON = "Fri, 27 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("body", "details"),
    [
        (
            '{"error": {"message": "No.", "code": "bad", "type": "invalid", "param": "model"}}',
            ErrorDetails("No.", "bad", "invalid", "model"),
        ),
        (b'{"error": {"message": "No.", "code": 404}}', ErrorDetails("No.", "404")),
        ('[{"error": {"message": "In a list."}}]', ErrorDetails("In a list.")),
        ('{"error": "In plain words."}', ErrorDetails("In plain words.")),
        ('{"error": ["?"]}', ErrorDetails()),
        ('{"message": "Beside it."}', ErrorDetails("Beside it.")),
        ('{"detail": "By FastAPI."}', ErrorDetails("By FastAPI.")),
        ('"A text."', ErrorDetails("A text.")),
        ("7", ErrorDetails()),
        ("[]", ErrorDetails()),
        ("Bad gateway", ErrorDetails("Bad gateway")),
        ("<html>Bad gateway</html>", ErrorDetails()),
        ('{"error": {"mess', ErrorDetails()),
        (b"\xff no letter", ErrorDetails("\ufffd no letter")),
        ("[" * 100_000, ErrorDetails()),
    ],
)
def test_the_words_are_found_wherever_a_server_puts_them(body: str | bytes, details: ErrorDetails) -> None:
    assert details_of(body) == details


def test_each_field_that_is_wrong_is_named_with_its_place() -> None:
    wrong = [
        {"loc": ["body", "messages", 0], "msg": "field required"},
        {"msg": "no place"},
        "no field",
        {"loc": ["body"]},
    ]
    assert details_of(json.dumps({"detail": wrong})).message == "body.messages.0: field required; no place; body"


def test_only_so_much_of_a_servers_words_is_shown() -> None:
    assert quotable("Two\nlines.") == "Two lines."
    long = quotable("word " * LONGEST_QUOTE)
    assert long.endswith("word…")
    assert len(long) <= LONGEST_QUOTE + 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"type": "error"}, True),
        ({"object": "error", "message": "No."}, True),
        ({"error": {"message": "No."}}, True),
        ({"type": "response.completed", "error": {"message": "No."}}, False),
        ({"message": "No."}, True),
        ({"detail": [{"msg": "field required"}]}, True),
        ({"detail": "low", "choices": []}, False),
        ({"message": {"role": "assistant"}}, False),
        ({"error": None, "choices": []}, False),
    ],
)
def test_an_answer_that_is_an_error_is_seen(fields: dict[str, object], error: bool) -> None:
    assert is_error(fields) == error


def _body(message: str = "", code: str = "", kind: str = "") -> str:
    return json.dumps({"error": {"message": message, "code": code, "type": kind}})


@pytest.mark.parametrize(
    ("status", "body", "kind", "begin"),
    [
        (429, _body(code="insufficient_quota"), FailureKind.NO_QUOTA, "The account has no credit left"),
        (429, _body(kind="insufficient_quota"), FailureKind.NO_QUOTA, "The account has no credit left"),
        (402, "", FailureKind.NO_QUOTA, "The account has no credit left"),
        (403, _body(code="model_not_found"), FailureKind.NO_MODEL, "The service doesn't have this model"),
        (404, _body("The model `x` does not exist"), FailureKind.NO_MODEL, "The service doesn't have this model"),
        (400, _body(code="context_length_exceeded"), FailureKind.REJECTED, "This conversation is too long"),
        (500, _body("This model does not support tools"), FailureKind.REJECTED, "The service refused the request"),
        (401, "", FailureKind.WRONG_KEY, "The service refused the key"),
        (403, "", FailureKind.NOT_ALLOWED, "The service doesn't allow this"),
        (404, "", FailureKind.WRONG_ADDRESS, "The service doesn't know this address or model"),
        (405, "", FailureKind.WRONG_ADDRESS, "The service doesn't offer this"),
        (501, "", FailureKind.WRONG_ADDRESS, "The service doesn't offer this"),
        (408, "", FailureKind.SERVER_BROKEN, "The service wasn't ready"),
        (409, "", FailureKind.SERVER_BROKEN, "The service wasn't ready"),
        (413, "", FailureKind.REJECTED, "That was too large"),
        (429, "", FailureKind.RATE_LIMITED, "Too many requests right now"),
        (503, "", FailureKind.SERVER_BROKEN, "The service had an internal error"),
        (400, _body(code="content_filter"), FailureKind.CONTENT_REFUSED, "The service refused to answer this"),
        (400, _body(code="policy_violation"), FailureKind.CONTENT_REFUSED, "The service refused to answer this"),
        (400, _body("Odd."), FailureKind.REJECTED, "The service refused the request"),
        (200, _body("Slow down.", code="429"), FailureKind.RATE_LIMITED, "Too many requests right now"),
    ],
)
def test_each_refusal_says_what_can_be_done(status: int, body: str, kind: FailureKind, begin: str) -> None:
    failure = failure_of_response(status, {}, body)
    assert failure.kind is kind
    assert str(failure.sentence).startswith(begin)


def test_what_helps_to_find_the_request_again_is_kept() -> None:
    body = '{"error": {"message": "Odd.", "type": "invalid", "param": "voice"}}'
    failure = failure_of_response(400, {"X-Request-Id": "req_1", "Retry-After": "2"}, body)
    assert failure.detail == "HTTP 400 invalid voice req_1"
    assert failure.retry_after == 2.0
    assert failure.said == "Odd."


def test_an_error_in_the_middle_of_an_answer_can_be_tried_again() -> None:
    broken = failure_in_stream(_body("Odd."))
    assert (broken.kind, broken.sentence) == (FailureKind.SERVER_BROKEN, BROKE_OFF)
    assert failure_in_stream(_body(code="insufficient_quota")).kind is FailureKind.NO_QUOTA


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after-ms": "1500", "retry-after": "7"}, 1.5),
        ({"retry-after-ms": "soon", "retry-after": "7"}, 7.0),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "Fri, 27 Nov 2026 12:00:20 GMT", "date": NOON}, 20.0),
        ({"retry-after": "Fri, 27 Nov 2026 12:00:20 -0000", "date": NOON}, 20.0),
        ({"retry-after": "Fri, 27 Nov 2026 11:00:00 GMT", "date": NOON}, 0.0),
        ({"retry-after": "Fri, 27 Nov 2026 12:00:20 GMT"}, None),
        ({"retry-after": "soon"}, None),
    ],
)
def test_the_wait_that_a_service_asks_for_is_understood(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


def test_what_is_gone_at_a_service_is_told_as_that() -> None:
    gone = failure_of_response(404, {}, '{"error": {"message": "No such file: file-1"}}')
    assert gone.kind is FailureKind.NOT_FOUND
