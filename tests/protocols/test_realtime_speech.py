"""A session of the Realtime API that only reads out: texts in, their sound out."""

import base64
import json
from typing import Any

import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.core.transcript import Spent
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.engines.realtime.speech_protocol import (
    MARK,
    News,
    SpeechProtocol,
    SpeechReady,
    TextSound,
    TextSpoken,
    fidelity,
)
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.providers.openai_prices import PRICES

CREATED = {"type": "session.created", "session": {"type": "realtime", "id": "s", "model": "m", "expires_at": 60.0}}
UPDATED = {"type": "session.updated", "session": {"type": "realtime", "id": "s", "model": "m"}}


class Voice:
    """The protocol without a socket, ready to speak."""

    def __init__(self, *, opened: bool = True, dialect: Dialect = Dialect.TODAY) -> None:
        self.charged: list[Spent] = []
        self.protocol = SpeechProtocol(
            "marin", 1.0, "", now=0.0, dialect=dialect, model="m", pricing=Pricing(PRICES, charge=self.charged.append)
        )
        if opened:
            assert self.hear(CREATED, UPDATED) == [SpeechReady(60.0)]
            self.sent()

    def hear(self, *events: dict[str, Any]) -> list[News]:
        return [news for event in events for news in self.protocol.receive(json.dumps(event), 1.0)]

    @property
    def failure_kind(self) -> FailureKind | None:
        return self.protocol.failure.kind if self.protocol.failure is not None else None

    def sent(self) -> list[dict[str, Any]]:
        return [json.loads(frame) for frame in self.protocol.take_frames()]


def begun(response: str, job: str | None = None) -> dict[str, Any]:
    return {"type": "response.created", "response": {"id": response, "metadata": {MARK: job} if job else None}}


def sound(response: str, pcm: bytes) -> dict[str, Any]:
    delta = base64.b64encode(pcm).decode()
    return {"type": "response.output_audio.delta", "response_id": response, "item_id": "a", "delta": delta}


def words(response: str, delta: str | None) -> dict[str, Any]:
    return {"type": "response.output_audio_transcript.delta", "response_id": response, "item_id": "a", "delta": delta}


def done(response: str, **more: Any) -> dict[str, Any]:
    return {"type": "response.done", "response": {"id": response, "status": "completed", **more}}


def error(code: str, cause: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    body = {"type": "invalid_request_error", "code": code, "event_id": cause["event_id"] if cause else None, **more}
    return {"type": "error", "error": body}


def test_a_text_becomes_sound_a_bill_and_how_well_it_was_read() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "The tea is in the tin.")
    (asked,) = voice.sent()
    assert asked["response"]["metadata"] == {MARK: "j1"}
    usage = {"input_tokens": 10, "output_tokens": 20}
    news = voice.hear(
        begun("r1", "j1"), sound("r1", b"\1\2"), words("r1", "The tea is"), words("r1", None), done("r1", usage=usage)
    )
    spoke, whole = news
    assert spoke == TextSound("j1", b"\1\2")
    assert isinstance(whole, TextSpoken)
    assert (whole.job, whole.failure) == ("j1", None)
    assert list(whole.spent) == voice.charged
    assert len(voice.charged) == 1
    assert whole.fidelity == pytest.approx(2 * 3 / 9)


def test_texts_that_are_read_at_once_do_not_mix() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "One.")
    voice.protocol.add_text("j2", "Two.")
    news = voice.hear(begun("r2", "j2"), begun("r1", "j1"), sound("r1", b"\1\1"), sound("r2", b"\2\2"), done("r1"))
    assert news[:2] == [TextSound("j1", b"\1\1"), TextSound("j2", b"\2\2")]
    assert isinstance(news[2], TextSpoken)
    assert news[2].job == "j1"


def test_a_service_that_names_nothing_reads_in_the_order_in_which_it_was_asked() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "One.")
    voice.protocol.add_text("j2", "Two.")
    news = voice.hear(begun("r1"), begun("r2"), sound("r2", b"\2\2"), sound("r1", b"\1\1"))
    assert news == [TextSound("j2", b"\2\2"), TextSound("j1", b"\1\1")]


def test_what_was_not_asked_for_is_not_spoken() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "One.")
    assert voice.hear(begun("", "j1"), begun("x", "unknown"), begun("r1", "j1"), begun("r2", "j1"), begun("r3")) == []
    strangers = [(sound(name, b"\1\1"), words(name, "No."), done(name)) for name in ("", "x", "r2", "r3")]
    assert [news for events in strangers for news in voice.hear(*events)] == []
    assert voice.hear(sound("r1", b"\1\1")) == [TextSound("j1", b"\1\1")]


def test_no_half_sample_is_spoken_and_no_damaged_piece() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "One.")
    damaged = sound("r1", b"") | {"delta": "no base64!"}
    news = voice.hear(begun("r1", "j1"), sound("r1", b"\1"), damaged, sound("r1", b"\2\3"), sound("r1", b"\4"))
    assert news == [TextSound("j1", b"\1\2"), TextSound("j1", b"\3\4")]


def test_a_text_that_nobody_listens_to_is_cancelled_once_and_heard_no_more() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "One.")
    voice.hear(begun("r1", "j1"))
    voice.sent()
    voice.protocol.drop_text("j1")
    voice.protocol.drop_text("j1")
    voice.protocol.drop_text("unknown")
    (cancel,) = voice.sent()
    assert (cancel["type"], cancel["response_id"]) == ("response.cancel", "r1")
    (whole,) = voice.hear(sound("r1", b"\1\1"), done("r1", status="failed"))
    assert isinstance(whole, TextSpoken)
    assert whole.failure is None, "nobody wants to know"


def test_a_text_that_was_left_before_it_began_is_cancelled_when_it_does() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "One.")
    voice.protocol.drop_text("j1")
    assert [frame["type"] for frame in voice.sent()] == ["response.create"]
    voice.hear(begun("r1", "j1"))
    assert [frame["type"] for frame in voice.sent()] == ["response.cancel"]


def test_a_text_that_could_not_be_spoken_is_one_sentence() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "One.")
    (whole,) = voice.hear(begun("r1", "j1"), done("r1", status="failed"))
    assert isinstance(whole, TextSpoken)
    assert whole.failure is not None
    assert whole.failure.kind is FailureKind.SERVER_BROKEN


def test_a_refused_text_fails_alone() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "One.")
    voice.hear(begun("r1", "j1"))
    voice.protocol.add_text("j2", "Two.")
    asked = voice.sent()[-1]
    (refused,) = voice.hear(error("invalid_value", asked))
    assert isinstance(refused, TextSpoken)
    assert refused.job == "j2"
    assert refused.failure is not None
    assert voice.failure_kind is None
    assert voice.hear(error("invalid_value", asked)) == [], "there is none left that it could mean"
    assert voice.hear(sound("r1", b"\1\1")) == [TextSound("j1", b"\1\1")]


def test_an_error_that_concerns_nothing_of_ours_changes_nothing() -> None:
    voice = Voice()
    voice.protocol.add_text("j1", "One.")
    assert voice.hear(error("oops"), {"type": "rate_limits.updated", "rate_limits": []}) == []
    assert voice.failure_kind is None
    assert voice.hear(begun("r1", "j1"), sound("r1", b"\1\1")) == [TextSound("j1", b"\1\1")]


def test_a_session_is_ready_once() -> None:
    assert Voice().hear(CREATED, UPDATED) == []


def test_a_service_that_does_not_take_the_settings_is_used_with_its_own() -> None:
    voice = Voice(opened=False)
    voice.hear(CREATED)
    (update,) = voice.sent()
    assert voice.hear(error("unknown_parameter", update, param="session.audio.output.speed")) == []
    (again,) = voice.sent()
    assert voice.hear(error("invalid_value", again)) == [SpeechReady(60.0)]


@pytest.mark.parametrize(
    "told",
    [
        CREATED | {"session": {"id": "s", "modalities": ["text"]}},
        error("beta_api_shape_disabled"),
    ],
)
def test_a_service_of_the_other_dialect_is_left(told: dict[str, Any]) -> None:
    voice = Voice(opened=False)
    voice.hear(told)
    assert voice.failure_kind is FailureKind.WRONG_DIALECT
    assert voice.protocol.deadline is None


def test_the_other_dialect_shows_also_when_the_session_is_open_or_configured() -> None:
    voice, configuring = Voice(), Voice(opened=False)
    voice.hear(error("beta_api_shape_disabled"))
    configuring.hear(CREATED, error("unknown_parameter", param="session.type"))
    for each in (voice, configuring):
        assert each.failure_kind is FailureKind.WRONG_DIALECT


def test_what_ends_the_account_ends_the_session() -> None:
    voice = Voice()
    voice.hear(error("insufficient_quota"))
    assert voice.failure_kind is FailureKind.NO_QUOTA
    assert voice.protocol.closed(1006, "") is voice.protocol.failure, "the first reason is the one that counts"


def test_a_service_that_says_nothing_is_left() -> None:
    voice = Voice(opened=False)
    assert voice.protocol.deadline == 10.0
    assert list(voice.protocol.tick(9.0)) == []
    assert voice.failure_kind is None
    voice.protocol.tick(10.0)
    assert voice.failure_kind is FailureKind.TIMED_OUT


def test_a_connection_that_is_lost_says_so() -> None:
    assert Voice().protocol.closed(1006, "").kind is FailureKind.LINK_DROPPED


@pytest.mark.parametrize(
    ("text", "said", "kept"),
    [
        ("The tea is in the tin.", "The tea, is in the TIN", 1.0),
        ("One two", "three four", 0.0),
        ("42", "", 1.0),
        ("...", "Silence", 1.0),
    ],
)
def test_how_much_of_a_text_was_said(text: str, said: str, kept: float) -> None:
    assert fidelity(text, said) == kept
