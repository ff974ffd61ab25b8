"""Declares how the model that answers picks its words. Titles, tidied and translated words are always the likeliest ones."""

from dataclasses import dataclass

from voiceapp.core.sampling import MOST_STOPS
from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import number, table, whole, words
from voiceapp.settings.kinds import Entries
from voiceapp.settings.rules import token_weight


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    temperature: float = number(
        "Temperature",
        "Lower is more predictable, higher more surprising. A model that refuses this, or anything below, answers without it.",
        0.0, low=0.0, high=2.0, step=0.1, zero_means="the model's own", advanced=True,
    )  # fmt: skip
    top_p: float = number(
        "Top-p",
        "Words are chosen from the likeliest, which together are this likely.",
        0.0, low=0.0, high=1.0, step=0.05, zero_means="the model's own", advanced=True,
    )  # fmt: skip
    seed: int = whole(
        "Seed",
        "With the same number, the same question gets the same answer, as far as the server can.",
        0, low=1, high=2**31 - 1, zero_means="another one each time", advanced=True,
    )  # fmt: skip
    stop: tuple[str, ...] = words(
        "Stop at",
        "Answers end before any of these texts. At most four.",
        wanted=Sentence("texts"),
        most=MOST_STOPS,
        advanced=True,
    )
    presence_penalty: float = number(
        "Presence penalty",
        "Above 0 the model turns to new topics sooner, below 0 it stays with what was said.",
        0.0, low=-2.0, high=2.0, step=0.1, advanced=True,
    )  # fmt: skip
    frequency_penalty: float = number(
        "Frequency penalty",
        "Above 0 the model repeats itself less, below 0 more.",
        0.0, low=-2.0, high=2.0, step=0.1, advanced=True,
    )  # fmt: skip
    logit_bias: Entries = table(
        "Token weights",
        "The number of a token in the model's vocabulary, and a weight from -100 (never) to 100 (always).",
        wanted=Sentence("numbers of tokens with a weight each"),
        longest=40,
        heads=(Sentence("Token"), Sentence("Weight")),
        rule=token_weight,
        advanced=True,
    )
