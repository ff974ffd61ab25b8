"""What an error of the Realtime API means for the session, and what the end of its connection does."""

import pytest

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.engines.realtime.error_meanings import ErrorMeaning, failure_of_close, meaning_of
from voiceapp.openai.realtime_server_events import ErrorBody

REQUEST = "invalid_request_error"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ErrorBody(REQUEST, "session_expired"), FailureKind.SESSION_EXPIRED),
        (ErrorBody("insufficient_quota"), FailureKind.NO_QUOTA),
        (ErrorBody(REQUEST, "billing_hard_limit_reached"), FailureKind.NO_QUOTA),
        (ErrorBody(REQUEST, "invalid_api_key"), FailureKind.WRONG_KEY),
        (ErrorBody(REQUEST, "account_deactivated"), FailureKind.NOT_ALLOWED),
        (ErrorBody(REQUEST, "model_not_found"), FailureKind.NO_MODEL),
        (ErrorBody(REQUEST, "session_limit_reached"), FailureKind.RATE_LIMITED),
        (ErrorBody("server_busy"), FailureKind.RATE_LIMITED),
        (ErrorBody("error", message="All slots are in use."), FailureKind.RATE_LIMITED),
        (ErrorBody("error", message="The server is overloaded"), FailureKind.RATE_LIMITED),
    ],
)
def test_these_end_the_session_whether_they_stand_in_the_code_or_in_the_type(
    error: ErrorBody, kind: FailureKind
) -> None:
    meaning, failure = meaning_of(error, "response.create")
    assert (meaning, failure.kind) == (ErrorMeaning.OVER, kind)
    assert failure.detail.endswith("response.create")


def test_a_busy_server_is_known_by_its_words_only_where_it_gives_no_code() -> None:
    meaning, _ = meaning_of(ErrorBody(REQUEST, "invalid_value", "The server is busy"), "")
    assert meaning is ErrorMeaning.TELL


def test_the_older_protocol_being_refused_asks_for_the_other_dialect() -> None:
    meaning, failure = meaning_of(ErrorBody(REQUEST, "beta_api_shape_disabled"), "session.update")
    assert (meaning, failure.kind) == (ErrorMeaning.OTHER_DIALECT, FailureKind.WRONG_DIALECT)


def test_a_reply_that_is_still_made_is_waited_for() -> None:
    meaning, _ = meaning_of(ErrorBody(REQUEST, "conversation_already_has_active_response"), "response.create")
    assert meaning is ErrorMeaning.LATER


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (ErrorBody(REQUEST, "response_cancel_not_active"), "response.cancel"),
        (ErrorBody(REQUEST, "input_audio_buffer_commit_empty"), "input_audio_buffer.commit"),
        (ErrorBody(REQUEST, "invalid_value"), "conversation.item.truncate"),
        (ErrorBody(REQUEST, "invalid_value"), "conversation.item.delete"),
        (ErrorBody(REQUEST, "invalid_value", param="previous_item_id"), "conversation.item.create"),
    ],
)
def test_what_came_too_late_to_matter_is_told_to_nobody(error: ErrorBody, cause: str) -> None:
    assert meaning_of(error, cause)[0] is ErrorMeaning.NOTHING


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ErrorBody(REQUEST, "rate_limit_exceeded"), FailureKind.RATE_LIMITED),
        (ErrorBody("rate_limit_error"), FailureKind.RATE_LIMITED),
        (ErrorBody("server_error", "oops"), FailureKind.SERVER_BROKEN),
        (ErrorBody(REQUEST, 429), FailureKind.REJECTED),
        (ErrorBody(REQUEST, "invalid_value", param="item.content"), FailureKind.REJECTED),
    ],
)
def test_all_others_are_told_and_the_session_goes_on(error: ErrorBody, kind: FailureKind) -> None:
    meaning, failure = meaning_of(error, "conversation.item.create")
    assert (meaning, failure.kind) == (ErrorMeaning.TELL, kind)
    assert failure.sentence


def test_the_detail_says_what_was_refused_of_what() -> None:
    _, failure = meaning_of(ErrorBody(REQUEST, "invalid_value", param="item.content"), "conversation.item.create")
    assert failure.detail == "invalid_value item.content conversation.item.create"


TOLD = Failure(FailureKind.RATE_LIMITED, Sentence("Too much."))
REFUSED = Failure(FailureKind.REJECTED, Sentence("No."))


@pytest.mark.parametrize(
    ("code", "reason", "told", "kind"),
    [
        (1001, "Your session hit the maximum duration of 60 minutes.", TOLD, FailureKind.SESSION_EXPIRED),
        (1001, "going away", None, FailureKind.LINK_DROPPED),
        (1013, "", None, FailureKind.RATE_LIMITED),
        (1000, "At capacity, come back later", None, FailureKind.RATE_LIMITED),
        (1008, "policy", None, FailureKind.NOT_ALLOWED),
        (4000, "invalid_request_error", REFUSED, FailureKind.NOT_ALLOWED),
        (1006, "", REFUSED, FailureKind.LINK_DROPPED),
    ],
)
def test_the_end_of_a_connection_says_why(code: int, reason: str, told: Failure | None, kind: FailureKind) -> None:
    assert failure_of_close(code, reason, told).kind is kind


def test_an_error_just_before_knows_more_than_the_end_of_the_connection() -> None:
    assert failure_of_close(1006, "", TOLD) is TOLD
