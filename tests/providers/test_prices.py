"""Each model that is used unless the person chooses another has a price, or is said to be free."""

from collections.abc import Mapping
from dataclasses import fields

import pytest

from voiceapp.core.models import Role
from voiceapp.core.prices import Price
from voiceapp.core.transcript import Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.realtime_client_events import Dialect, transcriber
from voiceapp.providers import ALL_PRICES, COMPATIBLE, PROVIDERS, Provider
from voiceapp.providers.azure import AZURE
from voiceapp.providers.openai import OPENAI
from voiceapp.providers.openai_prices import FILE_SEARCH, WEB_SEARCH
from voiceapp.settings.declare import description
from voiceapp.settings.kinds import TextKind
from voiceapp.settings.model import Settings

USUAL: Mapping[Role, Usage] = {
    Role.CONVERSATION: Usage(text_in=9, audio_in=9, image_in=9, text_out=9, audio_out=9),
    Role.LIVE: Usage(seconds=9.0),
    Role.TRANSCRIPTION: Usage(seconds=9.0),
    Role.CHAT: Usage(text_in=9, image_in=9, cached_text_in=3, written_text_in=3, text_out=9),
    Role.SPEECH: Usage(text_in=9, audio_out=9, characters=9, seconds=9.0),
    Role.PICTURES: Usage(text_in=9, image_in=9, image_out=9),
}
"""What is counted of each."""
USUAL_TRAITS: Mapping[str, Usage] = {
    "live_transcriber": Usage(seconds=9.0),
    "voice_transcriber": Usage(seconds=9.0),
    "usual_embedder": Usage(text_in=9),
}
"""Models that a provider names for one purpose each."""
UNKNOWN = {"nova-2"}
"""No page that can be looked up says what they cost."""
FREE = {"omni-moderation"}


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.name)
def test_each_model_that_is_used_unless_another_is_chosen_has_a_price(provider: Provider) -> None:
    for role, models in provider.models.preferred.items():
        for model in models:
            usd = provider.prices.spent(model, USUAL[role]).usd
            assert (usd is None) if model in UNKNOWN else (usd or 0.0) > 0.0, model


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.name)
def test_each_model_that_a_provider_uses_for_one_purpose_has_a_price(provider: Provider) -> None:
    for trait, usage in USUAL_TRAITS.items():
        model = str(getattr(provider, trait))
        assert not model or provider.prices.spent(model, usage).usd, model


@pytest.mark.parametrize("dialect", Dialect)
def test_the_model_that_writes_a_talk_down_has_a_price(dialect: Dialect) -> None:
    assert OPENAI.prices.spent(transcriber(SessionWishes(), dialect), Usage(seconds=9.0)).usd


def test_no_setting_names_a_model_without_a_price() -> None:
    settings, named = Settings(), list[str]()
    for group in fields(settings):
        values = getattr(settings, group.name)
        for declared in fields(values):
            kind = description(declared).kind
            if isinstance(kind, TextKind) and kind.name == "model":
                named.append(str(getattr(values, declared.name)))
    assert named, "there are settings that name models"
    for model in filter(None, named):
        assert model in FREE or OPENAI.prices.price(model), model


def test_a_model_without_any_price_in_its_row_is_meant_to_be_free() -> None:
    assert {model for model, price in ALL_PRICES.prices if price == Price()} == FREE


@pytest.mark.parametrize("provider", [*PROVIDERS, COMPATIBLE], ids=lambda provider: provider.name or "any other")
def test_a_price_that_is_not_known_is_not_zero(provider: Provider) -> None:
    for usage in USUAL.values():
        assert provider.prices.spent("a-model-of-tomorrow", usage).usd is None


def test_what_is_counted_by_other_things_than_it_is_priced_by_has_no_known_price() -> None:
    prices = OPENAI.prices
    assert prices.spent("gpt-4o-transcribe", Usage(audio_in=600, text_out=80)).usd is None
    assert prices.spent("gpt-4o-transcribe", Usage(seconds=60.0)).usd == pytest.approx(0.006)
    assert prices.spent("omni-moderation", Usage(text_in=600)).usd == 0.0
    assert COMPATIBLE.prices.spent("gpt-transcribe", Usage(seconds=60.0)).usd is None, (
        "another's price list says nothing"
    )


def test_what_is_billed_by_the_second_costs_a_sixtieth_of_a_minute() -> None:
    assert OPENAI.prices.spent("gpt-live-1.1", Usage(seconds=1.0)).usd == pytest.approx(0.05 / 60)
    assert OPENAI.prices.spent("gpt-realtime-translate", Usage(seconds=60.0)).usd == pytest.approx(0.034)


def test_what_may_take_a_day_costs_half() -> None:
    usage = Usage(text_in=1_000_000, text_out=1_000_000)
    whole, half = (
        OPENAI.prices.spent("gpt-6-luna", each).usd
        for each in (usage, Usage(1_000_000, text_out=1_000_000, batched=True))
    )
    assert whole == pytest.approx(0.60)
    assert half == pytest.approx(0.30)


def test_a_picture_is_billed_by_tokens_and_estimated_by_its_size_and_quality() -> None:
    flare = OPENAI.prices.price("gpt-image-2.5-flare-2026-09-08")
    assert flare is not None
    assert flare.of(Usage(text_in=1_000, image_in=1_000, image_out=1_000)) == pytest.approx(0.043)
    assert flare.picture("medium", "1024x1024") == pytest.approx(0.053)
    assert flare.picture("max", "1024x1024") is None, "nothing is known of it"


def test_searches_are_billed_by_the_call_at_the_service_that_says_so() -> None:
    assert OPENAI.prices.spent(WEB_SEARCH, Usage(calls=3)).usd == pytest.approx(0.03)
    assert OPENAI.prices.spent(FILE_SEARCH, Usage(calls=2)).usd == pytest.approx(0.005)
    assert AZURE.prices.spent(WEB_SEARCH, Usage(calls=1)).usd is None


def test_writing_to_the_cache_costs_more_where_a_service_asks_more_for_it() -> None:
    usage = Usage(text_in=1_000_000, written_text_in=1_000_000)
    assert OPENAI.prices.spent("gpt-6-luna", usage).usd == pytest.approx(0.125)
    assert OPENAI.prices.spent("gpt-4.1", usage).usd == pytest.approx(2.0)
