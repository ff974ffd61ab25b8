"""Knows which fields for the choice of words each endpoint takes, and by which words they are refused."""

import re
from collections.abc import Mapping

from voiceapp.core.sampling import SamplingValue, sampling_fields
from voiceapp.core.wishes import SessionWishes
from voiceapp.openai.model_quirks import named

REFUSALS: Mapping[str, re.Pattern[str]] = (
    named("temperature")
    | named("top_p")
    | named("seed")
    | named("presence_penalty", also=r"\bpresence penalty\b")
    | named("frequency_penalty", also=r"\bfrequency penalty\b")
    | named("logit_bias", also=r"\blogit bias\b")
    | named("stop", also=r"\bstop sequences?\b")
)
_OF_RESPONSES = ("temperature", "top_p")
_ONE_TEMPERATURE = re.compile(r"(?:openai/)?(?:o\d|gpt-[5-9])", re.IGNORECASE)
"""OpenAI's models that reason, and refuse to be told a temperature."""


def chat_sampling(model: str, wishes: SessionWishes) -> dict[str, SamplingValue]:
    """Return the fields for a model of chat/completions. What a person chose is sent even to one that may refuse it; that
    a side job be done the same way each time isn't worth a refusal.
    """
    fields = sampling_fields(wishes.sampling)
    if wishes.side_job and _ONE_TEMPERATURE.match(model):
        fields.pop("temperature", None)
    return fields


def responses_sampling(model: str, wishes: SessionWishes) -> dict[str, SamplingValue]:
    """Return what the responses endpoint has fields for."""
    return {name: value for name, value in chat_sampling(model, wishes).items() if name in _OF_RESPONSES}
