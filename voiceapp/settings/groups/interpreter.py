"""Declares which two languages are interpreted, who does it, and whether translations are spoken."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Guarded, choice, switch, text
from voiceapp.settings.rules import language

InterpretedBy = Literal["auto", "sessions", "parts", "device"]


@dataclass(frozen=True, slots=True)
class InterpreterSettings:
    left: str = text(
        "Language on the left",
        "A code such as en or de: your own language. Empty: the first one that you speak.",
        wanted=Sentence('a code such as "en" or "de"'),
        longest=3,
        rule=language,
    )
    right: str = text(
        "Language on the right",
        "A code such as en or de: the language of the person you talk with. Empty: English, or German if yours is English.",
        wanted=Sentence('a code such as "en" or "de"'),
        longest=3,
        rule=language,
    )
    spoken: bool = switch("Speak translations", "Otherwise they're only shown.", True)
    by: InterpretedBy = choice(
        "Interpreted by",
        "A session translates as you speak, billed by the minute. Otherwise it's transcribed, translated and spoken in turn.",
        "auto",
        (
            ("auto", "Translation sessions, where there's a key for them"),
            ("sessions", "Translation sessions, also of a server of your own"),
            ("parts", "Recogniser, language model and voice, as in Engines"),
            ("device", "This device only"),
        ),
        guarded=Guarded("device"),
    )
