"""A translation session without a socket, held against the types of the official package."""

import base64
import json
from dataclasses import replace
from typing import Any, get_args

import pytest
from openai.types.realtime import RealtimeTranslationServerEvent

from tests.server.checks import translation_client_violation
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.prices import Price, PriceTable
from voiceapp.core.transcript import Spent
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.engines.translation.protocol import (
    LANGUAGE_UPDATE,
    NO_ANSWER,
    NOT_INTO_THIS,
    PIECE,
    PLAIN_UPDATE,
    SAYS_THE_REST_WITHIN,
    STARTED_WITHIN,
    WENT_SILENT,
    SourceWords,
    TargetSound,
    TargetWords,
    TranslationOver,
    TranslationProtocol,
    TranslationWishes,
)
from voiceapp.openai.frame_decoding import Malformed, Unknown
from voiceapp.openai.translation_client_events import update
from voiceapp.openai.translation_server_events import (
    KNOWN,
    TargetSoundDelta,
    TranslationClosed,
    TranslationCreated,
    TranslationUpdated,
    decode,
)

PRICES = PriceTable(
    prices=(("gpt-realtime-translate", Price(minute=0.06)), ("gpt-live-transcribe", Price(minute=0.03)))
)
WISHES = TranslationWishes("de", "gpt-realtime-translate", "gpt-live-transcribe")


class Wire:
    def __init__(self, wishes: TranslationWishes = WISHES, *, created: bool = True) -> None:
        self.now = 100.0
        self.charged: list[Spent] = []
        self.session = TranslationProtocol(wishes, now=self.now, pricing=Pricing(PRICES, charge=self.charged.append))
        if created:
            self.server("session.created", session={"model": "gpt-realtime-translate"})
            self.server("session.updated")

    def server(self, kind: str, **fields: Any) -> list[Any]:
        return self.session.receive(json.dumps({"type": kind, "event_id": "e", **fields}), self.now)

    def sent(self) -> list[dict[str, Any]]:
        bodies = [json.loads(frame) for frame in self.session.take_frames()]
        assert [translation_client_violation(body) for body in bodies] == [None] * len(bodies)
        return bodies

    @property
    def failed(self) -> bool:
        return self.session.failure is not None

    @property
    def failure(self) -> Failure | None:
        return self.session.failure

    def kinds(self) -> list[str]:
        return [str(body["type"]) for body in self.sent()]

    def error(self, **fields: Any) -> None:
        self.server("error", error={"type": "invalid_request_error", **fields})


def test_every_event_of_the_official_types_is_known() -> None:
    union = get_args(get_args(RealtimeTranslationServerEvent)[0])
    official = {get_args(event.model_fields["type"].annotation)[0] for event in union}
    assert official <= KNOWN


def test_the_languages_are_said_before_any_sound() -> None:
    wire = Wire(created=False)
    wire.session.append(bytes(PIECE))
    assert wire.sent() == []
    wire.server("session.created", session={"model": "gpt-realtime-translate-2"})
    wire.server("session.created")
    (first,) = wire.sent()
    wire.server("session.updated")
    (second,) = wire.sent()
    assert first["session"]["audio"] == {
        "input": {"noise_reduction": None, "transcription": {"model": "gpt-live-transcribe"}},
        "output": {"language": "de"},
    }
    assert second["type"] == "session.input_audio_buffer.append"


def test_noise_reduction_is_asked_for_where_it_is_wished() -> None:
    body = json.loads(update("de", "", "far_field", "u"))
    assert body["session"]["audio"]["input"] == {"noise_reduction": {"type": "far_field"}}
    assert translation_client_violation(body) is None


def test_sound_goes_in_the_pieces_that_the_service_works_with_and_the_rest_at_the_end() -> None:
    wire = Wire()
    wire.sent()
    wire.session.append(bytes(PIECE * 2 + 100))
    assert wire.session.finish() == []
    sent = wire.sent()
    lengths = [len(base64.b64decode(body["audio"])) for body in sent if "audio" in body]
    assert lengths == [PIECE, PIECE, 100]
    assert sent[-1]["type"] == "session.close"


def test_words_and_sound_come_as_they_are() -> None:
    wire = Wire()
    assert wire.server("session.input_transcript.delta", delta="Where") == [SourceWords("Where")]
    assert wire.server("session.output_transcript.delta", delta=" Wo") == [TargetWords(" Wo")]
    pcm = base64.b64encode(b"\1\0").decode()
    assert wire.server("session.output_audio.delta", delta=pcm) == [TargetSound(b"\1\0")]
    odd = wire.server("session.output_audio.delta", delta=pcm, sample_rate=16_000, channels=2)
    assert odd == [TargetSound(b"\1\0", 16_000, 2)]
    for nothing in ("no base64!", ""):
        assert wire.server("session.output_audio.delta", delta=nothing) == []
    assert wire.server("session.input_transcript.delta", delta="") == []
    assert wire.server("session.updated") == wire.server("something.new") == wire.server("something.new") == []
    assert wire.session.receive("no json", wire.now) == []


def test_it_is_over_when_the_service_has_said_the_rest_and_each_second_is_paid_once() -> None:
    wire = Wire()
    wire.session.append(bytes(WIRE.bytes(60_000)))
    wire.session.finish()
    (over,) = wire.server("session.closed")
    assert isinstance(over, TranslationOver)
    assert [(line.model, line.usage.seconds, line.usd) for line in over.spent] == [
        ("gpt-realtime-translate", 60.0, 0.06),
        ("gpt-live-transcribe", 60.0, 0.03),
    ]
    assert wire.session.settle() == ()
    assert len(wire.charged) == 2


def test_nothing_is_charged_for_what_never_began_or_had_no_sound() -> None:
    assert Wire(created=False).session.settle() == ()
    quiet = Wire(replace(WISHES, transcriber=""))
    assert quiet.session.settle() == ()
    spoke = Wire(replace(WISHES, transcriber=""))
    spoke.session.append(bytes(PIECE))
    assert [line.model for line in spoke.session.settle()] == ["gpt-realtime-translate"]


def test_a_session_that_ends_before_the_person_does_is_a_broken_line() -> None:
    wire = Wire()
    wire.server("session.closed")
    assert wire.failure is not None
    assert wire.failure.kind is FailureKind.LINK_DROPPED
    assert wire.server("session.output_transcript.delta", delta="x") == []
    assert wire.session.deadline is None


def test_a_service_that_does_not_begin_or_says_no_more_is_given_up() -> None:
    wire = Wire(created=False)
    assert wire.session.deadline == 100.0 + STARTED_WITHIN
    wire.session.tick(100.0)
    assert not wire.failed
    wire.session.tick(100.0 + STARTED_WITHIN)
    assert wire.failure == NO_ANSWER
    wire = Wire()
    assert not wire.session.deadline
    wire.session.tick(500.0)
    wire.session.finish()
    assert wire.session.deadline == 100.0 + SAYS_THE_REST_WITHIN
    wire.session.tick(100.0 + SAYS_THE_REST_WITHIN)
    assert wire.failure == WENT_SILENT


def test_a_service_that_writes_nothing_down_translates_all_the_same() -> None:
    wire = Wire()
    wire.sent()
    wire.error(code="model_not_supported", event_id=LANGUAGE_UPDATE, param="session.audio.input.transcription.model")
    assert not wire.failed
    (again,) = wire.sent()
    assert again["session"]["audio"]["input"] == {"noise_reduction": None}
    wire.error(code="invalid_value", event_id=PLAIN_UPDATE, param="session.audio")
    assert wire.failure is not None
    assert wire.failure.sentence == NOT_INTO_THIS


def test_a_language_that_the_service_does_not_have_is_said() -> None:
    wire = Wire()
    wire.error(code="invalid_value", event_id=LANGUAGE_UPDATE, param="session.audio.output.language")
    assert wire.failure is not None
    assert wire.failure.sentence == NOT_INTO_THIS


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"code": "insufficient_quota", "event_id": LANGUAGE_UPDATE}, FailureKind.NO_QUOTA),
        ({"type": "server_error"}, FailureKind.SERVER_BROKEN),
        ({"code": "rate_limit_exceeded"}, FailureKind.RATE_LIMITED),
    ],
)
def test_what_ends_a_session_is_said_as_it_is(error: dict[str, Any], kind: FailureKind) -> None:
    wire = Wire()
    wire.error(**error)
    assert wire.failure is not None
    assert wire.failure.kind is kind


def test_an_error_that_changes_nothing_is_remembered_until_the_line_ends() -> None:
    wire = Wire()
    wire.error(code="something", message="Odd.")
    assert not wire.failed
    wire.server("session.closed")
    assert wire.failure is not None
    assert wire.failure.kind is FailureKind.REJECTED
    told = Wire()
    assert told.session.closed(1006, "").kind is FailureKind.LINK_DROPPED
    before = Failure(FailureKind.NO_QUOTA, NOT_INTO_THIS)
    told.session.failure = before
    assert told.session.closed(1000, "") is before


def test_an_odd_beginning_or_end_is_one_all_the_same() -> None:
    assert decode('{"type": "session.created", "session": 7}') == TranslationCreated()
    assert decode('{"type": "session.closed", "type": "session.closed"}') == TranslationClosed()
    assert isinstance(decode('{"type": "session.output_audio.delta", "delta": 7}'), Malformed)
    assert decode('{"type": "session.updated", "session": {}}') == TranslationUpdated()
    assert decode('{"type": "x"}') == Unknown("x")
    assert TargetSoundDelta("AAE=").sound() == b"\0\1"
