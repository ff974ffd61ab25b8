"""Declares who makes pictures, and how good they are."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Guarded, choice, switch, text
from voiceapp.settings.rules import address

Quality = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class PictureSettings:
    on: bool = switch(
        "Draw pictures",
        "The assistant may draw pictures and change them, if you ask for it. Each time you're asked first, with its price.",
        True,
        guarded=Guarded(False),
    )
    base_url: str = text(
        "Address",
        (
            "The server that makes pictures: OpenAI, or LocalAI and the like. Empty: the main address. "
            "A key is never sent to another server."
        ),
        editor="address",
        wanted=Sentence("an address"),
        rule=address,
        longest=1000,
        guarded=Guarded(closes=("pictures.on",)),
    )
    model: str = text(
        "Model",
        "The model that makes pictures. Empty: chosen for you.",
        editor="model",
        source="pictures",
        wanted=Sentence("the name of a model"),
    )
    quality: Quality = choice(
        "Quality",
        "A better picture takes longer and costs more.",
        "medium",
        (("low", "Low"), ("medium", "Medium"), ("high", "High")),
        guarded=Guarded("low"),
    )
