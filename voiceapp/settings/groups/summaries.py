"""Declares what else than a summary is written about talks."""

from dataclasses import dataclass

from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.prompts import SHIPPED
from voiceapp.settings.declare import table
from voiceapp.settings.kinds import Entries


@dataclass(frozen=True, slots=True)
class SummarySettings:
    prompts: Entries = table(
        "Prompts",
        "What else can be written about a conversation or a recording, by name. Yours stand beside those that came along.",
        SHIPPED,
        wanted=Sentence("names with instructions"),
        longest=8000,
    )
