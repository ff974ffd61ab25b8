"""Declares whether what is said and answered is checked for harm before it is heard."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Applies, Guarded, choice, switch, text
from voiceapp.settings.rules import address

Counts = Literal["usual", "strict"]
Unreachable = Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class ModerationSettings:
    on: bool = switch(
        "Check what is said and answered",
        "A service looks for harmful content before an answer is heard, for a family or a shared computer. Live can't answer then.",
        False,
        applies=Applies.NEW_SESSION,
        guarded=Guarded(True),
    )
    counts: Counts = choice(
        "What counts",
        "How much has to be wrong before an answer is held back.",
        "usual",
        (("usual", "What the service objects to"), ("strict", "Whatever comes near that, for children")),
        applies=Applies.NEW_SESSION,
        guarded=Guarded("strict"),
    )
    unreachable: Unreachable = choice(
        "When it can't be checked",
        "Applies while the service can't be reached, has no key, or nothing may leave this device.",
        "open",
        (("open", "Let it pass and say so"), ("closed", "Hold it back")),
        applies=Applies.NEW_SESSION,
        guarded=Guarded("closed"),
    )
    base_url: str = text(
        "Address",
        "The server that checks. Empty: the main address. A key saved for one server is never sent to another.",
        editor="address",
        wanted=Sentence("an address"),
        rule=address,
        longest=1000,
        applies=Applies.NEW_SESSION,
        advanced=True,
        guarded=Guarded(closes=("engines.leaves_machine",)),
    )
    model: str = text(
        "Model",
        "The model that checks. Empty: omni-moderation-latest, which costs nothing at OpenAI.",
        wanted=Sentence("the name of a model"),
        suggestions=("omni-moderation-latest",),
        applies=Applies.NEW_SESSION,
        advanced=True,
    )
