"""What Realtime's errors mean for us. Most of them leave the session as it is."""

from enum import Enum

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.openai.realtime_wire import ErrorBody


class Meaning(Enum):
    NOTHING = "nothing"
    """It came too late to matter."""
    LATER = "later"
    """Another reply is still active: ask again when it is done."""
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

_OVER: dict[str, tuple[FailureKind, str]] = {
    "session_expired": (
        FailureKind.SESSION_EXPIRED,
        "The session reached its age limit; a new one is being opened.",
    ),
    "insufficient_quota": (
        FailureKind.NO_QUOTA,
        "The account has no credit left: add some at the service, or use the engine on this machine.",
    ),
    "billing_hard_limit_reached": (
        FailureKind.NO_QUOTA,
        "The account reached its spending limit: raise it at the service, or use the engine on this machine.",
    ),
    "invalid_api_key": (FailureKind.WRONG_KEY, "The service refused the key: enter another one in the settings."),
    "account_deactivated": (FailureKind.NOT_ALLOWED, "The service says that this account is deactivated."),
    "model_not_found": (
        FailureKind.NO_MODEL,
        "The service does not have this model for your key: choose another one in the settings.",
    ),
}


def meaning_of(error: ErrorBody, cause: str) -> tuple[Meaning, Failure]:
    """What follows from an error, given which of our frames caused it."""
    code = str(error.code or "")
    detail = " ".join(part for part in (code, error.param or "", cause) if part)
    if code in _OVER:
        kind, sentence = _OVER[code]
        return Meaning.OVER, Failure(kind, sentence, detail)
    if code == "beta_api_shape_disabled":
        return Meaning.OTHER_DIALECT, Failure(FailureKind.WRONG_DIALECT, "The service speaks today's protocol.", detail)
    if code == "conversation_already_has_active_response":
        return Meaning.LATER, Failure(FailureKind.REJECTED, "The last answer was still being made.", detail)
    if code in _HARMLESS or cause in _LATE_CAUSES:
        return Meaning.NOTHING, Failure(FailureKind.REJECTED, "", detail)
    if "rate_limit" in code or error.type == "rate_limit_error":
        return Meaning.TELL, Failure(
            FailureKind.RATE_LIMITED, "The service is asked too much just now: it answers again in a moment.", detail
        )
    if error.type == "server_error":
        return Meaning.TELL, Failure(FailureKind.SERVER_BROKEN, "The service had a fault of its own.", detail)
    return Meaning.TELL, Failure(FailureKind.REJECTED, "The service refused something that was asked of it.", detail)


def failure_of_close(code: int, reason: str) -> Failure:
    """What it means that the service, or the network, ended the connection."""
    if code == 1001 and "maximum duration" in reason:
        kind, sentence = _OVER["session_expired"]
        return Failure(kind, sentence)
    if code in (1008, 4000):
        return Failure(FailureKind.NOT_ALLOWED, "The service ended the connection: look at key and model.", str(code))
    return Failure(FailureKind.LINK_DROPPED, "The connection was lost; it is being opened again.", str(code))
