"""Declares when talks are summarised, and what else is written about them."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.shipped_prompts import SHIPPED
from voiceapp.settings.declare import Guarded, choice, table
from voiceapp.settings.kinds import Entries

When = Literal["asked", "recordings", "all"]


@dataclass(frozen=True, slots=True)
class SummarySettings:
    when: When = choice(
        "Summarise by itself",
        "Title, decisions, tasks and more, by the service for chat or a large model here. Each one costs like a question.",
        "asked",
        (
            ("asked", "Never, only when I ask"),
            ("recordings", "Recordings and files"),
            ("all", "Recordings, and each conversation when it ends"),
        ),
        guarded=Guarded("asked"),
    )
    prompts: Entries = table(
        "Prompts",
        "What else can be written about a conversation or a recording, by name. Yours stand beside those that came along.",
        SHIPPED,
        wanted=Sentence("names with instructions"),
        longest=8000,
    )
