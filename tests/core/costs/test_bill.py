"""One's own count beside the bill, and what a difference comes from."""

from voiceapp.core.costs.bill import AGREES, Billed, ComparedDay, compared


def test_days_and_items_are_added_up() -> None:
    found = compared(
        {"2026-11-20": 1.0, "2026-11-21": 0.0, "2026-11-22": 0.5},
        [
            Billed("2026-11-20", "gpt-realtime, audio", 0.7),
            Billed("2026-11-20", "gpt-6-luna, input", 0.3),
            Billed("2026-11-21", "gpt-realtime, audio", 0.4),
            Billed("2026-11-23", "nothing", 0.0),
        ],
    )
    assert found.days == (
        ComparedDay("2026-11-20", 1.0, 1.0),
        ComparedDay("2026-11-21", 0.0, 0.4),
        ComparedDay("2026-11-22", 0.5, 0.0),
    )
    assert [what for what, _ in found.items] == ["gpt-realtime, audio", "gpt-6-luna, input"]
    assert (found.own, found.billed) == (1.5, 1.4)


def test_a_difference_is_explained_by_its_direction() -> None:
    day = "2026-11-20"
    assert compared({day: 1.0}, [Billed(day, "it", 1.04)]).explanation == AGREES
    assert compared({}, []).explanation == AGREES
    higher = str(compared({day: 1.0}, [Billed(day, "it", 2.0)]).explanation)
    assert higher.startswith("The bill is $1.00 higher. Everything of the organization is on the bill")
    lower = str(compared({day: 1.0}, [Billed(day, "it", 0.5)]).explanation)
    assert lower.startswith("Your own count is $0.50 higher. A bill comes hours later")
