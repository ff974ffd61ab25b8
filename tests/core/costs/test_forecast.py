"""What the next turn costs follows from what the turns so far have taken."""

import pytest

from voiceapp.core.costs.forecast import forecast
from voiceapp.core.prices import Price, PriceTable
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Message, Note, Speaker, Spent, Usage

TALKS = Price(text_in=4.0, text_cached=0.4, text_out=16.0, audio_in=32.0, audio_cached=0.4, audio_out=64.0)
CHATS = Price(text_in=1.0, text_cached=0.1, text_out=4.0)
PRICES = PriceTable(
    "2026-11-01",
    (("talks", TALKS), ("chats", CHATS), ("live", Price(minute=0.06)), ("free", Price())),
)


def said(number: int, at: float, *spent: Spent) -> Message:
    return Message(ItemId(f"u{number}"), Speaker.USER, at, "…", spent=spent)


def answered(number: int, at: float, model: str | None, *spent: Spent) -> Message:
    return Message(ItemId(f"a{number}"), Speaker.ASSISTANT, at, "…", model=model, spent=spent)


def line(model: str, usd: float | None = 0.0, **usage: float) -> Spent:
    return Spent(model, Usage(**usage), usd)  # type: ignore[arg-type]


def usd_of(items: list[Item]) -> float:
    found = forecast(items, PRICES)
    assert found is not None
    return found.usd


def test_nothing_is_foretold_before_anybody_has_answered() -> None:
    assert forecast((), PRICES) is None
    assert forecast((said(1, 0.0), Note(ItemId("n"), 1.0, Sentence("A note."))), PRICES) is None
    assert forecast((answered(1, 1.0, None),), PRICES) is None


@pytest.mark.parametrize("model", ["unknown", "free", "chats"])
def test_nothing_is_foretold_of_what_is_free_unknown_or_not_billed(model: str) -> None:
    assert forecast((answered(1, 1.0, model),), PRICES) is None


def test_after_one_answer_the_whole_talk_is_read_anew() -> None:
    once = answered(1, 1.0, "talks", line("talks", text_in=1000, audio_in=100, text_out=10, audio_out=200))
    # The person is taken to speak as long again, and nothing is known of a cache yet.
    expected = TALKS.of(Usage(text_in=1010, audio_in=400, text_out=10, audio_out=200))
    assert usd_of([said(1, 0.0), once]) == pytest.approx(expected)


def test_what_was_read_before_comes_from_the_cache_as_far_as_it_did_so_far() -> None:
    first = answered(1, 1.0, "talks", line("talks", text_in=1000, audio_in=100, text_out=10, audio_out=200))
    second = answered(
        2,
        2.0,
        "talks",
        line("talks", text_in=1010, audio_in=400, cached_text_in=500, cached_audio_in=100, text_out=30, audio_out=400),
    )
    expected = TALKS.of(
        Usage(
            text_in=1040,
            audio_in=900,
            cached_text_in=505,
            cached_audio_in=400,
            text_out=20,
            audio_out=300,
        )
    )
    assert usd_of([said(1, 0.0), first, said(2, 1.5), second]) == pytest.approx(expected)


def test_the_last_of_several_requests_had_the_whole_talk_before_it() -> None:
    answer = answered(
        1,
        1.0,
        "chats",
        line("chats-2026-11-01", text_in=100, text_out=20),
        line("chats-2026-11-01", text_in=150, text_out=30),
    )
    assert usd_of([answer]) == pytest.approx(CHATS.of(Usage(text_in=200, text_out=50)))


def test_hearing_and_speaking_beside_it_count_by_their_mean() -> None:
    items: list[Item] = [
        said(1, 0.0, line("ears", 0.02, seconds=3.0)),
        answered(1, 1.0, "chats", line("chats", text_in=100, text_out=20), line("mouth", 0.04, characters=20)),
        said(2, 2.0, line("ears", None, seconds=3.0)),
        answered(2, 3.0, "chats", line("chats", text_in=120, text_out=20)),
    ]
    assert usd_of(items) == pytest.approx(CHATS.of(Usage(text_in=140, text_out=20)) + 0.03)


def test_a_session_is_billed_by_the_time_from_one_thing_said_to_the_next() -> None:
    items: list[Item] = [
        said(1, 0.0),
        answered(1, 5.0, "live"),
        said(2, 20.0),
        answered(2, 25.0, "live"),
        said(3, 50.0),
    ]
    told = forecast(items, PRICES)
    assert told is not None
    assert told.by_time
    assert told.usd == pytest.approx(25 / 60 * 0.06)
    assert forecast(items[:2], PRICES) is None


def test_what_another_model_took_says_nothing_of_the_one_that_answers_now() -> None:
    items: list[Item] = [
        answered(1, 1.0, "talks", line("talks", text_in=5000, audio_out=500)),
        said(2, 2.0),
        answered(2, 3.0, "chats", line("chats", text_in=100, text_out=20)),
    ]
    assert usd_of(items) == pytest.approx(CHATS.of(Usage(text_in=120, text_out=20)))
