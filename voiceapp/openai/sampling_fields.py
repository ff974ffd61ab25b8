"""Knows which fields for the choice of words each endpoint takes, and by which words they are refused."""

import re
from collections.abc import Mapping

from voiceapp.core.sampling import Sampling, SamplingValue, sampling_fields
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


def responses_sampling(sampling: Sampling) -> dict[str, SamplingValue]:
    """Return what the responses endpoint has fields for."""
    return {name: value for name, value in sampling_fields(sampling).items() if name in _OF_RESPONSES}
