"""A session of the Realtime API that only writes down what is said: sound in, words out."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import RecognisedText
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.engines.realtime.input_audio import PIECE
from voiceapp.engines.realtime.transcription_protocol import (
    CUT_AFTER,
    CUT_AT_LAST,
    QUIET_FOR,
    News,
    TranscriptionOpened,
    TranscriptionProtocol,
)
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.providers.openai_prices import PRICES

CREATED = {"type": "session.created", "session": {"type": "transcription", "id": "s"}}
UPDATED = {"type": "session.updated", "session": {"type": "transcription", "id": "s"}}
LOUD = np.full(24_000, 9_000, "<i2").tobytes()
"""One second."""
HEARD = "conversation.item.input_audio_transcription"


class Ear:
    """The protocol without a socket, listening."""

    def __init__(self, *, opened: bool = True) -> None:
        self.protocol = TranscriptionProtocol(
            SessionWishes(transcription_model="whisper-1"), now=0.0, dialect=Dialect.TODAY, pricing=Pricing(PRICES)
        )
        if opened:
            assert self.hear(CREATED, UPDATED) == [TranscriptionOpened()]
            self.sent()

    def hear(self, *events: dict[str, Any]) -> list[News]:
        return [news for event in events for news in self.protocol.receive(json.dumps(event), 1.0)]

    @property
    def failure_kind(self) -> FailureKind | None:
        return self.protocol.failure.kind if self.protocol.failure is not None else None

    def sent(self) -> list[dict[str, Any]]:
        return [json.loads(frame) for frame in self.protocol.take_frames()]

    def commits(self) -> list[dict[str, Any]]:
        return [frame for frame in self.sent() if frame["type"] == "input_audio_buffer.commit"]

    def say(self, *parts: str) -> None:
        """Each of them is committed under this name."""
        for part in parts:
            self.protocol.append(LOUD * (CUT_AFTER // len(LOUD)) + bytes(QUIET_FOR))
            self.protocol.append(bytes(QUIET_FOR))
            self.hear(committed(part))


def without_cost(news: Sequence[News]) -> list[News]:
    return [replace(each, spent=()) if isinstance(each, RecognisedText) else each for each in news]


def committed(item: str) -> dict[str, Any]:
    return {"type": "input_audio_buffer.committed", "item_id": item}


def delta(item: str, text: str | None) -> dict[str, Any]:
    return {"type": f"{HEARD}.delta", "item_id": item, "delta": text}


def completed(item: str, text: str | None, **more: Any) -> dict[str, Any]:
    return {"type": f"{HEARD}.completed", "item_id": item, "transcript": text, **more}


def failed(item: str, code: str | None = "audio_unintelligible") -> dict[str, Any]:
    return {"type": f"{HEARD}.failed", "item_id": item, "error": {"code": code}}


def error(code: str, cause: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    body = {"type": "invalid_request_error", "code": code, "event_id": cause["event_id"] if cause else None, **more}
    return {"type": "error", "error": body}


def test_words_grow_and_are_final_when_all_is_said() -> None:
    ear = Ear()
    ear.protocol.append(LOUD)
    assert ear.protocol.finish() == [], "the words are still to come"
    assert len(ear.commits()) == 1
    usage = {"type": "duration", "seconds": 60}
    news = ear.hear(
        committed("u1"), delta("u1", "Where is"), delta("u1", None), delta("u1", " it"),
        completed("u1", "Where is it?", languages=[{"code": "en"}], usage=usage),
    )  # fmt: skip
    assert news[:2] == [RecognisedText("Where is", final=False), RecognisedText("Where is it", final=False)]
    final = news[2]
    assert isinstance(final, RecognisedText)
    assert (final.text, final.final, final.language) == ("Where is it?", True, "en")
    assert [(line.model, line.usage.seconds) for line in final.spent] == [("whisper-1", 60.0)]


def test_what_is_too_short_to_be_words_is_not_sent_for_them() -> None:
    ear = Ear()
    ear.protocol.append(LOUD[:2_000])
    assert ear.protocol.finish() == [RecognisedText("", final=True)]
    assert ear.commits() == []


def test_no_frame_is_too_large_for_a_slow_line() -> None:
    ear = Ear()
    ear.protocol.append(LOUD * 5)
    sizes = [len(frame["audio"]) * 3 // 4 for frame in ear.sent()]
    assert sum(sizes) == len(LOUD) * 5
    assert max(sizes) <= PIECE


def test_a_long_dictation_is_cut_in_a_pause_or_at_last_without_one() -> None:
    ear = Ear()
    ear.protocol.append(bytes(QUIET_FOR))
    ear.protocol.append(LOUD * (CUT_AFTER // len(LOUD)))
    assert ear.commits() == [], "nobody pauses"
    ear.protocol.append(bytes(QUIET_FOR - 2))
    assert ear.commits() == []
    ear.protocol.append(b"\0\0")
    assert len(ear.commits()) == 1
    ear.protocol.append(LOUD * (CUT_AT_LAST // len(LOUD) - 1))
    assert ear.commits() == []
    ear.protocol.append(LOUD)
    assert len(ear.commits()) == 1
    assert WIRE.ms(CUT_AFTER) < WIRE.ms(CUT_AT_LAST)


def test_half_a_sample_is_neither_loud_nor_a_mistake() -> None:
    ear = Ear()
    ear.protocol.append(LOUD * (CUT_AFTER // len(LOUD)))
    ear.protocol.append(b"\x7f")
    ear.protocol.append(bytes(QUIET_FOR - 1))
    assert len(ear.commits()) == 1


def test_the_parts_stand_in_the_order_in_which_they_were_said() -> None:
    ear = Ear()
    ear.say("u1", "u2")
    assert ear.hear(completed("u2", "Second.")) == [RecognisedText("Second.", final=False)]
    assert ear.hear(completed("u1", "First. ")) == [RecognisedText("First. Second.", final=False)]
    assert without_cost(ear.protocol.finish()) == [RecognisedText("First. Second.", final=True)]


def test_what_comes_twice_or_after_its_end_changes_nothing() -> None:
    ear = Ear()
    ear.say("u1")
    ear.hear(completed("u1", "First."))
    assert ear.hear(completed("u1", "Other."), delta("u1", "more")) == []
    assert without_cost(ear.protocol.finish()) == [RecognisedText("First.", final=True)]


def test_a_part_that_is_not_understood_does_not_keep_the_others_back() -> None:
    ear = Ear()
    ear.say("u1", "u2")
    assert ear.hear(failed("u1"), completed("u2", "Second.", languages=[])) == [RecognisedText("Second.", final=False)]
    assert without_cost(ear.protocol.finish()) == [RecognisedText("Second.", final=True)]
    assert ear.failure_kind is None


@pytest.mark.parametrize(("code", "detail"), [("audio_unintelligible", "audio_unintelligible"), (None, "failed")])
def test_when_nothing_is_understood_that_is_one_sentence(code: str | None, detail: str) -> None:
    ear = Ear()
    ear.say("u1")
    ear.protocol.finish()
    assert ear.hear(failed("u1", code)) == []
    assert ear.protocol.failure is not None
    assert (ear.protocol.failure.kind, ear.protocol.failure.detail) == (FailureKind.NOT_UNDERSTOOD, detail)


def test_a_refused_commit_is_not_waited_for() -> None:
    ear = Ear()
    ear.protocol.append(LOUD)
    assert ear.protocol.finish() == []
    (commit,) = ear.commits()
    assert ear.hear(error("input_audio_buffer_commit_empty", commit)) == [RecognisedText("", final=True)]


def test_an_error_that_concerns_nothing_of_ours_changes_nothing() -> None:
    ear = Ear()
    ear.say("u1")
    assert ear.hear(error("oops"), {"type": "rate_limits.updated", "rate_limits": []}) == []
    assert ear.failure_kind is None


def test_what_ends_the_account_ends_the_session() -> None:
    ear = Ear()
    ear.hear(error("insufficient_quota"))
    assert ear.failure_kind is FailureKind.NO_QUOTA


def test_a_session_is_opened_once() -> None:
    assert Ear().hear(CREATED, UPDATED) == []


def test_a_service_that_does_not_take_the_settings_is_used_with_its_own() -> None:
    ear = Ear(opened=False)
    ear.hear(CREATED)
    (update,) = ear.sent()
    assert ear.hear(error("unknown_parameter", update, param="session.audio.input.turn_detection")) == []
    (again,) = ear.sent()
    assert ear.hear(error("invalid_value", again)) == [TranscriptionOpened()]


@pytest.mark.parametrize("told", [(error("beta_api_shape_disabled"),), (CREATED, error("x", param="session.type"))])
def test_a_service_of_the_other_dialect_is_left(told: tuple[dict[str, Any], ...]) -> None:
    ear = Ear(opened=False)
    ear.hear(*told)
    assert ear.failure_kind is FailureKind.WRONG_DIALECT


# --- what it costs where the server doesn't say


def billed() -> tuple[Ear, list[float]]:
    ear, seconds = Ear(), list[float]()
    ear.protocol = TranscriptionProtocol(
        SessionWishes(transcription_model="whisper-1"),
        now=0.0,
        dialect=Dialect.TODAY,
        pricing=Pricing(PRICES, charge=lambda line: seconds.append(line.usage.seconds)),
    )
    ear.hear(CREATED, UPDATED)
    return ear, seconds


def test_words_whose_cost_is_not_told_cost_as_long_as_their_sound() -> None:
    ear, seconds = billed()
    ear.protocol.append(LOUD * 3)
    ear.protocol.finish()
    (final,) = ear.hear(committed("u1"), completed("u1", "Where is it?"))
    assert isinstance(final, RecognisedText)
    assert [line.usage.seconds for line in final.spent] == [3.0]
    assert final.spent[0].usd
    assert seconds == [3.0]
    ear.protocol.bill_rest()
    assert seconds == [3.0], "all of it is billed already"


def test_words_that_come_before_their_part_has_a_name_cost_as_much() -> None:
    ear, seconds = billed()
    ear.protocol.append(LOUD * 2)
    ear.protocol.finish()
    ear.hear(completed("u1", "Where is it?"), committed("u1"))
    assert seconds == [2.0]


def test_sound_whose_words_nobody_waits_for_is_billed() -> None:
    ear, seconds = billed()
    ear.say("u1")
    first = (CUT_AFTER + 2 * QUIET_FOR) / WIRE.bytes(1_000)
    ear.protocol.append(LOUD * 4)
    ear.protocol.bill_rest()
    assert seconds == [pytest.approx(first + 4.0)]


def test_a_part_that_is_refused_costs_nothing() -> None:
    ear, seconds = billed()
    ear.protocol.append(LOUD)
    ear.protocol.finish()
    (commit,) = ear.commits()
    ear.hear(error("input_audio_buffer_commit_empty", commit))
    ear.protocol.bill_rest()
    assert seconds == []


def test_how_sure_the_server_was_comes_with_each_word_at_about_its_time() -> None:
    ear = Ear()
    ear.protocol.append(LOUD)
    ear.hear(committed("u1"))
    ear.protocol.append(LOUD)
    ear.protocol.finish()
    tokens = [{"token": "or", "logprob": -0.1}, {"token": " dry", "logprob": -2.0}]
    (final,) = (
        news
        for news in ear.hear(committed("u2"), completed("u2", "or dry", logprobs=tokens))
        if isinstance(news, RecognisedText) and news.final
    )
    assert [(word.text, word.start, round(word.sure or 0, 2)) for word in final.words] == [
        ("or", 0, 0.9),
        ("dry", 857, 0.14),
    ]


@pytest.mark.parametrize("odd", [None, "much", [], [3], [{"token": 1}], {"token": "or"}])
def test_odd_probabilities_cost_no_words(odd: object) -> None:
    ear = Ear()
    ear.protocol.append(LOUD)
    ear.protocol.finish()
    (final,) = ear.hear(committed("u1"), completed("u1", "or dry", logprobs=odd))
    assert isinstance(final, RecognisedText)
    assert final.text == "or dry"
    assert all(word.sure is None for word in final.words)
