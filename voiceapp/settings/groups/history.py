"""Declares how what was said is searched and improved later."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Choices, Guarded, choice, text

SecondPass = Literal["mains", "always", "off"]
Meaning = Literal["device", "service", "off"]
Questions = Literal["engines", "device"]

_MEANING: Choices[Meaning] = (("device", "On this device"), ("service", "By the service for chat"), ("off", "Off"))


@dataclass(frozen=True, slots=True)
class HistorySettings:
    meaning: Meaning = choice(
        "Search by meaning",
        "On this device: once its model is here (Models). By the service: the text of all that you keep is sent to it.",
        "device",
        _MEANING,
        guarded=Guarded("off"),
    )
    meaning_model: str = text(
        "Model for meaning",
        "The service's model for search by meaning. Empty: the usual one, where there is one.",
        wanted=Sentence("the name of a model"),
        advanced=True,
    )
    questions: Questions = choice(
        "Questions about your history",
        "Who answers them. As in Engines: the messages that fit a question go to the model for chat.",
        "engines",
        (("engines", "As in Engines: the service where there's a key, else this device"), ("device", "This device")),
        guarded=Guarded("device"),
    )
    second_pass: SecondPass = choice(
        "Hear recordings again",
        "A better recogniser on this device corrects what was kept, while nobody talks. The first version stays.",
        "mains",
        (("mains", "While this device is plugged in"), ("always", "On battery, too"), ("off", "Never")),
    )
