"""What may be spent, and when it is said."""

from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.budget import Budget, SpendingLimits

TODAY = "2026-11-21"


def test_without_a_limit_nothing_is_over() -> None:
    purse = SpendingLimits()
    purse.spend(TODAY, 1e6)
    assert purse.over(Budget(), TODAY) is None
    assert purse.warning(Budget(), TODAY) is None


def test_a_day_ends_at_midnight_and_a_month_at_its_end() -> None:
    purse = SpendingLimits()
    purse.spend("2026-11-20", 2.0)
    purse.spend(TODAY, 1.0)
    assert purse.over(Budget(per_day=1.5), TODAY) is None
    assert purse.over(Budget(per_day=1.5), "2026-11-20") is not None
    month = purse.over(Budget(per_month=3.0), TODAY)
    assert month is not None
    assert "This month" in str(month.sentence)
    assert purse.over(Budget(per_month=3.0), "2026-12-01") is None


def test_a_limit_that_comes_near_is_said_once() -> None:
    purse, budget = SpendingLimits(), Budget(per_day=1.0, warn_at=0.8)
    purse.spend(TODAY, 0.79)
    assert purse.warning(budget, TODAY) is None
    purse.spend(TODAY, 0.05)
    warning = purse.warning(budget, TODAY)
    assert warning is not None
    assert "0.84" in str(warning.sentence)
    assert purse.warning(budget, TODAY) is None


def test_a_month_that_comes_near_its_limit_is_said_once_in_that_month() -> None:
    purse, budget = SpendingLimits(), Budget(per_month=10.0, warn_at=0.8)
    purse.spend("2026-11-20", 5.0)
    purse.spend(TODAY, 3.0)
    warning = purse.warning(budget, TODAY)
    assert warning is not None
    assert str(warning.sentence).startswith("$8.00 of this month's $10.00 spent")
    assert purse.warning(budget, "2026-11-22") is None
    purse.spend("2026-12-01", 9.0)
    assert purse.warning(budget, "2026-12-01") is not None


@given(st.lists(st.tuples(st.sampled_from(["2026-11-20", TODAY, "2026-10-31"]), st.floats(0, 10)), max_size=30))
def test_the_month_is_the_sum_of_its_days(lines: list[tuple[str, float]]) -> None:
    purse = SpendingLimits()
    for day, usd in lines:
        purse.spend(day, usd)
    days = [purse.today("2026-11-20"), purse.today(TODAY)]
    assert abs(purse.month(TODAY) - sum(days)) < 1e-9
