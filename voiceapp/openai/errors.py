"""Says in one sentence what a refused request means, whatever shape the server gives its errors."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import cast

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.settings.redaction import redact

NO_QUOTA = frozenset({"insufficient_quota", "quota_exceeded", "billing_hard_limit_reached", "billing_not_active"})
BROKE_OFF = Sentence("The service stopped midway. Try again in a moment.")
_BY_RULES = re.compile("content|policy|moderation")
"""In the code of a refusal that goes by the service's rules."""
_REFUSED = Sentence("The service refused the request.")
_NO_MODEL = re.compile(
    r"\bmodels?\b.{0,200}?(?:not found|not exist|not loaded|not available|unknown|not a valid)|"
    r"(?:unknown|invalid|no such) model|no models? (?:is |are )?loaded|try pulling",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\bno such (?:file|vector.?store|batch)|\b(?:file|vector.?store|batch)\b.{0,80}(?:not found|not exist)",
    re.IGNORECASE,
)
_TOO_LONG = re.compile(
    r"context_length|maximum context|context (?:length|window|size)\b.{0,80}exceed|exceed.{0,80}context (?:length|window|size)",
    re.IGNORECASE,
)
_CANNOT = re.compile(
    r"(?:not|n't) support|unsupported|not permitted|requires? (?:the )?-|endpoints found that support|not implemented|"
    r"(?:unknown|unrecognized|unexpected) (?:field|parameter|request|keyword|argument)",
    re.IGNORECASE,
)
"""Codes that refuse what was asked, whatever the status."""
_CONTENT = frozenset({"choices", "output", "response", "text", "segments", "delta", "data", "usage"})
"""Fields whose presence shows that an answer has content."""
LONGEST_QUOTE = 400
LONGEST_WAIT = 120.0
"""Seconds. A service that asks for a longer wait is not retried automatically."""


class ErrorDetails(msgspec.Struct, frozen=True):
    message: str = ""
    code: str = ""
    type: str = ""
    param: str = ""


def details_of(body: bytes | str) -> ErrorDetails:
    """Returns code and message of an error in OpenAI's shape or a compatible server's. Never raises."""
    text = body if isinstance(body, str) else body.decode("utf-8", "replace")
    try:
        value = cast("object", msgspec.json.decode(text.encode("utf-8", "replace")))
    except (msgspec.DecodeError, RecursionError):
        # Some servers send plain words; an HTML page says nothing useful.
        return ErrorDetails(message="" if text.lstrip().startswith(("<", "{", "[")) else text)
    if isinstance(value, list) and value:
        value = cast("list[object]", value)[0]  # Google puts it into a list
    if not isinstance(value, dict):
        return ErrorDetails(message=value if isinstance(value, str) else "")
    record = cast("dict[str, object]", value)
    error = record.get("error") or record
    if isinstance(error, str):
        return ErrorDetails(message=error)
    if not isinstance(error, dict):
        return ErrorDetails()
    fields = cast("dict[str, object]", error)
    told = (fields.get("message"), record.get("detail"), record.get("message"))
    return ErrorDetails(
        message=next((words for each in told if (words := _words(each))), ""),
        code=str(fields.get("code") or ""),
        type=str(fields.get("type") or ""),
        param=str(fields.get("param") or ""),
    )


def _words(told: object) -> str:
    """Returns a sentence, or what pydantic says about each wrong field: where it is, and why."""
    if isinstance(told, str):
        return told
    if not isinstance(told, list):
        return ""
    said: list[str] = []
    for each in cast("list[object]", told)[:5]:
        if isinstance(each, dict):
            fields = cast("dict[str, object]", each)
            place = fields.get("loc")
            where = ".".join(map(str, cast("list[object]", place))) if isinstance(place, list) else ""
            said.append(f"{where}: {fields.get('msg') or ''}".strip(": "))
    return "; ".join(said)


def quotable(message: str) -> str:
    """The service's own words made fit to show: one line of limited length, without keys or control characters."""
    words = redact(in_one_line(clean(message[: 4 * LONGEST_QUOTE])).strip())
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()}…"


def is_error(fields: Mapping[str, object]) -> bool:
    """Says whether an answer is really an error, in any of the ways in which servers report one."""
    kind = str(fields.get("type") or "error")
    if "error" in (fields.get("type"), fields.get("object")) or (fields.get("error") and kind == "error"):
        return True
    told = isinstance(fields.get("message"), str) or "detail" in fields
    return told and kind == "error" and not _CONTENT & fields.keys()


def failure_of_response(status: int, headers: Mapping[str, str], body: bytes | str) -> Failure:
    """Returns the failure behind a refused request or an answer that is an error."""
    lower = {name.lower(): value for name, value in headers.items()}
    details = details_of(body)
    if status < 400 and details.code.isdecimal() and 400 <= int(details.code[:4]) < 600:
        status = int(details.code)  # proxies pass on the original status as a code
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
    return Failure(kind, sentence, detail, retry_after(lower), quotable(details.message))


def failure_in_stream(body: str) -> Failure:
    """Returns the failure for an error that came in the middle of an answer."""
    failure = failure_of_response(0, {}, body)
    if failure.kind in (FailureKind.REJECTED, FailureKind.SERVER_BROKEN):
        return replace(failure, kind=FailureKind.SERVER_BROKEN, sentence=BROKE_OFF)
    return failure


def _meaning(status: int, details: ErrorDetails) -> tuple[FailureKind, Sentence]:
    if status == 402 or details.code in NO_QUOTA or details.type in NO_QUOTA:
        return (
            FailureKind.NO_QUOTA,
            Sentence("The account has no credit left. Add some at the service, or use the engine on this device."),
        )
    if details.code == "model_not_found" or (status in (400, 404, 422) and _NO_MODEL.search(details.message)):
        return FailureKind.NO_MODEL, Sentence("The service doesn't have this model for your key. Choose another one.")
    if status == 404 and _GONE.search(details.message):
        return FailureKind.NOT_FOUND, Sentence("The service doesn't have this any more.")
    if status in (0, 200, 400, 413, 422, 500) and _TOO_LONG.search(f"{details.code} {details.message}"):
        return (
            FailureKind.REJECTED,
            Sentence("This conversation is too long for the model. Start a new one, or choose another model."),
        )
    if (status in (404, 422) or status >= 500) and _CANNOT.search(details.message):
        return FailureKind.REJECTED, _REFUSED
    match status:
        case 401:
            return FailureKind.WRONG_KEY, Sentence("The service refused the key. Enter another one in Settings.")
        case 403:
            return FailureKind.NOT_ALLOWED, Sentence("The service doesn't allow this for your key, project or country.")
        case 404:
            return FailureKind.WRONG_ADDRESS, Sentence(
                "The service doesn't know this address or model. Check both in Settings."
            )
        case 405 | 501:
            return FailureKind.WRONG_ADDRESS, Sentence("The service doesn't offer this. Choose another one for it.")
        case 408 | 409:
            return FailureKind.SERVER_BROKEN, Sentence("The service wasn't ready. Try again in a moment.")
        case 413:
            return FailureKind.REJECTED, Sentence("That was too large for the service.")
        case 429:
            return FailureKind.RATE_LIMITED, Sentence("Too many requests right now. Try again in a moment.")
        case _ if status >= 500:
            return FailureKind.SERVER_BROKEN, Sentence("The service had an internal error. Try again in a moment.")
        case _ if _BY_RULES.search(details.code):
            return FailureKind.CONTENT_REFUSED, Sentence("The service refused to answer this.")
        case _:
            return FailureKind.REJECTED, _REFUSED


def retry_after(headers: Mapping[str, str]) -> float | None:
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
    until, answered = _moment(value), _moment(headers.get("date", ""))
    # Measured by the service's own clock, because ours may be an hour off.
    return None if until is None or answered is None else max(0.0, (until - answered).total_seconds())


def _moment(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
