"""Declares who writes on where a text of the person's ends."""

from dataclasses import dataclass

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Guarded, number, text, whole
from voiceapp.settings.rules import address


@dataclass(frozen=True, slots=True)
class DraftSettings:
    base_url: str = text(
        "Address",
        "A server of yours with a base model, asked when you select a text and say “continue this”. Empty: the chat model.",
        editor="address",
        wanted=Sentence("an address"),
        rule=address,
        longest=1000,
        advanced=True,
        guarded=Guarded(closes=("engines.leaves_machine",)),
    )
    model: str = text(
        "Model",
        "The model that continues. Empty: the first that the server has.",
        wanted=Sentence("the name of a model"),
        advanced=True,
    )
    temperature: float = number(
        "Temperature",
        "Lower continues more predictably, higher more surprisingly.",
        0.8, low=0.0, high=2.0, step=0.1, advanced=True,
    )  # fmt: skip
    longest: int = whole(
        "Longest continuation",
        "Tokens that are added at most. Ask again for more.",
        120, low=10, high=2000, step=10, unit="tokens", advanced=True,
    )  # fmt: skip
