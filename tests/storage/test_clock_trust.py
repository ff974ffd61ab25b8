"""A clock that is years ahead makes nothing old."""

from pathlib import Path

import pytest

from tests.storage.ask import page
from tests.storage.conftest import Kept
from tests.talks import said
from voiceapp.core.failures import FailureKind
from voiceapp.core.history import Retention
from voiceapp.core.transcript import TalkId
from voiceapp.storage.clock_trust import DAY, LEAP, PROOF, ClockHistory

NOW = 1_800_000_000.0
YEARS = 5 * 365 * DAY
MONTH = Retention(sound_days=30, word_days=30)


class Clock:
    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


def run(folder: Path, clock: Clock, rule: Retention = MONTH, *, saying: str = "") -> tuple[set[str], list[str]]:
    """A run of the app: the talks that are there at its end, and what was said to the person."""
    kept = Kept(folder, now=clock)
    kept.store.retain(rule)
    if saying:
        kept.store.keep_item(TalkId(saying), said(saying, talk=saying, at=clock.time))
    kept.store.settle()
    there = {str(talk.id) for talk in page(kept.store).talks}
    kept.store.close()
    assert {failure.kind for failure in kept.noticed} <= {FailureKind.CLOCK_WRONG}
    return there, [str(failure.sentence) for failure in kept.noticed]


def test_a_clock_years_ahead_deletes_nothing_and_says_so(tmp_path: Path, clock: Clock) -> None:
    run(tmp_path, clock, saying="tea")
    clock.time = NOW + YEARS
    there, told = run(tmp_path, clock, saying="later")
    assert there == {"tea", "later"}
    assert len(told) == 1
    assert "1825 days" in told[0]
    # What was said in the meantime is no proof that the clock is right.
    assert run(tmp_path, clock)[0] == {"tea", "later"}
    clock.time = NOW + DAY
    assert run(tmp_path, clock) == ({"tea", "later"}, [])


def test_it_is_not_believed_either_where_an_earlier_version_kept_no_time(tmp_path: Path, clock: Clock) -> None:
    kept = Kept(tmp_path, now=clock)
    kept.store.keep_item(TalkId("tea"), said("tea", talk="tea", at=NOW))
    kept.store.close()
    clock.time = NOW + YEARS
    there, told = run(tmp_path, clock)
    assert there == {"tea"}
    assert len(told) == 1


def test_a_clock_that_leaps_while_the_app_runs_is_not_believed(tmp_path: Path, clock: Clock) -> None:
    kept = Kept(tmp_path, now=clock)
    kept.store.retain(MONTH)
    kept.store.keep_item(TalkId("tea"), said("tea", talk="tea", at=NOW))
    kept.store.settle()
    clock.time = NOW + YEARS
    kept.store.retain(MONTH)
    kept.store.retain(MONTH)
    assert page(kept.store).total == 1
    assert len(kept.noticed) == 1
    kept.store.close()


def test_a_clock_that_goes_on_for_a_week_is_believed(tmp_path: Path, clock: Clock) -> None:
    """The person was away for years, and the clock is right."""
    run(tmp_path, clock, saying="tea")
    for days in (0, 1, 3, 6):
        clock.time = NOW + YEARS + days * DAY
        assert run(tmp_path, clock)[0] == {"tea"}
    clock.time = NOW + YEARS + PROOF
    assert run(tmp_path, clock) == (set(), [])


def test_who_is_away_for_some_weeks_is_not_troubled(tmp_path: Path, clock: Clock) -> None:
    run(tmp_path, clock, saying="tea")
    clock.time = NOW + LEAP
    assert run(tmp_path, clock) == (set(), [])


def test_where_nothing_is_deleted_for_its_age_nothing_is_said(tmp_path: Path, clock: Clock) -> None:
    run(tmp_path, clock, Retention(), saying="tea")
    clock.time = NOW + YEARS
    assert run(tmp_path, clock, Retention()) == ({"tea"}, [])


def test_a_clock_that_leaps_back_and_comes_right_is_believed_at_once() -> None:
    """A dead battery: each start begins in 1970, until the network tells the time."""
    seen = ClockHistory(NOW).look(0.0)
    assert seen == ClockHistory(NOW)
    assert seen.look(NOW + DAY) == ClockHistory(NOW + DAY)


def test_a_clock_that_leaps_again_begins_its_proof_anew() -> None:
    seen = ClockHistory(NOW)
    for years in range(1, 9):
        seen = seen.look(NOW + years * YEARS)
        assert not seen.is_believed
    assert seen == ClockHistory(NOW, NOW + 8 * YEARS, NOW + 8 * YEARS)
