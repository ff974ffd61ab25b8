"""Who will answer and speak is known before anybody is asked, in every state of keys, order and what may leave."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager

import pytest

from voiceapp.core.outlook import Outlook
from voiceapp.core.wishes import TurnTaking
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.providers import ALL_PRICES
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.spending import Spending

KEY = "sk-test-key-of-nobody-0123456789"
OTHER = "http://127.0.0.1:9/v1"


class EmptyVault:
    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


@contextmanager
def outlook(chosen: Mapping[str, object], key: str | None) -> Generator[Outlook]:
    settings = Settings()
    for name, value in chosen.items():
        settings = settings.with_value(name, value)
    spending = Spending(lambda: settings, ALL_PRICES)
    ring = KeyRing({"OPENAI_API_KEY": key} if key else {}, EmptyVault)
    yield AvailableEngines(lambda: settings, ring, spending).outlook()
    spending.close()


@pytest.mark.parametrize(
    ("chosen", "key", "engine", "voice"),
    [
        ({}, None, "local", ""),
        ({}, KEY, "realtime", "realtime.voice"),
        ({"engines.order": ("local",)}, KEY, "local", ""),
        ({"engines.order": ("cascade", "local")}, KEY, "cascade", "tts.voice"),
        ({"engines.order": ("cascade", "local")}, None, "local", ""),
        ({"engines.order": ("cascade", "local"), "tts.where": "local"}, KEY, "cascade", ""),
        ({"engines.leaves_machine": "nothing"}, KEY, "local", ""),
        ({"engines.leaves_machine": "text"}, KEY, "cascade", "tts.voice"),
        ({"engines.base_url": OTHER}, None, "realtime", "realtime.voice"),
        ({"engines.order": ("realtime",)}, None, "", ""),
    ],
)
def test_who_answers_and_whose_voice_it_is(
    chosen: Mapping[str, object], key: str | None, engine: str, voice: str
) -> None:
    with outlook(chosen, key) as found:
        assert found.engine == engine
        assert found.voice_setting == voice
        assert found.offers(TurnTaking.SERVER) is (engine == "realtime"), "the server listens only where one does"
        assert ("alloy" in found.voices) is (bool(voice) and "engines.base_url" not in chosen)
