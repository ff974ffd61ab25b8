"""What the card holds grows while the machine is busy, and shrinks again."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voiceapp.audio.card_buffer import CALM, LATENCIES, LONGEST_CALM, TOO_OFTEN, WITHIN, CardBuffer


def blocks(holding: CardBuffer, count: int, *, late: bool = False) -> None:
    for _ in range(count):
        holding.block(late=late)


def busy(holding: CardBuffer) -> None:
    blocks(holding, TOO_OFTEN, late=True)


def test_it_holds_more_when_it_was_late_three_times_within_a_minute() -> None:
    holding = CardBuffer()
    for _ in range(10):
        holding.block(late=True)
        blocks(holding, WITHIN)
        assert not holding.change(), "a click a minute is no reason"
    busy(holding)
    assert holding.change()
    assert holding.latency == LATENCIES[1]
    assert not holding.change(), "what was before it says nothing of now"


def test_when_the_machine_is_quiet_again_it_holds_less() -> None:
    holding = CardBuffer()
    for _ in LATENCIES:
        busy(holding)
        holding.change()
    assert holding.latency == LATENCIES[-1]
    steps = 0
    while holding.latency != LATENCIES[0]:
        blocks(holding, CALM - 1)
        assert not holding.change()
        blocks(holding, 1)
        assert holding.change()
        steps += 1
    assert steps == len(LATENCIES) - 1
    blocks(holding, CALM)
    assert not holding.change()


def test_a_machine_that_stays_busy_is_not_tried_every_two_minutes() -> None:
    holding = CardBuffer()
    busy(holding)
    holding.change()
    tries, waited = 0, 0
    while waited < 10 * LONGEST_CALM:
        blocks(holding, CALM)
        waited += CALM
        if holding.change():
            tries += 1
            busy(holding)
            assert holding.change()
    assert tries < 20


@given(st.lists(st.tuples(st.integers(0, 2 * CALM), st.integers(0, 5)), max_size=12))
def test_it_moves_by_one_step_and_never_beyond(happened: list[tuple[int, int]]) -> None:
    holding, seen = CardBuffer(), [0]
    for calm, late in happened:
        blocks(holding, calm)
        blocks(holding, late, late=True)
        changed = holding.change()
        seen.append(LATENCIES.index(holding.latency))
        assert changed == (seen[-1] != seen[-2])
    assert all(abs(after - before) <= 1 for before, after in pairwise(seen))
