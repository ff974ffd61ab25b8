"""Each address has one provider, and nothing outside the providers asks who that is."""

import re
from pathlib import Path

import pytest

from voiceapp.providers import COMPATIBLE, PROVIDERS, endpoint_at
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
