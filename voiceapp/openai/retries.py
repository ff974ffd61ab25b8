"""Says whether and when a refused request is sent again, by the API's own rules."""

import random

import httpx

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.openai.errors import retry_after

TRIES = 3
FIRST_WAIT = 0.5
PATIENT_TRIES = 6
LONGEST_WAIT = 8.0
"""Seconds that a person can be asked to wait in a talk; a service that asks for more is given up for now."""
LONGEST_PATIENT_WAIT = 900.0
"""The same for work that nobody waits for."""
AGAIN = frozenset({408, 409, 429})


def wait_before_retry(response: httpx.Response, failure: Failure, tries: int, longest: float) -> float | None:
    """Seconds until the next try, or None if there should be none."""
    if failure.kind is FailureKind.NO_QUOTA:
        return None
    should = response.headers.get("x-should-retry", "").lower()
    if should == "false":
        return None
    if should != "true" and response.status_code not in AGAIN and response.status_code < 500:
        return None
    asked = retry_after({name.lower(): value for name, value in response.headers.items()})
    if asked is not None and asked > longest:
        return None
    return asked or backoff(tries)


def may_help(failure: Failure) -> bool:
    return failure.kind not in (
        FailureKind.WRONG_ADDRESS,
        FailureKind.NO_KEY,
        FailureKind.NO_MODEL,
        FailureKind.REJECTED,
    )


def backoff(tries: int) -> float:
    return min(FIRST_WAIT * 2.0**tries, LONGEST_WAIT) * random.uniform(0.75, 1.0)  # noqa: S311  (no secret)
