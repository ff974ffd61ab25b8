"""Wyoming servers as providers: recognition and voices over a true socket, what is said of them, and what goes wrong."""

import asyncio
import socket
import struct
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from tests.rig.signals import noise
from tests.server.wyoming import WyomingServer, serving_wyoming
from voiceapp.checks.probes import check_key, probe
from voiceapp.core.failures import FailureKind
from voiceapp.core.models import Role
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import PAUSE, EngineError, RecognisedText, RecognitionHints
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.addresses import addresses_with_keys, choice_without_effect, may_ask
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engine_choice.model_catalogue import Catalogue
from voiceapp.engine_choice.offered_voices import voices_of
from voiceapp.engines.cascade.fallback import FallbackRecogniser
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import endpoint_at
from voiceapp.providers.wyoming import WYOMING
from voiceapp.settings.endpoints import AddressError, Origin
from voiceapp.settings.model import SettingError, Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.wyoming import connection, transcription
from voiceapp.wyoming.offers import read_offers
from voiceapp.wyoming.speech import WyomingVoice
from voiceapp.wyoming.transcription import WyomingTranscription

SPEECH = noise(1.5, 24_000, seed=9).tobytes()
PIECES = [SPEECH[start : start + 960] for start in range(0, len(SPEECH), 960)]


def server_at(address: str, *, plain: bool = False) -> Server:
    return Server(endpoint_at(address), lambda: None, ConnectionPool(), plain_allowed=plain)


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts or PIECES:
        yield part


async def words(
    recogniser: WyomingTranscription, sound: AsyncIterator[bytes], hints: RecognitionHints | None = None
) -> list[RecognisedText]:
    async with aclosing(recogniser.transcribe(sound, hints or RecognitionHints())) as answers:
        return [heard async for heard in answers]


async def spoken(voice: WyomingVoice, text: str = "Good morning.", wishes: SessionWishes | None = None) -> bytes:
    async with aclosing(voice.speak(text, wishes or SessionWishes())) as answers:
        return b"".join([piece.pcm async for piece in answers])


# --- recognition


async def test_speech_becomes_words(wyoming: WyomingServer) -> None:
    wyoming.script.words = ["Where is the tea?"]
    hints = RecognitionHints(language="de", vocabulary=("Linnet",))
    (heard,) = await words(WyomingTranscription(server_at(wyoming.address), "small"), pieces(), hints)
    asked = wyoming.wait_for("audio-stop")
    assert (heard.text, heard.final, heard.language) == ("Where is the tea?", True, "en")
    assert asked.rates == {(16_000, 2, 1)}
    assert abs(len(asked.pcm) - len(SPEECH) * 2 // 3) <= 4
    assert asked.transcribe is not None
    assert (asked.transcribe.name, asked.transcribe.language) == ("small", "de_DE")
    assert asked.transcribe.transcript_terms == ["Linnet"]
    assert asked.program == ""


async def test_the_server_chooses_where_nothing_is_said(wyoming: WyomingServer) -> None:
    await words(WyomingTranscription(server_at(wyoming.address)), pieces(), RecognitionHints(languages=("en", "de")))
    transcribe = wyoming.wait_for("audio-stop").transcribe
    assert transcribe is not None
    assert (transcribe.name, transcribe.language, transcribe.transcript_terms) == (None, None, None)


async def test_words_come_while_they_are_found(wyoming: WyomingServer) -> None:
    wyoming.script.words, wyoming.script.streams_words = ["one two three"], True
    recogniser = WyomingTranscription(server_at(wyoming.address))
    heard = await words(recogniser, pieces())
    assert [each.text for each in heard] == ["one", "one two", "one two three", "one two three"]
    assert [each.final for each in heard] == [False, False, False, True]
    assert recogniser.traits.live_words


async def test_a_model_of_another_program_is_asked_of_that_one(wyoming: WyomingServer) -> None:
    await words(WyomingTranscription(server_at(wyoming.address), "other"), pieces())
    assert wyoming.wait_for("audio-stop").program == "more ears"


async def test_what_is_said_after_the_server_ended_an_utterance_is_recognised_too(wyoming: WyomingServer) -> None:
    wyoming.script.words = ["Put the kettle on,", "and then sit down."]
    wyoming.script.ends_after = len(SPEECH) // 3
    gone_on = asyncio.Event()

    async def sound() -> AsyncIterator[bytes]:
        for piece in PIECES:
            yield piece
        yield PAUSE
        await gone_on.wait()
        for piece in PIECES:
            yield piece

    answers = WyomingTranscription(server_at(wyoming.address)).transcribe(sound(), RecognitionHints())
    async with aclosing(answers):
        first = await anext(answers)
        assert (first.text, first.final) == ("Put the kettle on,", False)
        gone_on.set()
        rest = [heard async for heard in answers]
    assert [(each.text, each.final) for each in rest] == [("Put the kettle on, and then sit down.", True)]
    assert len(wyoming.asked) == 2
    assert len(wyoming.asked[1].pcm) >= len(SPEECH) * 2 // 3 - 4, "nothing of what came after the pause is missing"


async def test_closing_ends_the_connection(wyoming: WyomingServer) -> None:
    begun = threading.Event()

    async def sound() -> AsyncIterator[bytes]:
        for piece in PIECES:
            yield piece
        begun.set()
        await asyncio.Event().wait()

    async def ask() -> None:
        await words(WyomingTranscription(server_at(wyoming.address)), sound())

    before = asyncio.all_tasks()
    task = asyncio.create_task(ask())
    await asyncio.to_thread(wyoming.wait_for, "audio-chunk")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert asyncio.all_tasks() == before


# --- the voice


@pytest.mark.parametrize("streams", [False, True])
async def test_text_becomes_sound(wyoming: WyomingServer, streams: bool) -> None:
    wyoming.script.streams_speech = streams
    pcm = await spoken(WyomingVoice(server_at(wyoming.address)))
    asked = wyoming.asked[-1]
    assert abs(WIRE.ms(len(pcm)) - 1000) <= 2
    samples = np.frombuffer(pcm, "<i2")[2_000:-2_000]
    assert abs(int(np.median(samples)) - 0x1000) < 20
    assert (asked.pieces or [asked.text]) == ["Good morning."]
    assert asked.voice == {"language": "en_US"}


@pytest.mark.parametrize(
    ("rate", "width", "channels", "sample"),
    [
        (24_000, 2, 1, struct.pack("<h", 8192)),
        (16_000, 2, 2, struct.pack("<hh", 8192, 8192)),
        (48_000, 4, 1, struct.pack("<i", 8192 << 16)),
        (44_100, 3, 1, struct.pack("<i", 8192 << 16)[1:]),
        (8_000, 1, 1, bytes([128 + 32])),
    ],
)
async def test_sound_of_any_layout_is_understood(
    wyoming: WyomingServer, rate: int, width: int, channels: int, sample: bytes
) -> None:
    wyoming.script.sound = (rate, width, channels, sample * rate)
    pcm = await spoken(WyomingVoice(server_at(wyoming.address)))
    assert abs(WIRE.ms(len(pcm)) - 1000) <= 3
    assert abs(int(np.median(np.frombuffer(pcm, "<i2"))) - 8192) < 40


@pytest.mark.parametrize(
    ("named", "languages", "voice"),
    [
        ("en_US-joe", (), {"name": "en_US-joe"}),
        ("de_DE-eva#glad", (), {"name": "de_DE-eva", "speaker": "glad"}),
        ("", ("de",), {"language": "de_DE"}),
        ("", ("fr",), None),
    ],
)
async def test_the_voice_is_the_persons_or_one_of_the_texts_language(
    wyoming: WyomingServer, named: str, languages: tuple[str, ...], voice: dict[str, str] | None
) -> None:
    await spoken(WyomingVoice(server_at(wyoming.address), named), "Guten Morgen.", SessionWishes(languages=languages))
    assert (wyoming.asked[-1].voice or None) == voice


# --- what goes wrong


async def _failure(asked: Callable[[], object]) -> EngineError:
    with pytest.raises(EngineError) as told:
        await asked()  # type: ignore[misc]
    assert str(told.value.failure.sentence).endswith(".")
    return told.value


@pytest.mark.parametrize(
    ("part", "named", "of_it"),
    [
        ("ears", "huge", "has no model huge"),
        ("mouth", "nobody", "has no voice nobody"),
        ("no ears", "", "doesn't transcribe"),
        ("no mouth", "", "doesn't speak"),
    ],
)
async def test_what_it_does_not_have_is_told(wyoming: WyomingServer, part: str, named: str, of_it: str) -> None:
    wyoming.script.transcribes = part != "no ears"
    wyoming.script.speaks = part != "no mouth"
    server = server_at(wyoming.address)
    if "ears" in part:
        error = await _failure(lambda: words(WyomingTranscription(server, named), pieces()))
    else:
        error = await _failure(lambda: spoken(WyomingVoice(server, named)))
    assert error.failure.kind is FailureKind.NO_MODEL
    assert of_it in str(error.failure.sentence)


async def test_its_own_words_stand_below_the_sentence(wyoming: WyomingServer) -> None:
    wyoming.script.error = "CUDA is out of memory\n"
    error = await _failure(lambda: words(WyomingTranscription(server_at(wyoming.address)), pieces()))
    assert (error.failure.kind, error.failure.said) == (FailureKind.SERVER_BROKEN, "CUDA is out of memory")
    error = await _failure(lambda: spoken(WyomingVoice(server_at(wyoming.address))))
    assert error.failure.said == "CUDA is out of memory"


@pytest.mark.parametrize("at", ["describe", "transcribe", "audio-chunk", "audio-stop", "synthesize"])
async def test_its_death_is_told(wyoming: WyomingServer, at: str) -> None:
    wyoming.script.dies = at
    server = server_at(wyoming.address)
    if at == "synthesize":
        error = await _failure(lambda: spoken(WyomingVoice(server)))
    else:
        error = await _failure(lambda: words(WyomingTranscription(server), pieces()))
    assert error.failure.kind in (FailureKind.LINK_DROPPED, FailureKind.WRONG_ADDRESS)
    assert wyoming.address in str(error.failure.sentence)


async def test_silence_is_told(wyoming: WyomingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    wyoming.script.silent = True
    monkeypatch.setattr(transcription, "WORDS_PATIENCE", 0.1)
    monkeypatch.setattr(transcription, "PER_SECOND", 0.0)
    error = await _failure(lambda: words(WyomingTranscription(server_at(wyoming.address)), pieces()))
    assert error.failure.kind is FailureKind.TIMED_OUT


async def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = await _failure(lambda: words(WyomingTranscription(server_at(f"tcp://127.0.0.1:{port}")), pieces()))
    assert error.failure.kind is FailureKind.NO_NETWORK
    assert f"tcp://127.0.0.1:{port}" in str(error.failure.sentence)


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"[1, 2]\n",
        b'{"data": 3}\n',
        b'{"type": "info", "payload_length": 99999999999}\n',
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b"",
    ],
)
async def test_another_kind_of_server_is_told(said: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(said)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as other:
        address = f"tcp://127.0.0.1:{other.sockets[0].getsockname()[1]}"
        error = await _failure(lambda: spoken(WyomingVoice(server_at(address))))
    assert error.failure.kind in (FailureKind.WRONG_ADDRESS, FailureKind.LINK_DROPPED)


NAMES = st.sampled_from(["asr", "tts", "wake", "name", "models", "voices", "languages", "speakers", "x"])
DATA = st.recursive(
    st.none() | st.booleans() | st.text(max_size=3),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(NAMES, part, max_size=4),
    max_leaves=12,
)


@tried(max_examples=60)
@given(DATA)
def test_no_description_breaks_it(data: object) -> None:
    offers = read_offers(data)
    assert all(each.name for each in (*offers.recognisers, *offers.voices, *offers.wake_words))


# --- addresses, keys and what may leave


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tcp://192.168.1.20:10300", "tcp://192.168.1.20:10300"),
        ("tcp://Attic.local:10300/", "tcp://attic.local:10300"),
        ("tcp://[::1]:10200", "tcp://[::1]:10200"),
        ("unix:///run/wyoming/piper.sock", "unix:///run/wyoming/piper.sock"),
    ],
)
def test_its_addresses(written: str, read: str) -> None:
    endpoint = endpoint_at(written)
    assert endpoint.base_url == read
    assert endpoint_at(read) == endpoint
    assert endpoint.provider is WYOMING
    assert Settings().with_value("stt.base_url", written).stt.base_url == read


@pytest.mark.parametrize("written", ["tcp://attic.local", "unix://run/x", "unix:///", "tcp://", "tcp://a:99999"])
def test_what_is_none_is_told(written: str) -> None:
    with pytest.raises(AddressError):
        endpoint_at(written)


@pytest.mark.parametrize("key", ["engines.base_url", "chat.base_url", "realtime.base_url", "realtime.socket_url"])
def test_it_only_transcribes_and_speaks(key: str) -> None:
    with pytest.raises(SettingError):
        Settings().with_value(key, "tcp://192.168.1.20:10300")


def test_it_leaves_this_device_like_any_other_server() -> None:
    assert endpoint_at("tcp://127.0.0.1:10300").whom == ""
    assert endpoint_at("unix:///run/wyoming.sock").whom == ""
    assert endpoint_at("tcp://192.168.1.20:10300").whom == "192.168.1.20"
    there = Settings().with_value("stt.base_url", "tcp://192.168.1.20:10300")
    with pytest.raises(EngineError):
        may_ask(there.with_value("engines.leaves_machine", "text"), "stt")


async def test_it_is_asked_over_the_network_only_where_the_person_allows_that() -> None:
    error = await _failure(lambda: spoken(WyomingVoice(server_at("tcp://192.0.2.1:10200"))))
    assert error.failure.kind is FailureKind.WRONG_ADDRESS
    assert "isn't encrypted" in str(error.failure.sentence)


def test_no_key_is_asked_for_it() -> None:
    settings = Settings().with_value("stt.base_url", "tcp://192.168.1.20:10300")
    assert all("192.168.1.20" not in address for address in addresses_with_keys(settings))


@pytest.mark.parametrize("key", ["tts.model", "tts.style"])
def test_a_choice_that_it_does_not_have_is_told(key: str) -> None:
    settings = Settings().with_value("tts.base_url", "tcp://127.0.0.1:10200")
    assert choice_without_effect(settings, key) is None
    assert choice_without_effect(settings.with_value(key, "calm"), key) is not None
    assert choice_without_effect(Settings().with_value(key, "calm"), key) is None


def test_a_choice_of_protocol_is_told() -> None:
    for role in ("stt", "tts"):
        settings = Settings().with_value(f"{role}.base_url", "tcp://127.0.0.1:10200")
        assert choice_without_effect(settings.with_value(f"{role}.dialect", "realtime"), f"{role}.dialect")


# --- as the rest of the app asks it


def _settings(wyoming: WyomingServer, role: str) -> Settings:
    return Settings().with_value(f"{role}.base_url", wyoming.address)


async def test_the_settings_make_it_a_part(wyoming: WyomingServer) -> None:
    settings = _settings(wyoming, "stt").with_value("tts.base_url", wyoming.address)
    factory = PartsFactory(settings, KeyRing({}), ConnectionPool(), LocalMachine(chosen_models(settings)))
    assert isinstance(factory.recogniser_alone(), WyomingTranscription)
    assert isinstance(factory.voice_alone(), WyomingVoice)
    assert isinstance(factory.recogniser(), FallbackRecogniser | WyomingTranscription)
    assert not factory.is_local("stt")
    await factory.pool.close()


def test_the_models_that_it_has_are_offered(wyoming: WyomingServer, tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "models.json", KeyRing({}))
    choices = catalogue.choices(_settings(wyoming, "stt"), Role.TRANSCRIPTION)
    assert [each.id for each in choices] == ["small", "large", "other"]


@pytest.mark.parametrize("role", ["stt", "tts"])
def test_it_can_be_tried_out(wyoming: WyomingServer, role: str) -> None:
    wyoming.script.words = ["Hello there."]
    assert probe(role, _settings(wyoming, role), KeyRing({})).ok
    wyoming.script.error = "no voice is installed"
    with pytest.raises(EngineError):
        probe(role, _settings(wyoming, role), KeyRing({}))


def test_it_answers_without_a_key(wyoming: WyomingServer) -> None:
    assert check_key(Settings(), wyoming.address, None) is None
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
    refused = check_key(Settings(), nobody, None)
    assert refused is not None
    assert refused.kind is FailureKind.NO_NETWORK


async def test_dictation_gets_its_words(wyoming: WyomingServer) -> None:
    wyoming.script.words = ["Dear Anna,"]
    engines = AvailableEngines(lambda: _settings(wyoming, "stt"), KeyRing({}))
    async with aclosing(engines.recogniser(alone=True).transcribe(pieces(), RecognitionHints())) as answers:
        heard = [each async for each in answers]
    await engines.close()
    assert heard[-1].text == "Dear Anna,"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
async def test_it_may_be_a_socket_in_the_file_system(tmp_path: Path) -> None:
    with serving_wyoming(tmp_path) as server:
        server.script.words = ["By the socket."]
        (heard,) = await words(WyomingTranscription(server_at(server.address)), pieces())
    assert heard.text == "By the socket."
    assert Origin.of(server.address).is_loopback


async def test_a_longer_description_than_a_line_is_read(wyoming: WyomingServer) -> None:
    assert connection.LONGEST_LINE > 1 << 20
    wyoming.script.words = ["Yes."]
    (heard,) = await words(WyomingTranscription(server_at(wyoming.address)), pieces())
    assert heard.text == "Yes."


def test_its_voices_are_offered(wyoming: WyomingServer) -> None:
    assert voices_of(_settings(wyoming, "tts"), KeyRing({}), "tts") == (
        "en_US-joe", "de_DE-eva", "de_DE-eva#calm", "de_DE-eva#glad",
    )  # fmt: skip
    assert voices_of(Settings(), KeyRing({}), "tts") == ()
