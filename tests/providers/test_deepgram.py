"""Deepgram's streaming recognition, over a true socket: live words, endings, refusals, its bill, and who is told the key."""

import asyncio
import inspect
import json
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.cli.test_doctor import findings
from tests.cli.test_sound_output import run
from tests.engines.driver import Driver
from tests.engines.parts import Brain, Ears, Voice
from tests.rig.signals import noise
from tests.server.deepgram import KEY, MODELS, NO_CREDIT, TOO_MANY, DeepgramServer, serving
from voiceapp.checks.probes import check_key, probe
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    AskReply,
    CommitTurn,
    EngineRefused,
    EngineTraits,
    LinkLost,
    ReplyEnded,
    TurnId,
    TurnWords,
)
from voiceapp.core.models import Role
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent, Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.addresses import servers_of
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engine_choice.model_catalogue import Catalogue
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.fallback import FallbackRecogniser
from voiceapp.engines.cascade.parts import CascadeParts
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import ALL_PRICES, endpoint_at
from voiceapp.providers.deepgram import (
    CLOSE_STREAM,
    DEEPGRAM,
    KEEP_ALIVE,
    LOOK_EVERY,
    DeepgramTranscription,
    ListenProtocol,
    Results,
)
from voiceapp.settings.endpoints import AddressError, Origin
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing, Secret, WrongHostError
from voiceapp.storage.spending import Spending

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of the way in which the package imports websockets
    from deepgram.listen.v1.client import V1Client
    from deepgram.listen.v1.socket_client import V1SocketClientResponse
    from deepgram.listen.v1.types.listen_v1close_stream import ListenV1CloseStream
    from deepgram.listen.v1.types.listen_v1keep_alive import ListenV1KeepAlive
    from deepgram.types.list_models_v1response import ListModelsV1Response

SPEECH = noise(1.5, 24_000, seed=9).tobytes()
SAID = "What time is it? I have to go."


@pytest.fixture
def deepgram() -> Iterator[DeepgramServer]:
    with serving() as server:
        yield server
    assert server.violations == [], "the real service would have refused this"


def server_at(deepgram: DeepgramServer, key: str = KEY) -> Server:
    secret = Secret(key, Origin.of(deepgram.base_url))
    return Server(endpoint_at(deepgram.base_url), lambda: secret, ConnectionPool())


def settings_for(deepgram: DeepgramServer) -> Settings:
    return Settings().with_value("stt.base_url", deepgram.base_url)


def keys_for(deepgram: DeepgramServer, key: str = KEY) -> KeyRing:
    return KeyRing({"OPENAI_API_KEY": key, "OPENAI_BASE_URL": deepgram.base_url})


def factory(settings: Settings, keys: KeyRing) -> PartsFactory:
    keys.learn(servers_of(settings))
    return PartsFactory(settings, keys, ConnectionPool(), LocalMachine(chosen_models(settings)))


async def pieces(pcm: bytes = SPEECH) -> AsyncIterator[bytes]:
    for start in range(0, len(pcm), WIRE.frame_bytes):
        yield pcm[start : start + WIRE.frame_bytes]


async def heard(part: DeepgramTranscription, hints: RecognitionHints | None = None) -> list[RecognisedText]:
    return [each async for each in part.transcribe(pieces(), hints or RecognitionHints("en"))]


# --- the messages


def _of_the_package(message: dict[str, Any]) -> BaseModel:
    (model,) = (
        each for each in get_args(V1SocketClientResponse) if each.model_fields["type"].default == message["type"]
    )
    found: BaseModel = model.model_validate(message, strict=True)
    return found


async def test_every_message_is_one_of_deepgrams_own_package(deepgram: DeepgramServer) -> None:
    deepgram.words = [SAID]
    *_, last = await heard(DeepgramTranscription(server_at(deepgram)), RecognitionHints("de", ("Grüße", "voiceapp")))
    assert last.text == SAID
    sent = [entry for entry in deepgram.log.entries if entry.way == "out"]
    assert {entry.type for entry in sent} == {"Results", "UtteranceEnd", "Metadata"}
    for entry in sent:
        theirs = _of_the_package(entry.body)
        if entry.type == "Results":
            ours = msgspec.json.decode(json.dumps(entry.body), type=Results)
            assert (ours.start, ours.duration, ours.is_final) == (
                entry.body["start"],
                entry.body["duration"],
                entry.body["is_final"],
            )
            assert ours.channel.alternatives[0].transcript == theirs.channel.alternatives[0].transcript  # type: ignore[attr-defined]
    asked_with = inspect.signature(V1Client.connect).parameters
    assert {name for name, _ in deepgram.streams[0].query} <= set(asked_with)
    ListenV1KeepAlive.model_validate_json(KEEP_ALIVE, strict=True)
    ListenV1CloseStream.model_validate_json(CLOSE_STREAM, strict=True)
    ListModelsV1Response.model_validate(MODELS)


# --- live words


async def test_words_come_while_one_speaks_and_the_last_are_all_of_them(deepgram: DeepgramServer) -> None:
    deepgram.words = [SAID]
    spoken: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def sound() -> AsyncIterator[bytes]:
        while (pcm := await spoken.get()) is not None:
            yield pcm

    async with aclosing(
        DeepgramTranscription(server_at(deepgram)).transcribe(sound(), RecognitionHints("en"))
    ) as answers:
        spoken.put_nowait(SPEECH[: WIRE.bytes(400)])
        first = await anext(answers)
        assert (first.text, first.final) == ("What", False)
        spoken.put_nowait(SPEECH[WIRE.bytes(400) :])
        spoken.put_nowait(None)
        rest = [each async for each in answers]
    assert (rest[-1].text, rest[-1].final, rest[-1].language) == (SAID, True, "en")
    assert [word.text for word in rest[-1].words] == SAID.split()
    assert all(not each.final for each in rest[:-1])
    assert deepgram.streams[0].pcm == SPEECH, "all of it, once, as it is"
    assert deepgram.streams[0].control == ["CloseStream"]


async def test_language_terms_and_fields_of_ones_own_are_told_in_the_address(deepgram: DeepgramServer) -> None:
    server = server_at(deepgram)
    own = replace(server, endpoint=endpoint_at(f"{deepgram.base_url}?mip_opt_out=true&encoding=opus"))
    await heard(DeepgramTranscription(own), RecognitionHints("de", ("Grüße", "voiceapp")))
    await heard(DeepgramTranscription(server), RecognitionHints(languages=("de", "en")))
    await heard(
        DeepgramTranscription(server, "nova-2"), RecognitionHints(languages=("de", "en"), vocabulary=("voiceapp",))
    )
    settled = replace(server, endpoint=endpoint_at(f"{deepgram.base_url}?language=fr&tag=a&tag=b"))
    await heard(DeepgramTranscription(settled), RecognitionHints(languages=("de", "en"), vocabulary=("voiceapp",)))
    one, many, older, by_address = (stream.query for stream in deepgram.streams)
    assert [value for name, value in by_address if name.startswith("language")] == ["fr"], "the address goes first"
    assert [value for name, value in by_address if name in ("tag", "keyterm")] == ["a", "b", "voiceapp"]
    assert {("language", "de"), ("keyterm", "Grüße"), ("keyterm", "voiceapp"), ("mip_opt_out", "true")} <= set(one)
    assert ("interim_results", "true") in one
    assert [value for name, value in one if name == "encoding"] == ["linear16"], "sound is always of one kind"
    assert [value for name, value in many if name.startswith("language")] == ["multi", "de", "en"]
    assert {("language", "de"), ("keywords", "voiceapp")} <= set(older)


async def test_no_more_terms_are_told_than_the_service_takes(deepgram: DeepgramServer) -> None:
    await heard(
        DeepgramTranscription(server_at(deepgram)),
        RecognitionHints("en", tuple(f"term number {n}" for n in range(500))),
    )
    terms = [value for name, value in deepgram.streams[0].query if name == "keyterm"]
    assert 40 < len(terms) < 100


# --- in a talk


async def test_an_utterance_goes_through_the_cascade(deepgram: DeepgramServer) -> None:
    deepgram.words = [SAID, "Thank you."]
    shop = factory(settings_for(deepgram), keys_for(deepgram))
    brain = Brain([["It is noon."], ["You are welcome."]])
    ears = shop.recogniser_alone()
    assert isinstance(ears, DeepgramTranscription)
    async with Driver(_cascade(CascadeParts(ears, brain, Voice())), SessionWishes(language="en")) as link:
        for number, words in enumerate((SAID, "Thank you."), 1):
            link.speak(SPEECH)
            link.send(CommitTurn(TurnId(f"turn-{number}")), AskReply())
            await link.until(TurnWords, lambda told, words=words: told.text == words)  # type: ignore[misc]
            await link.until(ReplyEnded, lambda _, number=number: len(link.of(ReplyEnded)) == number)  # type: ignore[misc]
    assert len(deepgram.streams) == 2
    await shop.pool.close()


async def test_a_broken_line_loses_no_utterance_and_the_next_one_is_recognised_there_again(
    deepgram: DeepgramServer,
) -> None:
    deepgram.words = ["What", SAID]
    deepgram.drop_after = WIRE.bytes(500)
    spare = Ears(["What I said before it broke."])
    both = FallbackRecogniser(DeepgramTranscription(server_at(deepgram)), spare, alone=True)
    async with Driver(_cascade(CascadeParts(both, Brain([["Yes."], ["No."]]), Voice())), SessionWishes()) as link:
        link.speak(SPEECH)
        link.send(CommitTurn(TurnId("turn-1")), AskReply())
        await link.until(TurnWords, lambda told: told.text == "What I said before it broke.")
        complained = await link.until(EngineRefused)
        assert complained.failure.kind is FailureKind.LINK_DROPPED
        assert spare.sounds == [SPEECH], "from the beginning"
        await link.until(ReplyEnded)
        link.speak(SPEECH)
        link.send(CommitTurn(TurnId("turn-2")), AskReply())
        await link.until(TurnWords, lambda told: told.text == SAID)
    assert len(deepgram.streams) == 2


async def test_what_is_said_after_the_line_broke_is_heard_by_the_one_that_steps_in(deepgram: DeepgramServer) -> None:
    deepgram.words = ["What"]
    deepgram.drop_after = WIRE.bytes(500)
    spare = Ears(["All that I said."])
    both = FallbackRecogniser(DeepgramTranscription(server_at(deepgram)), spare, alone=True)
    before, after = SPEECH[: WIRE.bytes(800)], SPEECH[WIRE.bytes(800) :]
    async with Driver(_cascade(CascadeParts(both, Brain([["Yes."]]), Voice())), SessionWishes()) as link:
        link.speak(before)
        await link.until(EngineRefused)
        link.speak(after)
        link.send(CommitTurn(TurnId("turn-1")), AskReply())
        await link.until(TurnWords, lambda told: told.final and told.text == "All that I said.")
        assert spare.sounds == [SPEECH], "all of it, once"
        assert not link.of(LinkLost)


async def test_where_nobody_steps_in_a_new_line_hears_all_that_is_said(deepgram: DeepgramServer) -> None:
    deepgram.words = ["What", SAID]
    deepgram.drop_after = WIRE.bytes(500)
    ears = DeepgramTranscription(server_at(deepgram))
    before, after = SPEECH[: WIRE.bytes(800)], SPEECH[WIRE.bytes(800) :]
    async with Driver(_cascade(CascadeParts(ears, Brain([["It is noon."]]), Voice())), SessionWishes()) as link:
        link.speak(before)
        await asyncio.to_thread(deepgram.wait_for_streams, 2)
        link.speak(after)
        link.send(CommitTurn(TurnId("turn-1")), AskReply())
        await link.until(TurnWords, lambda told: told.final and told.text == SAID)
        await link.until(ReplyEnded)
        assert not link.of(LinkLost)
    assert [stream.pcm for stream in deepgram.streams[1:]] == [SPEECH], "all of it, once"


async def test_dictation_gets_its_words_and_the_purse_its_bill(
    deepgram: DeepgramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Origin, "is_loopback", property(lambda _: False))
    monkeypatch.setattr("voiceapp.openai.http.is_private", lambda _: False)
    deepgram.words = [SAID]
    settings = settings_for(deepgram).with_value("engines.allow_plain", True).with_value("budget.per_day", 0.000_001)
    purse = Spending(lambda: settings, ALL_PRICES)
    engines = AvailableEngines(lambda: settings, keys_for(deepgram), purse)
    try:
        assert purse.over() is None
        *so_far, last = [
            each async for each in engines.recogniser(alone=True).transcribe(pieces(), RecognitionHints("en"))
        ]
        assert so_far
        assert last.text == SAID
        (line,) = last.spent
        assert line.usd == pytest.approx(1.5 / 60 * 0.0048)
        assert purse.over() is not None
    finally:
        await engines.close()
        purse.close()


def _cascade(parts: CascadeParts) -> CascadeEngine:
    import contextlib
    from collections.abc import AsyncGenerator

    @contextlib.asynccontextmanager
    async def ready() -> AsyncGenerator[None]:
        yield

    return CascadeEngine(parts, EngineTraits(Sentence("A cascade")), ready)


# --- what goes wrong


async def test_a_line_that_breaks_is_said_and_billed(deepgram: DeepgramServer) -> None:
    deepgram.drop_after = WIRE.bytes(500)
    bill: list[Spent] = []
    part = DeepgramTranscription(replace(server_at(deepgram), charge=bill.append))
    with pytest.raises(EngineError) as told:
        await heard(part)
    assert told.value.failure.kind is FailureKind.LINK_DROPPED
    assert [line.model for line in bill] == ["nova-3"]
    assert 0.5 <= bill[0].usage.seconds < 1.6


@pytest.mark.parametrize(
    ("refusal", "kind", "said"),
    [
        ((402, NO_CREDIT), FailureKind.NO_QUOTA, "enough credits"),
        ((429, TOO_MANY), FailureKind.RATE_LIMITED, "Too many"),
        ((403, {}), FailureKind.NOT_ALLOWED, ""),
        ((404, {}), FailureKind.WRONG_ADDRESS, ""),
        ((503, {}), FailureKind.SERVER_BROKEN, ""),
    ],
)
async def test_a_refusal_is_said_in_a_sentence(
    deepgram: DeepgramServer, refusal: tuple[int, dict[str, Any]], kind: FailureKind, said: str
) -> None:
    deepgram.refusal = refusal
    with pytest.raises(EngineError) as told:
        await heard(DeepgramTranscription(server_at(deepgram)))
    assert told.value.failure.kind is kind
    assert said in told.value.failure.said


async def test_a_wrong_key_and_a_model_that_is_none_are_told_apart(deepgram: DeepgramServer) -> None:
    wrong = "dg-wrong-0123456789abcdef0123456789"
    with pytest.raises(EngineError) as told:
        await heard(DeepgramTranscription(server_at(deepgram, wrong)))
    assert told.value.failure.kind is FailureKind.WRONG_KEY
    assert wrong not in repr(told.value.failure)
    with pytest.raises(EngineError) as told:
        await heard(DeepgramTranscription(server_at(deepgram), "gpt-transcribe"))
    assert told.value.failure.kind is FailureKind.NO_MODEL
    with pytest.raises(EngineError) as told:
        await heard(DeepgramTranscription(replace(server_at(deepgram), key=lambda: None)))
    assert told.value.failure.kind is FailureKind.NO_KEY


@pytest.mark.parametrize(
    ("code", "reason", "kind"),
    [
        (1008, "DATA-0000", FailureKind.REJECTED),
        (1008, "", FailureKind.NOT_ALLOWED),
        (1011, "NET-0000", FailureKind.LINK_DROPPED),
        (1006, "", FailureKind.LINK_DROPPED),
    ],
)
def test_what_an_ending_means(code: int, reason: str, kind: FailureKind) -> None:
    protocol = ListenProtocol(0.0)
    assert protocol.closed(code, reason).kind is kind
    assert protocol.last_words() is None


# --- without a socket


def _results(text: str, start: float, duration: float, *, final: bool) -> str:
    return json.dumps(
        {
            "type": "Results",
            "start": start,
            "duration": duration,
            "is_final": final,
            "channel": {"alternatives": [{"transcript": text, "words": []}]},
        }
    )


def test_silence_is_filled_with_a_word_of_ones_own_before_the_service_closes() -> None:
    protocol = ListenProtocol(100.0)
    assert protocol.deadline == 100.0 + LOOK_EVERY
    protocol.append(b"\0\0")
    protocol.tick(100.0 + LOOK_EVERY)
    assert protocol.take_frames() == [b"\0\0"], "sound went out meanwhile"
    protocol.tick(100.0 + 2 * LOOK_EVERY)
    assert protocol.take_frames() == [KEEP_ALIVE]
    assert 2 * LOOK_EVERY < 10.0
    protocol.finish()
    assert protocol.deadline is None


def test_words_that_are_never_made_final_are_kept() -> None:
    protocol = ListenProtocol(0.0)
    protocol.receive(_results("hello there", 0.0, 1.0, final=False), 0.0)
    protocol.receive('{"type":"UtteranceEnd","channel":[0,1],"last_word_end":0.9}', 0.0)
    protocol.receive(_results("and", 2.0, 0.5, final=False), 0.0)
    assert protocol.whole().text == "hello there and"
    protocol.receive(_results("Hello there.", 0.0, 1.0, final=True), 0.0)
    protocol.receive(_results("And goodbye.", 2.0, 1.0, final=True), 0.0)
    protocol.finish()
    assert protocol.closed(1000, "").kind is FailureKind.LINK_DROPPED
    ended = protocol.last_words()
    assert ended is not None
    assert ended.text == "Hello there. And goodbye.", "though the service did not say that it was all"


@given(
    st.lists(
        st.one_of(
            st.text(),
            st.binary(),
            st.builds(
                lambda n, words, final: _results(words, float(n), 1.0, final=final),
                st.integers(0, 5),
                st.sampled_from(["", "one", "one two"]),
                st.booleans(),
            ),
            st.just('{"type":"UtteranceEnd","channel":[0],"last_word_end":3.0}'),
            st.just('{"type":"Error","variant":"SchemaError","description":"?"}'),
            st.just('{"type":"Results"}'),
        )
    )
)
def test_nothing_that_comes_breaks_it_and_what_was_final_stays(frames: list[str | bytes]) -> None:
    protocol = ListenProtocol(0.0)
    for frame in frames:
        for news in protocol.receive(frame, 0.0):
            assert not news.final
    protocol.receive(_results("The end.", 90.0, 1.0, final=True), 0.0)
    assert protocol.failure is None
    protocol.finish()
    (last,) = protocol.receive('{"type":"Metadata","duration":91.0}', 0.0)
    assert last.final
    assert last.text.endswith("The end.")


# --- as a provider


@pytest.mark.parametrize(
    ("pasted", "recognised", "socket"),
    [
        ("https://api.deepgram.com", True, "wss://api.deepgram.com/v1/listen"),
        ("https://api.deepgram.com/v1", True, "wss://api.deepgram.com/v1/listen"),
        ("wss://api.eu.deepgram.com/v1/listen?model=nova-3", True, "wss://api.eu.deepgram.com/v1/listen"),
        ("ws://localhost:8080/v1/listen", True, "ws://localhost:8080/v1/listen"),
        ("http://localhost:8080/v1", False, ""),
        ("https://api.deepgram.com.example.org/v1", False, ""),
    ],
)
def test_its_addresses(pasted: str, recognised: bool, socket: str) -> None:
    endpoint = endpoint_at(pasted)
    assert (endpoint.provider is DEEPGRAM) is recognised
    assert endpoint_at(endpoint.base_url) == endpoint
    if recognised:
        assert endpoint.socket_url(endpoint.provider.paths.call(endpoint.path, "listen", "")) == socket
        assert endpoint.url("models") == socket.replace("ws", "http", 1).removesuffix("listen") + "models"
        assert endpoint.headers("k") == {"Authorization": "Token k"}


def test_only_its_own_price_list_holds_and_what_is_not_in_it_is_not_known() -> None:
    server = Server(endpoint_at("https://api.deepgram.com"), lambda: None, ConnectionPool())
    assert server.price("nova-3", Usage(seconds=60)).usd == pytest.approx(0.0048)
    assert server.price("nova-3-multilingual", Usage(seconds=60)).usd == pytest.approx(0.0058)
    assert server.price("nova-2", Usage(seconds=60)).usd is None
    assert server.price("gpt-transcribe", Usage(seconds=60)).usd is None


def test_it_is_tried_and_its_key_is_checked_as_any_other(deepgram: DeepgramServer) -> None:
    deepgram.words = ["Hello there."]
    found = probe("stt", settings_for(deepgram), keys_for(deepgram))
    assert "It heard “Hello there.”" in str(found.sentence)
    assert check_key(Settings(), deepgram.base_url, Secret(KEY)) is None
    wrong = check_key(Settings(), deepgram.base_url, Secret("dg-wrong-0123456789abcdef0123456789"))
    assert wrong is not None
    assert wrong.kind is FailureKind.WRONG_KEY


def test_its_models_are_offered_for_recognising_alone(deepgram: DeepgramServer, tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "models.json", keys_for(deepgram))
    settings = settings_for(deepgram)
    offered = [choice.id for choice in catalogue.choices(settings, Role.TRANSCRIPTION)]
    assert offered[0] == "nova-3"
    assert {"nova-2", "nova-3-general"} <= set(offered)
    assert not [name for name in offered if name.startswith(("flux", "whisper", "aura"))]
    assert catalogue.model_for(settings, Role.TRANSCRIPTION) == "nova-3"
    everything = settings.with_value("engines.base_url", deepgram.base_url)
    assert catalogue.choices(everything, Role.CHAT) == ()


def test_the_doctor_asks_it_and_says_whether_it_takes_the_key(deepgram: DeepgramServer, tmp_path: Path) -> None:
    reach = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": deepgram.base_url}
    _, said = run(tmp_path / "home", "doctor", "--json", **reach)
    assert KEY not in said
    found = findings(said)
    assert found["service"][0] == "ok"
    assert "accepts the key" in found["service"][1]
    assert "/v1/projects" in deepgram.asked
    _, said = run(tmp_path / "home", "doctor", "--json", **reach | {"OPENAI_API_KEY": "dg-wrong-0123456789"})
    assert findings(said)["service"][0] == "fail"


# --- who is told what


@pytest.mark.parametrize("leaves", ["nothing", "text"])
def test_where_the_voice_stays_it_is_not_asked(deepgram: DeepgramServer, leaves: str) -> None:
    shop = factory(settings_for(deepgram).with_value("engines.leaves_machine", leaves), keys_for(deepgram))
    assert shop.is_local("stt")
    assert not isinstance(shop.recogniser_alone(), DeepgramTranscription)
    with pytest.raises(EngineError) as refused:
        shop.server("stt")
    assert refused.value.failure.kind is FailureKind.NOT_ALLOWED
    assert deepgram.asked == []


def test_what_it_does_not_do_is_done_here_or_refused(deepgram: DeepgramServer) -> None:
    settings = Settings().with_value("engines.base_url", deepgram.base_url)
    shop = factory(settings, keys_for(deepgram))
    assert [role for role in ("stt", "chat", "tts") if shop.is_local(role)] == ["tts"]
    for make in (shop.chat, shop.realtime):
        with pytest.raises(EngineError) as refused:
            make()
        assert refused.value.failure.kind is FailureKind.NO_MODEL
    assert deepgram.asked == []


async def test_its_key_is_told_to_it_alone_and_never_in_clear(deepgram: DeepgramServer) -> None:
    elsewhere = replace(server_at(deepgram), key=lambda: Secret(KEY, Origin.of("https://api.deepgram.com")))
    with pytest.raises(WrongHostError):
        await heard(DeepgramTranscription(elsewhere))
    assert deepgram.asked == []
    plain = replace(elsewhere, endpoint=endpoint_at("http://api.deepgram.com/v1"))
    with pytest.raises(EngineError) as refused:
        await heard(DeepgramTranscription(plain))
    assert refused.value.failure.kind is FailureKind.WRONG_ADDRESS
    with pytest.raises(AddressError):
        endpoint_at(f"wss://api.deepgram.com/v1/listen?token={KEY}")
