"""Trying out what is set: each part with what a turn would ask of it, each key before it is kept."""

import pytest

from tests.server.api import KEY, ApiServer
from voiceapp.checks.probes import check_key, probe
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing, Secret


def keys(api: ApiServer, key: str = KEY) -> KeyRing:
    return KeyRing({"OPENAI_API_KEY": key, "OPENAI_BASE_URL": api.base_url})


def at(api: ApiServer) -> Settings:
    return Settings().with_value("engines.base_url", api.base_url).with_value("stt.model", "whisper-1")


@pytest.mark.parametrize(
    ("role", "told"),
    [("realtime", "answers"), ("stt", "It heard “Hello there.”"), ("chat", "It works."), ("tts", "It works.")],
)
def test_each_part_is_tried_with_what_a_turn_would_ask(api_server: ApiServer, role: str, told: str) -> None:
    api_server.script.hear("Hello there.").reply("Hello.")
    found = probe(role, at(api_server), keys(api_server))
    assert found.ok
    assert told in str(found.sentence)


@pytest.mark.parametrize(("role", "told"), [("stt", "It heard “Hello there.”"), ("tts", "It works.")])
def test_a_chat_that_hears_or_speaks_is_tried_as_such(api_server: ApiServer, role: str, told: str) -> None:
    api_server.script.reply("Hello there.")
    settings = at(api_server).with_value(f"{role}.dialect", "chat").with_value(f"{role}.model", "gpt-audio-1.5")
    assert told in str(probe(role, settings, keys(api_server)).sentence)
    sent = api_server.log.received("/v1/chat/completions")[-1].body
    assert ("audio" in sent) is (role == "tts")


@pytest.mark.parametrize("role", ["realtime", "stt", "chat", "tts"])
def test_what_is_wrong_is_said_as_a_turn_would_say_it(api_server: ApiServer, role: str) -> None:
    with pytest.raises(EngineError) as told:
        probe(role, at(api_server), keys(api_server, "sk-wrong-0123456789abcdef"))
    assert told.value.failure.kind is FailureKind.WRONG_KEY
    assert "sk-wrong" not in repr(told.value.failure)


def test_a_key_is_checked_before_it_is_kept(api_server: ApiServer) -> None:
    assert check_key(Settings(), api_server.base_url, Secret(KEY)) is None
    wrong = check_key(Settings(), api_server.base_url, Secret("sk-wrong-0123456789abcdef"))
    assert wrong is not None
    assert wrong.kind is FailureKind.WRONG_KEY
    nobody = check_key(Settings(), "http://127.0.0.1:9/v1", Secret(KEY))
    assert nobody is not None
    assert nobody.kind is FailureKind.NO_NETWORK
