"""Declares the profiles of dictation, and which of them holds."""

from dataclasses import dataclass

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Guarded, profiles, table, text, words
from voiceapp.settings.kinds import Entries, Profiles
from voiceapp.settings.shipped_profiles import PROMPTS, SHIPPED

CLOSES = ("dictation.transcriber", "dictation.tidy_up")
"""What a profile that cannot be read may have held stricter."""


@dataclass(frozen=True, slots=True)
class ProfileSettings:
    list: Profiles = profiles(
        "Your profiles",
        "What belongs together when you dictate: language, vocabulary, cleanup, and how text is inserted.",
        SHIPPED,
        guarded=Guarded(closes=CLOSES),
    )
    chosen: str = text(
        "Profile in use",
        "The one that holds in every program. Empty: the program decides. “none”: no profile.",
        editor="profile",
        wanted=Sentence("the name of a profile"),
        longest=60,
    )
    prompts: Entries = table(
        "Cleanup prompts",
        "Your own instructions for the language model, by name. Profiles choose among them.",
        PROMPTS,
        wanted=Sentence("names with instructions"),
        longest=8000,
    )
    no_context: tuple[str, ...] = words(
        "Never read around the cursor in",
        "Programs, and words in titles or addresses. Private windows and password fields are never read.",
        (
            "*keepass*", "*bitwarden*", "*1password*", "*enpass*", "*dashlane*", "*proton*pass*", "seahorse", "*kwallet*",
            "banking", "online-banking", "sparkasse", "volksbank", "paypal", "wallet", "password", "passwort",
        ),
        wanted=Sentence("a list of programs and words"),
    )  # fmt: skip
    agreed_context: tuple[str, ...] = words(
        "Context you allowed",
        "What each profile may give to the models, as profile:kind. Remove an entry to be asked again.",
        wanted=Sentence("a list such as mail:title"),
        advanced=True,
    )
