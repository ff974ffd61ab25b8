"""What a refused request means, in one sentence, whatever shape the server gives its errors."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import cast

import msgspec

from voiceapp.core.failures import Failure, FailureKind

NO_QUOTA = frozenset({"insufficient_quota", "quota_exceeded", "billing_hard_limit_reached", "billing_not_active"})
LONGEST_WAIT = 120.0
"""Seconds. A service that asks for more is not asked again by itself."""


class ErrorDetails(msgspec.Struct, frozen=True):
    message: str = ""
    code: str = ""
    type: str = ""
    param: str = ""


def details_of(body: bytes | str) -> ErrorDetails:
    """Code and message of an error in OpenAI's shape or that of a compatible server. Never raises."""
    try:
        value = cast("object", msgspec.json.decode(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ErrorDetails()
    if not isinstance(value, dict):
        return ErrorDetails()
    record = cast("dict[str, object]", value)
    error = record.get("error", record)
    if isinstance(error, str):
        return ErrorDetails(message=error)
    if not isinstance(error, dict):
        return ErrorDetails()
    fields = cast("dict[str, object]", error)
    message = fields.get("message") or record.get("detail") or record.get("message") or ""
    return ErrorDetails(
        message=message if isinstance(message, str) else "",
        code=str(fields.get("code") or ""),
        type=str(fields.get("type") or ""),
        param=str(fields.get("param") or ""),
    )


def failure_of_response(status: int, headers: Mapping[str, str], body: bytes | str) -> Failure:
    """The failure that a refused request is."""
    lower = {name.lower(): value for name, value in headers.items()}
    details = details_of(body)
    detail = " ".join(
        part
        for part in (
            f"HTTP {status}" if status else "",
            details.code or details.type,
            details.param,
            lower.get("x-request-id", ""),
        )
        if part
    )
    kind, sentence = _meaning(status, details)
    return Failure(kind, sentence, detail, retry_after(lower))


def _meaning(status: int, details: ErrorDetails) -> tuple[FailureKind, str]:
    if details.code in NO_QUOTA or details.type in NO_QUOTA:
        return (
            FailureKind.NO_QUOTA,
            "The account has no credit left: add some at the service, or use the engine on this machine.",
        )
    if details.code == "model_not_found":
        return FailureKind.NO_MODEL, "The service does not have this model for your key: choose another one."
    match status:
        case 401:
            return FailureKind.WRONG_KEY, "The service refused the key: enter another one in the settings."
        case 403:
            return FailureKind.NOT_ALLOWED, "The service does not allow this for your key, project or country."
        case 404:
            return FailureKind.WRONG_ADDRESS, "The service has no such address or model: look at both in the settings."
        case 408 | 409:
            return FailureKind.SERVER_BROKEN, "The service was not ready; trying again."
        case 413:
            return FailureKind.REJECTED, "That was too large for the service."
        case 429:
            return FailureKind.RATE_LIMITED, "The service is asked too much just now: it answers again in a moment."
        case _ if status >= 500:
            return FailureKind.SERVER_BROKEN, "The service had a fault of its own; trying again."
        case _ if "content" in details.code or "policy" in details.code:
            return FailureKind.CONTENT_REFUSED, "The service refused to answer this."
        case _:
            return FailureKind.REJECTED, "The service refused something that was asked of it."


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds that the service asks us to wait, by any of its headers; None where it says nothing."""
    milliseconds = headers.get("retry-after-ms", "")
    try:
        if milliseconds:
            return max(0.0, float(milliseconds) / 1000)
    except ValueError:
        pass
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())
