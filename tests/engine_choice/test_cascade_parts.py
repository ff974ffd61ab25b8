"""Which part speaks and writes down follows from the settings and from what the models are."""

from collections.abc import AsyncIterator

import pytest

from tests.engines.parts import Brain, Ears
from voiceapp.core.ports import EngineError, RecognitionHints
from voiceapp.engine_choice.addresses import addresses_with_keys, servers_of
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.cascade.fallback import FallbackRecogniser
from voiceapp.engines.cascade.previewed import LiveFirst, PreviewedRecogniser
from voiceapp.engines.cascade.translation import TranslatingRecogniser
from voiceapp.engines.realtime.speech_engine import RealtimeSpeech
from voiceapp.engines.realtime.transcription_engine import RealtimeTranscription
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.openai.audio_chat import AudioChat
from voiceapp.openai.chat_speech import ChatSpeech
from voiceapp.openai.chat_transcription import ChatTranscription
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.transcriptions import Transcriptions
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing


def factory(key: str = "", **chosen: str) -> PartsFactory:
    settings = Settings()
    for name, value in chosen.items():
        settings = settings.with_value(name.replace("_", ".", 1), value)
    keys = KeyRing({"OPENAI_API_KEY": key})
    keys.learn(servers_of(settings))
    return PartsFactory(settings, keys, ConnectionPool(), LocalMachine(chosen_models(settings)))


@pytest.mark.parametrize(
    ("chosen", "by_socket"),
    [
        ({"tts_model": "gpt-realtime-2.1-mini"}, True),
        ({"tts_model": "kokoro", "tts_dialect": "realtime"}, True),
        ({"tts_model": "gpt-4o-mini-tts"}, False),
        ({"tts_model": "gpt-realtime-2.1-mini", "tts_dialect": "speech"}, False),
        ({}, False),
    ],
)
def test_who_speaks(chosen: dict[str, str], by_socket: bool) -> None:
    assert isinstance(factory(**chosen).voice_alone(), RealtimeSpeech) is by_socket


@pytest.mark.parametrize(
    ("chosen", "hears", "speaks", "model"),
    [
        ({"stt_dialect": "chat", "tts_dialect": "chat"}, True, True, "gpt-audio-1.5"),
        ({"stt_dialect": "chat", "chat_model": "gpt-6-luna"}, True, False, "gpt-audio-1.5"),
        ({"tts_dialect": "chat", "chat_model": "gpt-audio-2"}, False, True, "gpt-audio-2"),
        ({"stt_dialect": "chat", "chat_base_url": "http://127.0.0.1:8000/v1", "chat_model": "voxtral"}, True, False, "voxtral"),
    ],
)  # fmt: skip
def test_a_chat_that_hears_or_speaks_takes_part_where_it_is_chosen(
    chosen: dict[str, str], hears: bool, speaks: bool, model: str
) -> None:
    parts = factory("sk-key-of-nobody", **chosen)
    chat = parts.sound_chat()
    assert isinstance(chat, AudioChat)
    assert (chat.hears, chat._speaking is not None, str(chat.traits.name)) == (hears, speaks, model)
    engine = parts.cascade()
    assert model in str(engine.traits.name), "the person sees who answers"
    leaves = str(engine.traits.leaves_machine)
    if "chat_base_url" not in chosen:
        assert (leaves == "Your voice goes to OpenAI.") is not parts.is_local("stt")
    assert engine.traits.prepares is not hears


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"stt_dialect": "chat", "engines_leaves_machine": "text"},
        {"stt_dialect": "chat", "engines_leaves_machine": "nothing"},
        {"tts_dialect": "chat", "engines_leaves_machine": "nothing"},
        {"stt_dialect": "chat", "stt_where": "local"},
        {"stt_dialect": "chat", "tts_dialect": "chat", "chat_where": "local"},
    ],
)
def test_no_chat_hears_where_it_was_not_chosen_or_may_not(chosen: dict[str, str]) -> None:
    assert factory("sk-key-of-nobody", **chosen).sound_chat() is None


def test_whoever_only_writes_down_or_reads_out_may_be_a_chat_as_well() -> None:
    parts = factory("sk-key-of-nobody", stt_dialect="chat", tts_model="gpt-audio-1.5")
    assert isinstance(parts.recogniser_alone(), ChatTranscription)
    assert isinstance(parts.voice_alone(), ChatSpeech)


@pytest.mark.parametrize(
    ("chosen", "timed", "by_socket"),
    [
        ({"stt_model": "gpt-live-transcribe"}, False, True),
        ({"stt_model": "gpt-transcribe", "stt_dialect": "realtime"}, False, True),
        ({"stt_model": "gpt-live-transcribe"}, True, False),
        ({"stt_model": "gpt-transcribe"}, False, False),
        ({}, False, False),
    ],
)
def test_who_writes_down(chosen: dict[str, str], timed: bool, by_socket: bool) -> None:
    assert isinstance(factory(**chosen).recogniser_alone(timed=timed), RealtimeTranscription) is by_socket


CHATS = "http://127.0.0.1:11434/v1"


@pytest.mark.parametrize(
    ("chosen", "live"),
    [
        ({}, True),
        ({"stt_model": "gpt-transcribe"}, False),
        ({"stt_dialect": "transcriptions"}, False),
        ({"stt_base_url": "http://localhost:8000/v1"}, False),
        ({"stt_where": "local"}, False),
    ],
)
def test_words_come_live_from_a_service_that_has_them_unless_another_model_was_named(
    chosen: dict[str, str], live: bool
) -> None:
    assert isinstance(factory("sk-key-of-nobody", **chosen).recogniser_alone(live=True), LiveFirst) is live
    assert not isinstance(factory("sk-key-of-nobody", **chosen).recogniser_alone(), LiveFirst)


def test_a_service_that_has_refused_live_words_is_not_asked_for_them_again() -> None:
    parts = factory("sk-key-of-nobody")
    live = parts.recogniser_alone(live=True)
    assert isinstance(live, LiveFirst)
    live._refused()
    assert isinstance(parts.recogniser_alone(live=True), Transcriptions)


@pytest.mark.parametrize(("may", "previewed"), [(True, True), (False, False)])
def test_a_preview_stands_before_what_has_no_words_of_its_own_until_the_end(
    monkeypatch: pytest.MonkeyPatch, may: bool, previewed: bool
) -> None:
    parts = factory("sk-key-of-nobody", stt_model="gpt-transcribe")
    monkeypatch.setattr(LocalMachine, "may_preview", may)
    assert isinstance(parts.previewed(parts.recogniser_alone()), PreviewedRecogniser) is previewed
    own = parts.machine.recogniser()
    assert parts.previewed(own) is own


@pytest.mark.parametrize(
    ("chosen", "here"),
    [
        ({}, []),
        ({"chat_base_url": CHATS}, ["stt", "tts"]),
        ({"chat_base_url": CHATS, "tts_base_url": "http://127.0.0.1:8000/v1"}, ["stt"]),
        # A server that the person named is asked, and says itself what it lacks.
        ({"chat_base_url": CHATS, "stt_base_url": "https://api.deepgram.com"}, ["tts"]),
        ({"engines_base_url": CHATS}, []),
        ({"chat_where": "local"}, ["chat"]),
        ({"engines_leaves_machine": "text"}, ["stt"]),
    ],
)
def test_what_nobody_else_can_do_is_done_here(chosen: dict[str, str], here: list[str]) -> None:
    made = factory(**chosen)
    assert [role for role in ("stt", "chat", "tts") if made.is_local(role)] == here


@pytest.mark.parametrize(
    ("chosen", "is_chosen", "alone"),
    [
        ({"engines_base_url": CHATS}, False, False),
        ({"engines_base_url": CHATS, "stt_model": "whisper-1"}, True, False),
        ({"stt_base_url": CHATS}, True, True),
        ({"stt_base_url": CHATS, "chat_where": "local"}, True, True),
        ({}, True, False),
    ],
)
def test_this_machine_listens_where_a_server_cannot(chosen: dict[str, str], is_chosen: bool, alone: bool) -> None:
    made = factory(**chosen)
    recogniser = made.recogniser()
    assert isinstance(recogniser, FallbackRecogniser) or not made.machine.has("ears")
    if isinstance(recogniser, FallbackRecogniser):
        assert (recogniser._chosen, recogniser._alone) == (is_chosen, alone)
    assert not isinstance(made.recogniser_alone(), FallbackRecogniser), "whoever tries a server wants no other one"


@pytest.mark.parametrize(
    ("chosen", "how"),
    [
        ({}, TranslatingRecogniser),
        ({"stt_model": "whisper-1"}, TranslatingRecogniser),
        ({"engines_base_url": CHATS}, FallbackRecogniser),
        ({"stt_base_url": CHATS, "chat_where": "local"}, Transcriptions),
        ({"engines_leaves_machine": "text"}, TranslatingRecogniser),
        ({"engines_leaves_machine": "nothing", "local_language_model": "/own.gguf"}, TranslatingRecogniser),
    ],
)
def test_who_translates(chosen: dict[str, str], how: type) -> None:
    """OpenAI's own call for it names one model, and both end on one day: there the words are translated."""
    there = factory(key="sk-test-0123456789abcdef", **chosen).translator()
    assert isinstance(there, how)


def test_a_model_that_translates_nothing_is_not_asked_to() -> None:
    with pytest.raises(EngineError, match="needs a server or your own language model"):
        factory(engines_leaves_machine="nothing").translator()


async def test_words_are_translated_by_way_of_a_chat() -> None:
    recogniser, chat = Ears(["Guten Tag.", ""]), Brain([["Good", " day."]])
    both = TranslatingRecogniser(recogniser, chat)
    (heard,) = [each async for each in both.transcribe(_nothing(), RecognitionHints("de"))]
    assert (heard.text, heard.language, heard.final) == ("Good day.", "en", True)
    assert [line.model for line in heard.spent] == ["ears", "brain"]
    assert chat.wished[0].side_job
    (silence,) = [each async for each in both.transcribe(_nothing(), RecognitionHints("de"))]
    assert (silence.text, len(chat.asked)) == ("", 1)


async def _nothing() -> AsyncIterator[bytes]:
    yield b""


def test_each_host_is_asked_for_one_key_whether_or_not_it_may_be_asked_for_anything_else() -> None:
    settings = Settings()
    for name, value in (
        ("stt.base_url", "https://api.deepgram.com"),
        ("chat.base_url", "https://chat.example/v1"),
        ("tts.base_url", "https://chat.example/voices/v1"),
        ("realtime.socket_url", "wss://live.example/v1/realtime"),
        ("engines.leaves_machine", "nothing"),
    ):
        settings = settings.with_value(name, value)
    hosts = [Origin.of(address).host for address in addresses_with_keys(settings)]
    assert hosts == ["api.openai.com", "api.deepgram.com", "chat.example", "live.example"]
    assert servers_of(settings) == ()
