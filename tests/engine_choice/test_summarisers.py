"""Who summarises a talk goes by the keys, by what may leave the device, and by which model is here."""

from dataclasses import replace

import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.summaries.limits import OF_SERVERS, OF_SERVICES, OF_THIS_DEVICE
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.summarisers import summariser
from voiceapp.local.brain_profiles import STANDARD
from voiceapp.local.model_set import LocalMachine
from voiceapp.runtime.summary_making import Summariser
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

KEY = "sk-test-key-of-nobody-0123456789"


class NoVault:
    def get_password(self, service: str, username: str) -> str | None:
        del service, username
        return None

    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def chosen(key: str = "", **changes: object) -> Summariser:
    settings = Settings()
    for name, value in changes.items():
        settings = settings.with_value(name.replace("__", "."), value)
    keys = KeyRing({"OPENAI_API_KEY": key} if key else {}, NoVault)
    return summariser(AvailableEngines(lambda: settings, keys), settings, keys)


def test_the_service_does_it_where_there_is_a_key() -> None:
    found = chosen(KEY)
    assert found.limits == OF_SERVICES
    assert found.whom == "OpenAI"
    assert found.unasked


def test_a_server_of_ones_own_gets_less_at_once() -> None:
    found = chosen(engines__base_url="http://127.0.0.1:9/v1", engines__allow_plain=True)
    assert found.limits == OF_SERVERS
    assert found.whom == ""


@pytest.mark.parametrize("changes", [{}, {"engines__leaves_machine": "nothing"}, {"chat__where": "local"}])
def test_what_may_not_leave_is_done_here_or_not_at_all(
    changes: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = KEY if changes else ""
    with pytest.raises(EngineError) as refused:
        chosen(key, **changes)
    assert refused.value.failure.kind is FailureKind.NOT_INSTALLED
    monkeypatch.setattr(LocalMachine, "has", lambda *_: True)
    monkeypatch.setattr(LocalMachine, "brain_profile", lambda _: STANDARD)
    found = chosen(key, **changes)
    assert found.limits == OF_THIS_DEVICE
    assert found.whom == ""
    assert not found.unasked, "it makes too many mistakes for what nobody asked for"
    assert replace(found, unasked=True).unasked
