"""What each service offers is asked once a day, remembered, and used without asking the person."""

from pathlib import Path

import pytest

from tests.server.api import KEY, ApiServer
from voiceapp.core.models import Role
from voiceapp.core.ports import EngineError
from voiceapp.engine_choice.model_catalogue import AFTER_FAILURE, FRESH_FOR, Catalogue
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

JANUARY = 1_800_000_000.0
"""2027-01-15"""


class Hands:
    def __init__(self) -> None:
        self.at = JANUARY

    def __call__(self) -> float:
        return self.at


def catalogue(folder: Path, server: ApiServer, clock: Hands) -> tuple[Catalogue, Settings]:
    keys = KeyRing({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": server.base_url})
    settings = Settings().with_value("engines.base_url", server.base_url)
    return Catalogue(folder / "models.json", keys, clock), settings


def asked(server: ApiServer) -> int:
    return len(server.headers)


def test_a_service_is_asked_once_a_day_and_also_the_next_start_knows(api_server: ApiServer, tmp_path: Path) -> None:
    clock = Hands()
    models, settings = catalogue(tmp_path, api_server, clock)
    assert models.model_for(settings, Role.CONVERSATION) == "", "nothing is known of this server"
    ids = [choice.id for choice in models.choices(settings, Role.CONVERSATION)]
    assert ids[0] == "gpt-realtime-2.1-mini"
    models.choices(settings, Role.CHAT)
    assert asked(api_server) == 1
    again, settings = catalogue(tmp_path, api_server, clock)
    assert again.model_for(settings, Role.TRANSCRIPTION) == "gpt-transcribe"
    assert again.settled(settings).realtime.model == "gpt-realtime-2.1-mini"
    clock.at += FRESH_FOR
    again.refresh(settings, Role.CHAT)
    assert asked(api_server) == 2
    assert KEY not in (tmp_path / "models.json").read_text()


def test_what_the_service_ends_is_replaced_and_said(api_server: ApiServer, tmp_path: Path) -> None:
    clock = Hands()
    models, settings = catalogue(tmp_path, api_server, clock)
    settings = settings.with_value("realtime.model", "gpt-realtime")
    models.refresh(settings, Role.CONVERSATION)
    assert models.settled(settings).realtime.model == "gpt-realtime"
    assert "retires on 2027-01-20" in " ".join(map(str, models.warnings(settings)))
    clock.at += 5 * 86_400
    assert models.settled(settings).realtime.model == "gpt-realtime-2.1-mini"
    assert "was retired on 2027-01-20" in " ".join(map(str, models.warnings(settings)))


def test_a_service_that_cannot_say_is_asked_again_later(api_server: ApiServer, tmp_path: Path) -> None:
    clock = Hands()
    models, settings = catalogue(tmp_path, api_server, clock)
    api_server.script.refuse = {"status": 503, "times": 3}
    with pytest.raises(EngineError):
        models.refresh(settings, Role.CHAT)
    tries = asked(api_server)
    assert models.choices(settings, Role.CHAT) == ()
    assert asked(api_server) == tries
    api_server.script.refuse = None
    clock.at += AFTER_FAILURE
    assert models.choices(settings, Role.CHAT)


@pytest.mark.parametrize("damage", [b"", b"[]", b"\xff", b'{"x": 1}'])
def test_a_damaged_list_is_asked_for_again(api_server: ApiServer, tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "models.json").write_bytes(damage)
    models, settings = catalogue(tmp_path, api_server, Hands())
    assert models.choices(settings, Role.CHAT)


def test_an_address_that_is_none_does_no_harm(api_server: ApiServer, tmp_path: Path) -> None:
    models, settings = catalogue(tmp_path, api_server, Hands())
    assert models.warnings(settings) == ()
    assert models.settled(settings) == settings
