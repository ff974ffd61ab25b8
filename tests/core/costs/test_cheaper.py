"""What another model would have cost is only said of one that does the same, and by the same amounts."""

import pytest

from voiceapp.core.costs.cheaper import cheaper
from voiceapp.core.models import Role
from voiceapp.core.prices import Price, PriceTable
from voiceapp.core.transcript import Spent, Usage

PRICES = PriceTable(
    "2026-11-01",
    (
        ("gpt-realtime-big", Price(4.0, 0.4, 16.0, 32.0, 0.4, 64.0)),
        ("gpt-realtime-small", Price(0.6, 0.06, 2.4, 10.0, 0.3, 20.0)),
        ("gpt-realtime-text", Price(0.1, 0.01, 0.5)),
        ("gpt-big", Price(4.0, 0.4, 16.0)),
        ("gpt-small", Price(0.1, 0.01, 0.5)),
        ("gpt-twin", Price(4.0, 0.4, 16.0)),
        ("gpt-transcribe", Price(minute=0.006)),
    ),
)
OFFERED = {
    Role.CONVERSATION: ("gpt-realtime-big", "gpt-realtime-small", "gpt-realtime-text", "gpt-realtime-unknown"),
    Role.CHAT: ("gpt-big", "gpt-small", "gpt-twin"),
    Role.TRANSCRIPTION: ("gpt-transcribe",),
}


def line(model: str, usage: Usage) -> Spent:
    return PRICES.spent(model, usage)


def test_the_cheapest_that_hears_and_speaks_as_well_is_named() -> None:
    talk = [line("gpt-realtime-big", Usage(text_in=1_000_000, audio_in=100_000, audio_out=100_000))] * 2
    (found,) = cheaper(talk, OFFERED, PRICES)
    assert (found.model, found.other) == ("gpt-realtime-big", "gpt-realtime-small")
    assert found.usd == pytest.approx(27.2)
    assert found.other_usd == pytest.approx(7.2)
    assert str(found.sentence) == ("gpt-realtime-big cost $27.20. With gpt-realtime-small it would have been $7.20.")


def test_words_alone_may_be_compared_with_what_has_no_price_for_sound() -> None:
    (found,) = cheaper([line("gpt-realtime-big", Usage(text_in=1_000_000))], OFFERED, PRICES)
    assert found.other == "gpt-realtime-text"


def test_the_dearest_comes_first_and_each_model_once() -> None:
    spent = [
        line("gpt-realtime-big", Usage(audio_out=20_000)),
        line("gpt-big", Usage(text_out=1_000_000)),
        line("gpt-realtime-big", Usage(audio_out=20_000)),
    ]
    assert [(each.model, each.other) for each in cheaper(spent, OFFERED, PRICES)] == [
        ("gpt-big", "gpt-small"),
        ("gpt-realtime-big", "gpt-realtime-small"),
    ]


@pytest.mark.parametrize(
    "spent",
    [
        Spent("unknown", Usage(text_in=9), None),
        Spent("here", Usage(text_in=9), 0.0),
        line("gpt-small", Usage(text_in=9_000_000)),
        line("gpt-big", Usage(text_in=1_000)),
        Spent("gpt-transcribe", Usage(seconds=6000.0), 0.6),
        Spent("gpt-big", Usage(calls=9), 0.5),
        Spent("gpt-big", Usage(), 0.5),
    ],
)
def test_nothing_is_said_where_nothing_would_be_saved_or_nobody_does_the_same(spent: Spent) -> None:
    assert cheaper([spent], OFFERED, PRICES) == ()
