"""Sets a timer that rings after a while."""

import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german
from voiceapp.tools.parts.alarms import AlarmError
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.times import length, spoken_length
from voiceapp.tools.parts.tool_context import ToolContext
from voiceapp.tools.parts.wording import NUMBER, OPENING

LONGEST = 30 * 86_400.0


class TimerArguments(ToolArguments, frozen=True):
    hours: float = 0
    minutes: float = 0
    seconds: float = 0
    label: Annotated[str, Meta(description="What it is for, such as tea; shown when it rings.")] = ""


async def _start(context: ToolContext, wanted: TimerArguments) -> str:
    seconds = wanted.hours * 3600 + wanted.minutes * 60 + wanted.seconds
    if not 1 <= seconds <= LONGEST:
        raise ToolError(Sentence("A timer runs for one second up to 30 days. Say how long."))
    now = context.now()
    try:
        alarm = context.alarms.add("timer", now.timestamp() + seconds, wanted.label or length(seconds))
    except AlarmError as error:
        raise ToolError(told_by(error)) from error
    return answer(number=alarm.id, rings_in=length(seconds))


_LENGTH = rf"{NUMBER}[\s-]*(hours?|hrs?|minutes?|mins?|seconds?|secs?)"
_TIMER_ASKED = re.compile(
    rf"{OPENING}(?:(?:set|start|make|create|give me)(?: me)?(?: up)? (?:an? |the )?(?P<before>(?:{_LENGTH}[\s,]*(?:and )?)+)? ?(?P<label>[\w' ]{{1,30}} )?(?:timer|alarm)(?: (?:for|of|to go off in|in) (?P<after>.+?))?(?:,? (?:called|named|with the name|for (?:the |my )?)[ ]?(?P<called>[\w' ]{{1,30}}))?|(?:wake me|ring)(?: up)? in (?P<ring>.+))",
    re.IGNORECASE,
)
_REMINDER_ASKED = re.compile(
    r"(?:(?:can|could) you )?remind me (?:in (?P<first>[\w .]+?) (?:to|about|that) (?P<what>.+)|(?:to|about|that) (?P<what2>.+) in (?P<then>[\w .]+))",
    re.IGNORECASE,
)


def _asked(words: str) -> Fields | None:
    return _timer(words) or _reminder(words)


def _timer(words: str) -> Fields | None:
    match = _TIMER_ASKED.fullmatch(words)
    if match is None:
        return None
    asked = _length_in(match["before"] or match["after"] or match["ring"] or "")
    what = match["after"] if match["before"] else ""
    label = re.sub(r"^(?:the|my|a|an) ", "", (match["label"] or match["called"] or what or "").strip())
    return asked | ({"label": label} if label else {}) if asked else None


def _reminder(words: str) -> Fields | None:
    match = _REMINDER_ASKED.fullmatch(words)
    if match is None:
        return None
    asked = _length_in(match["first"] or match["then"] or "")
    what = match["what"] or match["what2"]
    return asked | {"label": what.strip()[:100]} if asked else None


def _length_in(words: str) -> dict[str, object]:
    words = re.sub(r"\ban? (?=hour|minute|second)", "1 ", words)
    found: dict[str, object] = {}
    for number, unit in re.findall(_LENGTH, words, re.IGNORECASE):
        name = {"h": "hours", "m": "minutes", "s": "seconds"}[unit[0].lower()]
        found[name] = float(number)
    return found


def _said(answered: Fields) -> str:
    return f"Your timer rings in {spoken_length(answered.get('rings_in'))}."


TOOL = Function(
    "set_timer",
    "Starts a timer. It rings and stands in the transcript when the time is up, also after a restart of the app.",
    TimerArguments,
    _start,
    Permission.ALWAYS,
    handed_over=True,
    card=ToolCard(
        questions=(
            Sentence("Set a timer for {length}, called “{label}”?", length="", label=""),
            Sentence("Set a timer for {length}?", length=""),
        ),
        done=(
            Sentence("Timer · {length} · {label}", length="", label=""),
            Sentence("Timer · {length}", length=""),
        ),
    ),
    phrasing=Phrasing(_asked, _said, refused="Okay, I won't set the timer.", german=german.timers()),
)
