"""Which part speaks and writes down follows from the settings and from what the models are."""

from collections.abc import AsyncIterator

import pytest

from tests.engines.parts import Brain, Ears
from voiceapp.app.addresses import servers_of
from voiceapp.app.cascade_parts import PartsFactory
from voiceapp.core.ports import EngineError, Hints
from voiceapp.engines.cascade.fallback import SpareEars
from voiceapp.engines.cascade.translation import TranslatingEars
from voiceapp.engines.realtime.speech_engine import RealtimeSpeech
from voiceapp.engines.realtime.transcription_engine import RealtimeTranscription
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.models import chosen_models
from voiceapp.openai.connections import Pool
from voiceapp.openai.transcriptions import Transcriptions
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing


def shop(key: str = "", **chosen: str) -> PartsFactory:
    settings = Settings()
    for name, value in chosen.items():
        settings = settings.with_value(name.replace("_", ".", 1), value)
    keys = KeyRing({"OPENAI_API_KEY": key})
    keys.learn(servers_of(settings))
    return PartsFactory(settings, keys, Pool(), LocalMachine(chosen_models(settings)))


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
    assert isinstance(shop(**chosen).voice_alone(), RealtimeSpeech) is by_socket


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
    assert isinstance(shop(**chosen).ears_alone(timed=timed), RealtimeTranscription) is by_socket


CHATS = "http://127.0.0.1:11434/v1"


@pytest.mark.parametrize(
    ("chosen", "here"),
    [
        ({}, []),
        ({"chat_base_url": CHATS}, ["stt", "tts"]),
        ({"chat_base_url": CHATS, "tts_base_url": "http://127.0.0.1:8000/v1"}, ["stt"]),
        ({"engines_base_url": CHATS}, []),
        ({"chat_where": "local"}, ["chat"]),
        ({"engines_leaves_machine": "text"}, ["stt"]),
    ],
)
def test_what_nobody_else_can_do_is_done_here(chosen: dict[str, str], here: list[str]) -> None:
    made = shop(**chosen)
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
    made = shop(**chosen)
    ears = made.ears()
    assert isinstance(ears, SpareEars) or not made.machine.has("ears")
    if isinstance(ears, SpareEars):
        assert (ears._chosen, ears._alone) == (is_chosen, alone)
    assert not isinstance(made.ears_alone(), SpareEars), "whoever tries a server wants no other one"


@pytest.mark.parametrize(
    ("chosen", "how"),
    [
        ({}, TranslatingEars),
        ({"stt_model": "whisper-1"}, TranslatingEars),
        ({"engines_base_url": CHATS}, SpareEars),
        ({"stt_base_url": CHATS, "chat_where": "local"}, Transcriptions),
        ({"engines_leaves_machine": "text"}, TranslatingEars),
        ({"engines_leaves_machine": "nothing", "local_language_model": "/own.gguf"}, TranslatingEars),
    ],
)
def test_who_translates(chosen: dict[str, str], how: type) -> None:
    """OpenAI's own call for it names one model, and both end on one day: there the words are translated."""
    there = shop(key="sk-test-0123456789abcdef", **chosen).translator()
    assert isinstance(there, how)


def test_a_model_that_translates_nothing_is_not_asked_to() -> None:
    with pytest.raises(EngineError, match="can translate what is said"):
        shop(engines_leaves_machine="nothing").translator()


async def test_words_are_translated_by_way_of_a_chat() -> None:
    ears, brain = Ears(["Guten Tag.", ""]), Brain([["Good", " day."]])
    both = TranslatingEars(ears, brain)
    (heard,) = [each async for each in both.transcribe(_nothing(), Hints("de"))]
    assert (heard.text, heard.language, heard.final) == ("Good day.", "en", True)
    assert [line.model for line in heard.spent] == ["ears", "brain"]
    assert brain.wished[0].errand
    (silence,) = [each async for each in both.transcribe(_nothing(), Hints("de"))]
    assert (silence.text, len(brain.asked)) == ("", 1)


async def _nothing() -> AsyncIterator[bytes]:
    yield b""
