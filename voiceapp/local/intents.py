"""Finds by its wording what a tool knows better than a small model. Pure but for the zones' names.

Only plain questions are taken; whatever is said around them goes to the model. A line each in `_READERS`.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import cast
from zoneinfo import available_timezones

from voiceapp.core.text.number_words import in_digits


@dataclass(frozen=True, slots=True)
class Intent:
    """A tool, and what it is to be asked."""

    tool: str
    arguments: Mapping[str, object]


LONGEST = 160
"""Characters of what can be a plain question."""
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_PLEASE = re.compile(
    r"^(?:(?:hey|hi|hello|okay|ok|so|well|please|um|uh)\b[,\s]*)+|[\s,]*\b(?:please|for me|right now|thanks|thank you)\b[.!?\s]*$",
    re.IGNORECASE,
)
_OPENING = r"(?:(?:can|could|would|will) you (?:please )?(?:tell me |say )?|tell me |do you know |i (?:want|need) to know |i'd like to know )?"

_TIME = re.compile(
    rf"{_OPENING}(?:what(?:'s| is)? (?:the )?(?:current )?time(?: is it)?|what time (?:is it|it is)|the time|how late is it)(?: now)?(?: (?:in|at) (?P<place>[\w .'-]+))?",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"{_OPENING}(?:what(?:'s| is)? (?:the |today's )?(?:date|day)(?: of the week)?(?: is it| is today)?(?: today)?|what day is (?:it|today)(?: today)?|(?:the |today's )date)(?: today)?",
    re.IGNORECASE,
)
_LENGTH = rf"{_NUMBER}[\s-]*(hours?|hrs?|minutes?|mins?|seconds?|secs?)"
_TIMER = re.compile(
    rf"{_OPENING}(?:(?:set|start|make|create|give me)(?: me)?(?: up)? (?:an? |the )?(?P<before>(?:{_LENGTH}[\s,]*(?:and )?)+)? ?(?P<label>[\w' ]{{1,30}} )?(?:timer|alarm)(?: (?:for|of|to go off in|in) (?P<after>.+?))?(?:,? (?:called|named|with the name|for (?:the |my )?)[ ]?(?P<called>[\w' ]{{1,30}}))?|(?:wake me|ring)(?: up)? in (?P<ring>.+))",
    re.IGNORECASE,
)
_REMIND = re.compile(
    r"(?:(?:can|could) you )?remind me (?:in (?P<first>[\w .]+?) (?:to|about|that) (?P<what>.+)|(?:to|about|that) (?P<what2>.+) in (?P<then>[\w .]+))",
    re.IGNORECASE,
)
_ALARMS = re.compile(
    r"(?:what|which|list|show|tell me|how (?:long|much time))\b.*\b(?:timers?|alarms?|reminders?)\b.*", re.IGNORECASE
)
_CANCEL = re.compile(
    r"(?:cancel|stop|delete|remove|turn off)\b.*\b(?:timers?|alarms?|reminders?)\b(?:.*?(\d+))?.*", re.IGNORECASE
)
_CONVERT = re.compile(
    rf"(?:(?:convert|change|turn) {_NUMBER} (?P<a>[\w°/ ]+?) (?:to|into|in) (?P<b>[\w°/ ]+)|how (?:many|much) (?P<b2>[\w°/ ]+?) (?:is|are|in|make|are in|is in|are there in) {_NUMBER} ?(?P<a2>[\w°/ ]+)|(?:what(?:'s| is) )?{_NUMBER} (?P<a3>[\w°/ ]+?) (?:in|to|into) (?P<b3>[\w°/ ]+))",
    re.IGNORECASE,
)
_SUM = re.compile(
    rf"{_OPENING}(?:(?:what(?:'s| is| are)|how much is|calculate|compute|work out|what does|solve) )?(?P<sum>(?:the )?(?:square root of )?[\d(-].*?)(?: equals?| make| be)?",
    re.IGNORECASE,
)
_OPERATORS = (
    (r"\bmultiplied by\b|\btimes\b|(?<=[\d)])\s*[x×]\s*(?=[\d(])", "*"),
    (r"\bdivided by\b|\bover\b|÷", "/"),
    (r"\bplus\b|\band\b(?= \d)", "+"),
    (r"\bminus\b|\bless\b", "-"),
    (r"\bto the power of\b|\braised to\b", "^"),
    (r"\bsquared\b", "^2"),
    (r"\bcubed\b", "^3"),
    (r"(?:\bthe )?\bsquare root of\b", "sqrt"),
    (r"\bpercent\b|\bper cent\b", "%"),
)
_A_SUM = re.compile(r"[\d.\s()+*/^%-]+(?:of[\d.\s]+)?|sqrt\s*\(?[\d.\s]+\)?")


def intent_in(text: str) -> Intent | None:
    """What a tool should be asked; None: it is for the model."""
    said = _plain(text)
    if not said or len(said) > LONGEST:
        return None
    for read in _READERS:
        found = read(said)
        if found is not None:
            return found
    return None


def _plain(text: str) -> str:
    said = " ".join(text.replace("’", "'").split()).rstrip(".!?… ")
    before = ""
    while before != said:
        before = said
        said = _PLEASE.sub("", said).strip(" ,.")
    return in_digits(said)


def _time(said: str) -> Intent | None:
    match = _TIME.fullmatch(said)
    if match is None:
        return None
    place = match["place"]
    if not place:
        return Intent("date_and_time", {})
    zone = zone_of(place)
    return Intent("date_and_time", {"zone": zone}) if zone else None


def _date(said: str) -> Intent | None:
    return Intent("date_and_time", {}) if _DATE.fullmatch(said) else None


def _timer(said: str) -> Intent | None:
    match = _TIMER.fullmatch(said)
    if match is None:
        return None
    length = _length(match["before"] or match["after"] or match["ring"] or "")
    what = match["after"] if match["before"] else ""
    label = re.sub(r"^(?:the|my|a|an) ", "", (match["label"] or match["called"] or what or "").strip())
    return Intent("set_timer", length | ({"label": label} if label else {})) if length else None


def _reminder(said: str) -> Intent | None:
    match = _REMIND.fullmatch(said)
    if match is None:
        return None
    length = _length(match["first"] or match["then"] or "")
    what = match["what"] or match["what2"]
    return Intent("set_timer", length | {"label": what.strip()[:100]}) if length else None


def _length(text: str) -> dict[str, object]:
    text = re.sub(r"\ban? (?=hour|minute|second)", "1 ", text)
    found: dict[str, object] = {}
    for number, unit in re.findall(_LENGTH, text, re.IGNORECASE):
        name = {"h": "hours", "m": "minutes", "s": "seconds"}[unit[0].lower()]
        found[name] = float(number)
    return found


def _alarms(said: str) -> Intent | None:
    return Intent("list_alarms", {}) if _ALARMS.fullmatch(said) else None


def _cancel(said: str) -> Intent | None:
    match = _CANCEL.fullmatch(said)
    if match is None:
        return None
    # Without a number it has to be seen first which there are.
    return Intent("cancel_alarm", {"number": int(match[1])}) if match[1] else Intent("list_alarms", {})


def wants_to_cancel(text: str) -> bool:
    return _CANCEL.fullmatch(_plain(text)) is not None


def _convert(said: str) -> Intent | None:
    match = _CONVERT.fullmatch(said)
    if match is None:
        return None
    number = next(group for group in (match[1], match[5], match[7]) if group)
    source = match["a"] or match["a2"] or match["a3"]
    target = match["b"] or match["b2"] or match["b3"]
    return Intent("convert_units", {"value": float(number), "source": _unit(source), "target": _unit(target)})


_UNIT_WORDS = {
    "degrees fahrenheit": "°F", "fahrenheit": "°F", "degrees celsius": "°C", "celsius": "°C", "centigrade": "°C",
    "degrees centigrade": "°C", "kilometers per hour": "km/h", "kilometres per hour": "km/h", "miles per hour": "mph",
    "meters per second": "m/s", "metres per second": "m/s", "pounds": "lb", "pound": "lb", "inches": "in", "feet": "ft",
}  # fmt: skip


def _unit(said: str) -> str:
    plain = said.strip().lower()
    return _UNIT_WORDS.get(plain, plain.replace(" ", "_"))


def _sum(said: str) -> Intent | None:
    match = _SUM.fullmatch(said)
    if match is None:
        return None
    candidate = match["sum"]
    for pattern, sign in _OPERATORS:
        candidate = re.sub(
            pattern, f" {sign} " if len(sign) == 1 and sign != "%" else sign, candidate, flags=re.IGNORECASE
        )
    candidate = re.sub(r"sqrt\s*(\d[\d.]*)", r"sqrt(\1)", " ".join(candidate.split()))
    has_work = any(sign in candidate for sign in "+*/^%") or "sqrt" in candidate or re.search(r"\d\s*-\s*\d", candidate)
    return Intent("calculate", {"expression": candidate}) if has_work and _A_SUM.fullmatch(candidate) else None


_READERS: tuple[Callable[[str], Intent | None], ...] = (
    _time,
    _date,
    _timer,
    _reminder,
    _cancel,
    _alarms,
    _convert,
    _sum,
)


@cache
def _zones() -> dict[str, str]:
    return {zone.rsplit("/", 1)[-1].replace("_", " ").lower(): zone for zone in sorted(available_timezones())}


def zone_of(place: str) -> str:
    """The time zone of a city; empty where none is named after it."""
    return _zones().get(place.strip().lower().removeprefix("the "), "")


# --- what came back, as a sentence


def sentence_of(tool: str, output: str, *, failed: bool) -> str:
    """What is said of a tool's answer."""
    fields = _fields(output)
    problem = fields.get("error")
    if isinstance(problem, str):
        return problem
    if failed or not fields:
        return output.strip()[:300] or "That did not work."
    say = _SENTENCES.get(tool)
    return say(fields) if say is not None else output.strip()[:300]


def _fields(output: str) -> dict[str, object]:
    try:
        value = cast("object", json.loads(output))
    except ValueError:
        return {}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _say_time(fields: dict[str, object]) -> str:
    told = str(fields.get("now", ""))
    try:
        now = datetime.fromisoformat(told.rsplit(" ", maxsplit=1)[-1])
    except ValueError:
        return told
    return f"It is {now:%H:%M} on {now:%A}, {now:%B} {now.day}, {now.year}."


def _say_timer(fields: dict[str, object]) -> str:
    return f"Your timer rings in {_spoken_length(str(fields.get('rings_in', '')))}."


def _say_alarms(fields: dict[str, object]) -> str:
    waiting = fields.get("waiting")
    alarms = (
        [cast("dict[str, object]", each) for each in cast("list[object]", waiting)] if isinstance(waiting, list) else []
    )
    if not alarms:
        return "No timer is running."
    parts = [
        f"number {alarm.get('number')}, {alarm.get('text')}, rings in {_spoken_length(str(alarm.get('rings_in', '')))}"
        for alarm in alarms
    ]
    return "; ".join(parts)[:1].upper() + "; ".join(parts)[1:] + "."


def _spoken_length(text: str) -> str:
    words = {"d": "day", "h": "hour", "min": "minute", "s": "second"}
    parts = [
        f"{number} {words[unit]}{'' if number == '1' else 's'}"
        for number, unit in re.findall(r"(\d+) (d|h|min|s)\b", text)
    ]
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"


_SENTENCES: dict[str, Callable[[dict[str, object]], str]] = {
    "date_and_time": _say_time,
    "set_timer": _say_timer,
    "list_alarms": _say_alarms,
    "cancel_alarm": lambda fields: f"The {fields.get('kind', 'timer')} is cancelled.",
    "calculate": lambda fields: f"That is {fields.get('result', '')}.",
    "convert_units": lambda fields: f"That is {str(fields.get('result', '')).replace('_', ' ')}.",
}


def only_alarm(output: str) -> int | None:
    """The number of the one alarm that waits; None: there is none, or several."""
    waiting = _fields(output).get("waiting")
    if not isinstance(waiting, list):
        return None
    alarms = cast("list[object]", waiting)
    if len(alarms) != 1 or not isinstance(alarms[0], dict):
        return None
    number = cast("dict[str, object]", alarms[0]).get("number")
    return number if isinstance(number, int) else None
