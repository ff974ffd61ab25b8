"""Reads the rate limits that a service states in its headers. Pure."""

import re
from collections.abc import Mapping

from voiceapp.core.messages import Limit

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|h|m|s|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_LONGEST = 32


def duration(text: str) -> float:
    """Seconds in "6m0s", "120ms", "1s" or "2.5"; 0 for anything else."""
    text = text.strip()[:_LONGEST]
    try:
        return max(0.0, float(text))
    except ValueError:
        return sum(float(number) * _SECONDS[unit] for number, unit in _DURATION.findall(text))


def limits_in(headers: Mapping[str, str]) -> tuple[Limit, ...]:
    """Returns what the answer's headers say about requests and tokens."""
    lower = {name.lower(): value for name, value in headers.items()}
    found: list[Limit] = []
    for name in ("requests", "tokens"):
        limit, remaining = (_whole(lower.get(f"x-ratelimit-{what}-{name}", "")) for what in ("limit", "remaining"))
        if limit is not None and remaining is not None:
            found.append(Limit(name, limit, remaining, duration(lower.get(f"x-ratelimit-reset-{name}", ""))))
    return tuple(found)


def _whole(text: str) -> int | None:
    try:
        return int(text.strip()[:_LONGEST])
    except ValueError:
        return None
