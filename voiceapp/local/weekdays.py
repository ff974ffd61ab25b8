"""Answers questions about the order of the weekdays, which small models get wrong: "Friday is the 15th day of the week"."""

import re
from collections.abc import Sequence

from voiceapp.core.text.german_numbers import german_in_digits
from voiceapp.core.text.number_words import in_digits

_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GERMAN = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_DAY = rf"(?P<day>{'|'.join(_ENGLISH)})"
_TAG = rf"(?P<day>{'|'.join(_GERMAN)}|Sonnabend)"
_NEXT = re.compile(
    rf"(?:what|which) (?:week)?day (?:of the week )?(?:comes|is|follows|precedes)(?: right| directly| just)? ?"
    rf"(?P<way>after|before)? {_DAY}",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"(?:if|when|suppose|say) (?:today is|it['’]?s|it is|today['’]s) {_DAY}(?: today)?,? (?:then )?(?:what|which) (?:week)?day"
    r" (?:of the week )?(?:is|was|will)(?: it)?(?: be)?(?: it)? (?:in )?(?P<how>tomorrow|yesterday|the day after tomorrow"
    r"|the day before yesterday|\d{1,4} days?(?: ago| later| from now)?)",
    re.IGNORECASE,
)
_NEXT_GERMAN = re.compile(
    rf"(?:welcher|was für ein) (?:wochen)?tag (?:kommt|ist|folgt|liegt)(?: direkt)? (?P<way>nach|auf|vor)(?: dem| einem)? {_TAG}",
    re.IGNORECASE,
)
_LATER_GERMAN = re.compile(
    rf"(?:wenn|falls|angenommen,?) heute (?:ist )?{_TAG}(?: ist)?,? (?:dann )?(?:welcher (?:wochen)?tag|was) (?:ist|war|wird)"
    r"(?: es| dann)* (?P<how>morgen|übermorgen|gestern|vorgestern|(?:in|vor) \d{1,4} tag(?:en|e)?)",
    re.IGNORECASE,
)
_STEPS = {
    "tomorrow": 1,
    "yesterday": -1,
    "the day after tomorrow": 2,
    "the day before yesterday": -2,
    "morgen": 1,
    "übermorgen": 2,
    "gestern": -1,
    "vorgestern": -2,
}


def weekday_answer(text: str, *, german: bool) -> str | None:
    """Return which day it is. None: something else was asked, or more than that."""
    words = " ".join(text.split()).rstrip(".!? ")
    return _in_german(german_in_digits(words)) if german else _in_english(in_digits(words))


def _in_english(words: str) -> str | None:
    if match := _NEXT.fullmatch(words):
        before = match["way"] == "before" or (match["way"] is None and "precedes" in words.lower())
        day = _moved(_ENGLISH, match["day"], -1 if before else 1)
        return f"{day} comes {'before' if before else 'after'} {match['day'].capitalize()}."
    if match := _LATER.fullmatch(words):
        return f"It's {_moved(_ENGLISH, match['day'], _steps(match['how']))}."
    return None


def _in_german(words: str) -> str | None:
    if match := _NEXT_GERMAN.fullmatch(words):
        before = match["way"].lower() == "vor"
        day = _moved(_GERMAN, match["day"], -1 if before else 1)
        return f"{'Vor' if before else 'Nach'} {match['day'].capitalize()} kommt {day}."
    if match := _LATER_GERMAN.fullmatch(words):
        return f"Das ist {_moved(_GERMAN, match['day'], _steps(match['how']))}."
    return None


def _steps(how: str) -> int:
    plain = how.lower()
    if plain in _STEPS:
        return _STEPS[plain]
    count = int("".join(filter(str.isdigit, plain)))
    return -count if plain.startswith("vor ") or plain.endswith("ago") else count


def _moved(days: Sequence[str], day: str, steps: int) -> str:
    known = "Samstag" if day.lower() == "sonnabend" else day.capitalize()
    return days[(days.index(known) + steps) % len(days)]
