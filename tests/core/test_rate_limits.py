"""What a service says of its limits makes work beside a talk wait, and is told before it holds anybody up."""

import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import Limit
from voiceapp.core.rate_limits import LONGEST_WAIT, KnownLimits, LimitWarnings

PLENTY = Limit("requests", 100, 90, 60.0)


def left(remaining: int, resets_in: float, name: str = "tokens") -> Limit:
    return Limit(name, 1000, remaining, resets_in)


@pytest.mark.parametrize(
    ("limits", "seconds"),
    [
        ((), 0.0),
        ((PLENTY, left(250, 60.0)), 0.0),
        ((PLENTY, left(249, 60.0)), 60.0),
        ((left(0, 12.0, "requests"), left(0, 30.0)), 30.0),
        ((left(0, 1e9),), LONGEST_WAIT),
        ((Limit("tokens", 0, 0, 60.0),), 0.0),
    ],
)
def test_a_quarter_of_a_limit_is_left_to_talks(limits: tuple[Limit, ...], seconds: float) -> None:
    known = KnownLimits()
    known.take("model", limits, 100.0)
    assert known.room_in("model", 100.0) == seconds
    assert known.room_in("another model", 100.0) == 0.0


def test_room_comes_back_with_time_and_with_the_service_s_next_word() -> None:
    known = KnownLimits()
    known.take("model", (left(0, 60.0),), 100.0)
    assert known.room_in("model", 130.0) == 30.0
    assert known.room_in("model", 161.0) == 0.0
    known.take("model", (left(900, 60.0),), 130.0)
    assert known.room_in("model", 130.0) == 0.0


def test_the_person_is_warned_once_before_a_limit_and_again_after_it_was_far() -> None:
    warnings = LimitWarnings()
    assert warnings.of((PLENTY, left(100, 60.0))) is None
    told = warnings.of((PLENTY, left(99, 60.0)))
    assert told is not None
    assert told.kind is FailureKind.NEAR_LIMIT
    assert "99 of 1000 tokens are left for 60 seconds" in str(told.sentence)
    assert warnings.of((left(10, 30.0),)) is None
    assert warnings.of((left(50, 60.0, "requests"),)) is not None, "another one"
    assert warnings.of((left(900, 60.0),)) is None
    assert warnings.of((left(5, 60.0),)) is not None


def test_a_limit_that_is_reset_at_once_is_no_news() -> None:
    assert LimitWarnings().of((left(0, 2.0),)) is None


def test_of_several_the_nearest_is_told() -> None:
    told = LimitWarnings().of((left(90, 60.0), left(10, 60.0, "requests")))
    assert told is not None
    assert "10 of 1000 requests" in str(told.sentence)
