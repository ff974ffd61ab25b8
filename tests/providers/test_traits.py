"""Each address has one provider, and nothing outside the providers asks who that is."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from voiceapp.core.models import Role
from voiceapp.core.transcript import Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.realtime_client_events import Dialect, transcriber
from voiceapp.providers import COMPATIBLE, PROVIDERS, Provider, endpoint_at
from voiceapp.providers.azure import AZURE
from voiceapp.providers.openai import OPENAI

CODE = Path(__file__).parents[2] / "voiceapp"
ASKS_WHO = re.compile(r"\bis_(openai|azure|deepgram)\b|\.provider (is|==|in) |\bprovider\.name (==|in) ")


def test_nobody_asks_who_a_provider_is() -> None:
    for module in CODE.rglob("*.py"):
        if module.parent.name != "providers":
            assert not ASKS_WHO.search(module.read_text(encoding="utf-8")), module.name


@pytest.mark.parametrize(
    ("address", "provider"),
    [
        ("https://api.openai.com/v1", OPENAI),
        ("https://me.openai.azure.com", AZURE),
        ("https://me.services.ai.azure.com/openai/v1", AZURE),
        ("https://api.openai.com.example.org/v1", COMPATIBLE),
        ("https://openai.azure.com.example.org", COMPATIBLE),
        ("https://notopenai.azure.com", COMPATIBLE),
        ("http://localhost:11434", COMPATIBLE),
    ],
)
def test_an_address_is_recognised_by_its_host(address: str, provider: object) -> None:
    assert endpoint_at(address).provider is provider


def test_names_and_hosts_are_used_once() -> None:
    names = [provider.name for provider in PROVIDERS]
    hosts = [host for provider in PROVIDERS for host in provider.hosts]
    assert len(set(names)) == len(names)
    assert len(set(hosts)) == len(hosts)


def test_azures_older_form_has_the_deployment_in_its_path() -> None:
    dated = endpoint_at("https://me.openai.azure.com/openai?api-version=2024-10-21")
    assert dated.url("audio/speech", "a voice") == (
        "https://me.openai.azure.com/openai/deployments/a%20voice/audio/speech?api-version=2024-10-21"
    )
    pasted = endpoint_at("https://me.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-10-21")
    assert pasted.url("chat/completions", "other") == (
        "https://me.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-10-21"
    )
    assert endpoint_at(pasted.base_url) == pasted


def test_what_a_provider_knows_of_its_models_is_usable() -> None:
    for provider in (*PROVIDERS, COMPATIBLE):
        for names in provider.models.preferred.values():
            assert names
        assert provider.prices.dated or not provider.prices.prices, "a price has a day"


def test_what_is_counted_by_other_things_than_it_is_priced_by_has_no_known_price() -> None:
    prices = OPENAI.prices
    assert prices.spent("gpt-4o-transcribe", Usage(audio_in=600, text_out=80)).usd is None
    assert prices.spent("gpt-4o-transcribe", Usage(seconds=60.0)).usd == pytest.approx(0.006)
    assert prices.spent("omni-moderation", Usage(text_in=600)).usd == 0.0
    assert COMPATIBLE.prices.spent("gpt-transcribe", Usage(seconds=60.0)).usd is None, (
        "another's price list says nothing"
    )


@pytest.mark.parametrize(
    ("address", "whom"),
    [
        ("https://api.deepgram.com/v1/listen", "Deepgram"),
        ("https://someone.example/v1/listen", "someone.example"),
        ("http://127.0.0.1:8080/v1/listen", ""),
        ("https://me.openai.azure.com", AZURE.name),
    ],
)
def test_a_person_is_told_whose_machine_it_is_not_whose_language_it_speaks(address: str, whom: str) -> None:
    assert endpoint_at(address).whom == whom


USUAL: Mapping[Role, Usage] = {
    Role.CONVERSATION: Usage(text_in=9, audio_in=9, text_out=9, audio_out=9),
    Role.TRANSCRIPTION: Usage(seconds=9.0),
    Role.CHAT: Usage(text_in=9, cached_text_in=3, text_out=9),
    Role.SPEECH: Usage(text_in=9, audio_out=9, characters=9, seconds=9.0),
}
"""What is counted of each."""
UNKNOWN = {"nova-2"}
"""No page that can be looked up says what they cost."""


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.name)
def test_each_model_that_is_used_unless_another_is_chosen_has_a_price(provider: Provider) -> None:
    for role, usage in USUAL.items():
        for model in provider.models.preferred.get(role, ()):
            usd = provider.prices.spent(model, usage).usd
            assert (usd is None) if model in UNKNOWN else (usd or 0.0) > 0.0, model
    if provider.usual_embedder:
        assert provider.prices.spent(provider.usual_embedder, Usage(text_in=9)).usd


@pytest.mark.parametrize("dialect", Dialect)
def test_the_model_that_writes_a_talk_down_has_a_price(dialect: Dialect) -> None:
    assert OPENAI.prices.spent(transcriber(SessionWishes(), dialect), Usage(seconds=9.0)).usd


@pytest.mark.parametrize("provider", [*PROVIDERS, COMPATIBLE], ids=lambda provider: provider.name or "any other")
def test_a_price_that_is_not_known_is_not_zero(provider: Provider) -> None:
    for usage in USUAL.values():
        assert provider.prices.spent("a-model-of-tomorrow", usage).usd is None
