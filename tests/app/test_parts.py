"""Which part speaks and writes down follows from the settings and from what the models are."""

import pytest

from voiceapp.app.parts import PartsShop, chosen_models
from voiceapp.engines.cascade.fallback import SpareEars
from voiceapp.engines.realtime.speech import RealtimeSpeech
from voiceapp.engines.realtime.transcription import RealtimeTranscription
from voiceapp.local.machine import LocalMachine
from voiceapp.openai.connections import Pool
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing


def shop(**chosen: str) -> PartsShop:
    settings = Settings()
    for name, value in chosen.items():
        settings = settings.with_value(name.replace("_", ".", 1), value)
    return PartsShop(settings, KeyRing({}), Pool(), LocalMachine(chosen_models(settings)))


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
    assert isinstance(shop(**chosen)._voice_of_server(), RealtimeSpeech) is by_socket


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
    assert isinstance(shop(**chosen).ears_of_server(timed=timed), RealtimeTranscription) is by_socket


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


def test_a_server_that_nobody_chose_for_listening_has_spare_ears_behind_it() -> None:
    def spare(**chosen: str) -> bool:
        made = shop(**chosen)
        return isinstance(made.ears(), SpareEars) or not made.machine.has("ears")

    assert spare(engines_base_url=CHATS)
    assert not isinstance(shop(engines_base_url=CHATS, stt_model="whisper-1").ears(), SpareEars)
    assert not isinstance(shop().ears(), SpareEars), "OpenAI listens"
