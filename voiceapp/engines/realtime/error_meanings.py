"""Decides what Realtime's errors mean for us. Most of them leave the session as it is."""

import re
from enum import Enum

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.openai.realtime_server_events import ErrorBody


class ErrorMeaning(Enum):
    NOTHING = "nothing"
    """It came too late to matter."""
    LATER = "later"
    """Another reply is still active, so ask again when it is done."""
    OTHER_DIALECT = "other dialect"
    OVER = "over"
    TELL = "tell"


_HARMLESS = frozenset(
    {
        "response_cancel_not_active",
        "input_audio_buffer_commit_empty",
        "item_retrieve_invalid_item_id",
        "item_truncate_invalid_item_id",
        "item_delete_invalid_item_id",
        "invalid_item_id",
    }
)
_LATE_CAUSES = frozenset(
    {"response.cancel", "conversation.item.truncate", "conversation.item.delete", "input_audio_buffer.clear"}
)

_BUSY = frozenset(
    {"session_limit_reached", "too_many_sessions", "busy", "server_busy", "concurrency_limit_reached", "at_capacity"}
)
_SAYS_BUSY = re.compile(
    r"\b(slots?|places?) (is|are) (all )?(in use|taken)|at capacity|too many (open )?(sessions|connections)|"
    r"\b(server|service) is (busy|overloaded)",
    re.IGNORECASE,
)
BUSY = Sentence("The service is full right now. Trying again in a moment.")
_OVER: dict[str, tuple[FailureKind, Sentence]] = {
    "session_expired": (
        FailureKind.SESSION_EXPIRED,
        Sentence("The session reached its time limit. Opening a new one."),
    ),
    "insufficient_quota": (
        FailureKind.NO_QUOTA,
        Sentence("The account has no credit left. Add some at the service, or use the engine on this device."),
    ),
    "billing_hard_limit_reached": (
        FailureKind.NO_QUOTA,
        Sentence("The account reached its spending limit. Raise it at the service, or use the engine on this device."),
    ),
    "invalid_api_key": (
        FailureKind.WRONG_KEY,
        Sentence("The service refused the key. Enter another one in Settings."),
    ),
    "account_deactivated": (FailureKind.NOT_ALLOWED, Sentence("The service says that this account is deactivated.")),
    "model_not_found": (
        FailureKind.NO_MODEL,
        Sentence("The service doesn't have this model for your key. Choose another one in Settings."),
    ),
}


def meaning_of(error: ErrorBody, cause: str) -> tuple[ErrorMeaning, Failure]:
    """Returns what follows from an error, given which of our frames caused it."""
    code, kind_said = str(error.code or ""), error.type or ""
    names = {code, kind_said}  # servers differ in which of the two fields carries the name
    detail = " ".join(part for part in (code, error.param or "", cause) if part)
    over = next((_OVER[name] for name in (code, kind_said) if name in _OVER), None)
    if over is not None:
        return ErrorMeaning.OVER, Failure(*over, detail)
    if names & _BUSY or (not code and _SAYS_BUSY.search(error.message or "")):
        return ErrorMeaning.OVER, Failure(FailureKind.RATE_LIMITED, BUSY, detail)
    if "beta_api_shape_disabled" in names:
        return ErrorMeaning.OTHER_DIALECT, Failure(
            FailureKind.WRONG_DIALECT, Sentence("The service uses the current protocol."), detail
        )
    if "conversation_already_has_active_response" in names:
        return ErrorMeaning.LATER, Failure(
            FailureKind.REJECTED, Sentence("The last answer wasn't finished yet."), detail
        )
    gone = cause == "conversation.item.create" and error.param == "previous_item_id"
    if names & _HARMLESS or cause in _LATE_CAUSES or gone:
        return ErrorMeaning.NOTHING, Failure(FailureKind.REJECTED, Sentence(""), detail)
    if "rate_limit" in code or "rate_limit" in kind_said:
        return ErrorMeaning.TELL, Failure(
            FailureKind.RATE_LIMITED,
            Sentence("Too many requests right now. Try again in a moment."),
            detail,
        )
    if error.type == "server_error":
        return ErrorMeaning.TELL, Failure(
            FailureKind.SERVER_BROKEN, Sentence("The service had an internal error."), detail
        )
    return ErrorMeaning.TELL, Failure(FailureKind.REJECTED, Sentence("The service refused the request."), detail)


def failure_of_close(code: int, reason: str, told: Failure | None = None) -> Failure:
    """Returns what it means that the service or the network ended the connection. `told` is an error that the service
    sent just before and that explains more than the close does.
    """
    if code == 1001 and "maximum duration" in reason:
        kind, sentence = _OVER["session_expired"]
        return Failure(kind, sentence)
    if told is not None and told.kind is not FailureKind.REJECTED:
        return told
    if code == 1013 or _SAYS_BUSY.search(reason):
        return Failure(FailureKind.RATE_LIMITED, BUSY, str(code))
    if code in (1008, 4000):
        return Failure(
            FailureKind.NOT_ALLOWED, Sentence("The service ended the connection. Check key and model."), str(code)
        )
    return Failure(FailureKind.LINK_DROPPED, Sentence("Connection lost. Reconnecting."), str(code))
