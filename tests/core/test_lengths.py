"""What is left of a timer, as clocks show it."""

import pytest

from voiceapp.core.text.lengths import clock, countdown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-3.0, "0:00"),
        (0.0, "0:00"),
        (0.2, "0:01"),
        (41.3, "0:42"),
        (60.0, "1:00"),
        (3_599.5, "1:00:00"),
        (3_725.0, "1:02:05"),
    ],
)
def test_a_countdown_ends_only_when_nothing_is_left(seconds: float, shown: str) -> None:
    assert countdown(seconds) == shown


def test_a_moment_is_shown_with_hours_where_there_are_any() -> None:
    assert [clock(seconds) for seconds in (0, 61, 3_599, 3_723)] == ["0:00", "1:01", "59:59", "1:02:03"]
