"""Reads the token and its end from what a command printed: a token alone, or JSON as common tools write it. Pure."""

import base64
import binascii
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import msgspec

LONGEST = 32_768
"""Characters of a token. Those with many claims have a few thousand."""
_TOKENS = ("token", "access_token", "accessToken", "id_token", "idToken")
_ENDS = ("expires_on", "expires_at", "expiresAt", "token_expiry", "expiry", "expirationTimestamp", "expiresOn")
"""The first is Azure's in seconds; its last, without a time zone, is only read where there is no other."""
_INSIDE = ("credential", "status", "data")
"""Where tools of Google, Kubernetes and others put both."""
_TOKEN = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class PrintedToken:
    value: str
    ends: float | None = None
    """Unix time. None: it is said nowhere."""


def token_in(printed: str, now: float) -> PrintedToken | None:
    """Returns the token that a command printed. None: there is none."""
    text = printed.strip()
    if not text.startswith("{"):
        return PrintedToken(text, _end_of_claims(text)) if _is_token(text) else None
    fields = _fields(text)
    for record in (fields, *(inner for name in _INSIDE if (inner := _record(fields.get(name))))):
        value = next((said for name in _TOKENS if isinstance(said := record.get(name), str)), "").strip()
        if _is_token(value):
            return PrintedToken(value, _end_in(record, now) or _end_of_claims(value))
    return None


def _is_token(text: str) -> bool:
    return len(text) <= LONGEST and _TOKEN.fullmatch(text) is not None


def _fields(text: str) -> Mapping[str, object]:
    try:
        return _record(cast("object", msgspec.json.decode(text)))
    except (msgspec.DecodeError, RecursionError):
        return {}


def _record(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _end_in(record: Mapping[str, object], now: float) -> float | None:
    lasts = _number(record.get("expires_in"))
    if lasts is not None:
        return now + lasts
    return next((end for name in _ENDS if (end := _moment(record.get(name))) is not None), None)


def _moment(value: object) -> float | None:
    number = _number(value)
    if number is not None:
        return number
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _end_of_claims(token: str) -> float | None:
    """The end that a JSON web token names itself."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    claims = parts[1]
    try:
        plain = base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
    return _number(_fields(plain).get("exp"))
