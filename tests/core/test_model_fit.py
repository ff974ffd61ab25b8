"""Which models suit a computer: by its memory, its cores and what was measured."""

import pytest

from voiceapp.core.model_cards import ModelCard
from voiceapp.core.model_fit import Computer, MeasuredSpeed, Needs, best, unfit
from voiceapp.core.sentence import Sentence

GB = 1_000_000_000
SMALL = Needs("small", 10, 98_000_000, 249_000_000)
STANDARD = Needs("standard", 30, 491_000_000, 657_000_000, least_speed=6.0)
LARGE = Needs("large", 60, 1_117_000_000, 1_905_000_000, least_speed=10.0)
HEAVY = Needs("heavy", 70, 100, 100, cores=12)
SHOWN = Needs("shown", 90, 100, 100, by_default=False)
ALL = (SMALL, STANDARD, LARGE, HEAVY, SHOWN)
QUIET = MeasuredSpeed(24.0, 491_000_000)


def told(sentence: Sentence | None) -> str:
    return str(sentence or "")


@pytest.mark.parametrize(
    ("computer", "chosen"),
    [
        (Computer(16 * GB, 4, QUIET), "large"),
        (Computer(8 * GB, 2, QUIET), "large"),
        (Computer(4 * GB, 2, QUIET), "standard"),
        (Computer(16 * GB, 2, MeasuredSpeed(11.0, 491_000_000)), "standard"),
        (Computer(16 * GB, 2, MeasuredSpeed(4.0, 491_000_000)), "small"),
        (Computer(2 * GB, 2, QUIET), "small"),
        (Computer(16 * GB, 16, QUIET), "heavy"),
        (Computer(0, 2, QUIET), "large"),
        (Computer(16 * GB, 4, QUIET, ("large",)), "standard"),
    ],
)
def test_the_best_one_that_fits_is_chosen(computer: Computer, chosen: str) -> None:
    assert best(ALL, computer, unmeasured=6.0) == chosen


def test_a_large_model_waits_for_a_measurement() -> None:
    assert best(ALL, Computer(16 * GB, 2), unmeasured=6.0) == "standard"


def test_nothing_is_chosen_where_nothing_fits() -> None:
    assert best((STANDARD,), Computer(1 * GB, 2), unmeasured=6.0) == ""
    assert best((), Computer(16 * GB, 2), unmeasured=6.0) == ""


def test_what_does_not_fit_says_why() -> None:
    assert told(unfit(LARGE, Computer(4 * GB, 2))).startswith("Needs a computer with 7.6 GB of memory.")
    assert told(unfit(HEAVY, Computer(4 * GB, 2))) == (
        "Slow on this computer: it should have 12 processor cores, and has 2."
    )
    assert told(unfit(STANDARD, Computer(8 * GB, 2, MeasuredSpeed(2.0, 491_000_000)))).startswith("Slow on this")
    assert unfit(SMALL, Computer(4 * GB, 1)) is None


def test_speed_falls_with_size_as_it_was_measured() -> None:
    """The small model's speed foretells the others' within a fifth."""
    small = MeasuredSpeed(85.0, 98_000_000)
    assert small.of(491_000_000) == pytest.approx(24.0, rel=0.2)
    assert small.of(1_117_000_000) == pytest.approx(13.0, rel=0.2)
    assert small.of(0) == 85.0


def test_a_card_tells_how_far_it_is() -> None:
    card = ModelCard("one", "brain", "One", Sentence("Answers."), "MIT", bytes=200, done=50)
    assert card.share == 0.25
    assert ModelCard("one", "brain", "One", Sentence("Answers."), "MIT", done=50).share == 0.0
    assert ModelCard("one", "brain", "One", Sentence("Answers."), "MIT", bytes=40, done=50).share == 1.0
