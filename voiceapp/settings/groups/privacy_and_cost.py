"""Declares what the assistant may do, what is kept, and what it may cost."""

from dataclasses import dataclass
from typing import Literal

from voiceapp.core.sentence import Sentence
from voiceapp.settings.declare import Choices, Guarded, choice, number, switch, table, whole
from voiceapp.settings.kinds import Entries

Permission = Literal["always", "ask", "never"]
Otherwise = Literal["suggested", "ask", "never"]

_PERMISSIONS: Choices[Permission] = (("always", "Always"), ("ask", "Ask me each time"), ("never", "Never"))

_NOTHING_IS_ASKED = Guarded(closes=("engines.leaves_machine",))
"""Nobody who charges is asked, because it is not known how much may be spent."""


def _days(keep: str) -> Guarded:
    """Nothing new is kept, and nothing is deleted, because deleting could not be undone once the file is corrected."""
    return Guarded(0, closes=(keep,))


@dataclass(frozen=True, slots=True)
class ToolSettings:
    enabled: bool = switch(
        "Tools",
        "Lets the assistant look things up and do things, such as set a timer.",
        True,
        guarded=Guarded(False),
    )
    permissions: Entries = table(
        "Permissions",
        "For single tools, by name.",
        wanted=Sentence("names of tools"),
        choices=_PERMISSIONS,
        guarded=Guarded(closes=("tools.otherwise",), entry="never"),
    )
    otherwise: Otherwise = choice(
        "All other tools",
        "Applies to tools not listed above.",
        "suggested",
        (
            ("suggested", "Recommended: clock, math, and timers run freely, others ask"),
            ("ask", "Ask me"),
            ("never", "Never"),
        ),
        guarded=Guarded("never"),
    )


@dataclass(frozen=True, slots=True)
class PrivacySettings:
    keep_talks: bool = switch(
        "Keep conversations",
        "Off: conversations are forgotten when they end, audio included.",
        True,
        guarded=Guarded(False),
    )
    keep_audio: bool = switch(
        "Keep audio",
        "Keeps audio of what you and the assistant said, next to the text.",
        True,
        guarded=Guarded(False),
    )
    audio_days: int = whole(
        "Keep audio for",
        "Older audio is deleted. The text stays.",
        30,
        low=1,
        high=3650,
        unit="days",
        zero_means="forever",
        guarded=_days("privacy.keep_audio"),
    )
    text_days: int = whole(
        "Keep text for",
        "Older conversations are deleted unless you pin them.",
        0,
        low=1,
        high=36500,
        unit="days",
        zero_means="forever",
        guarded=_days("privacy.keep_talks"),
    )
    deleted_days: int = whole(
        "Keep deleted items for",
        "Conversations and messages that you delete can be restored from Recently deleted that long.",
        30,
        low=1,
        high=3650,
        unit="days",
        zero_means="no time",
        guarded=Guarded(3650),
    )
    off_record_phrases: bool = switch(
        "Spoken “off the record”",
        "Saying “off the record” keeps nothing of it until you say “back on the record”.",
        True,
        guarded=Guarded(True),
    )
    words_in_notifications: bool = switch(
        "Text in notifications",
        "Shows the answer's text in notifications.",
        False,
        guarded=Guarded(False),
    )


@dataclass(frozen=True, slots=True)
class BudgetSettings:
    per_day: float = number(
        "Per day",
        "Once you've spent this much, this device answers until midnight. Unknown prices count as the highest.",
        0.0,
        low=0.0,
        high=10000.0,
        step=0.5,
        unit="USD",
        zero_means="no limit",
        guarded=_NOTHING_IS_ASKED,
    )
    per_month: float = number(
        "Per month",
        "Once you've spent this much, this device answers until the month ends.",
        0.0,
        low=0.0,
        high=100000.0,
        step=1.0,
        unit="USD",
        zero_means="no limit",
        guarded=_NOTHING_IS_ASKED,
    )
    warn_at: int = whole(
        "Warn at",
        "Warns you when this share of a limit is spent.",
        80,
        low=10,
        high=100,
        step=5,
        unit="%",
        guarded=Guarded(10),
    )
