"""Describes how a model picks its words, and writes that as the fields that chats have for it. Pure."""

from dataclasses import dataclass

SamplingValue = float | int | list[str] | dict[str, float]

MOST_STOPS = 4
"""Texts that may end an answer. Services refuse more."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """Leaves to the model whatever is not given."""

    temperature: float | None = None
    top_p: float | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    logit_bias: tuple[tuple[str, float], ...] = ()
    """Tokens by their numbers in the model's own vocabulary, each with what is added to its weight."""


MODELS_OWN = Sampling()
EXACT = Sampling(temperature=0.0)
"""For work with one right answer, such as a title or tidied words: the same again for the same words."""


def sampling_fields(sampling: Sampling) -> dict[str, SamplingValue]:
    """Return the fields of chat/completions that are given."""
    fields: dict[str, SamplingValue] = {}
    if sampling.temperature is not None:
        fields["temperature"] = sampling.temperature
    if sampling.top_p is not None:
        fields["top_p"] = sampling.top_p
    if sampling.seed is not None:
        fields["seed"] = sampling.seed
    if sampling.stop:
        fields["stop"] = list(sampling.stop[:MOST_STOPS])
    if sampling.presence_penalty:
        fields["presence_penalty"] = sampling.presence_penalty
    if sampling.frequency_penalty:
        fields["frequency_penalty"] = sampling.frequency_penalty
    if sampling.logit_bias:
        fields["logit_bias"] = dict(sampling.logit_bias)
    return fields
