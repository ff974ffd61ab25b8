"""Says what stands on the card of a tool call: a question before it runs, one line when it is done.

A tool declares its sentences as prototypes (`ToolCard`), whose gaps are named after its arguments. What is allowed must
be what is run, so if a question leaves out anything that is asked, the arguments are shown open below it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import Sentence, Value
from voiceapp.core.talk.tool_arguments import fields_of, told
from voiceapp.core.text.lengths import length
from voiceapp.core.transcript import ToolCall, ToolState
from voiceapp.core.wishes import ToolCard, title_of_tool

LONGEST_IN_A_QUESTION = 2_000
"""The most characters, enough for a link. Anything longer is shown below the question, where it scrolls."""
LONGEST_IN_A_LINE = 80
CLOCKS_DIFFER = 1.0
"""Seconds by which an alarm's time may differ from its call's, because they read the clock separately."""
_PARTS = {"hours": 3600, "minutes": 60, "seconds": 1}


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """The question that the person is asked."""

    sentence: Sentence
    says_all: bool
    """It names everything that the tool is asked, so the arguments need not be shown open."""


@dataclass(frozen=True, slots=True)
class _Gap:
    value: Value
    says: frozenset[str] = frozenset()
    """The arguments that it states in full."""


def question_of(tool: str, arguments: str, card: ToolCard | None) -> CardQuestion:
    fields = fields_of(arguments)
    if card is not None:
        gaps = _asked(fields, LONGEST_IN_A_QUESTION) | _known(fields, card) | _price_on(card)
        for prototype in card.questions:
            filled = _filled(prototype, gaps)
            if filled is not None:
                said = {name for gap, _ in prototype.values for name in gaps[gap].says}
                asked = {name for name, value in fields.items() if value}
                return CardQuestion(filled, asked <= said)
    named = card.names_it if card is not None else None
    question = named or Sentence("Use {tool}?", tool=Sentence.restored(title_of_tool(tool)))
    return CardQuestion(question, says_all=not told(arguments))


def allowance_of(tool: str, arguments: str, card: ToolCard | None) -> str:
    """Return what is kept where the person always allows this call. Empty: the tool, whatever it is asked."""
    value = fields_of(arguments).get(card.allowed_by, "") if card is not None else ""
    return f"{tool} {value}" if value else ""


def line_of(arguments: str, output: str, card: ToolCard | None) -> Sentence | None:
    """Say in one line what was done. None if the tool has no words for it."""
    if card is None:
        return None
    gaps = _asked(fields_of(arguments), None) | _asked(fields_of(output), None)
    return next((line for prototype in card.done if (line := _filled(prototype, gaps)) is not None), card.named_done)


def doing_of(arguments: str, card: ToolCard | None) -> Sentence | None:
    """Say in one line what is being done. None if the tool has no words for it."""
    if card is None:
        return None
    gaps = _asked(fields_of(arguments), None)
    return next((line for prototype in card.doing if (line := _filled(prototype, gaps)) is not None), None)


def set_by(call: ToolCall, alarms: tuple[WaitingAlarm, ...]) -> WaitingAlarm | None:
    """Return the timer or reminder that a call set, if it is among these.

    Numbers begin again when none are left and the app starts, so it must also have been set during that call.
    """
    if call.state is not ToolState.DONE or call.ended_at is None or not alarms:
        return None
    number = fields_of(call.output).get("number", "")
    return next(
        (
            alarm
            for alarm in alarms
            if str(alarm.number) == number and call.at - CLOCKS_DIFFER <= alarm.set_at <= call.ended_at + CLOCKS_DIFFER
        ),
        None,
    )


def _filled(prototype: Sentence, gaps: Mapping[str, _Gap]) -> Sentence | None:
    if not all(name in gaps for name, _ in prototype.values):
        return None
    return Sentence.restored(prototype.template, tuple((name, gaps[name].value) for name, _ in prototype.values))


def _asked(fields: Mapping[str, str], longest: int | None) -> dict[str, _Gap]:
    """Return the gaps that the arguments can fill. `longest`: longer texts have no gap. None: they are cut short."""
    gaps: dict[str, _Gap] = {}
    for name, value in fields.items():
        text = " ".join(value.split())
        if longest is None:
            text = text if len(text) <= LONGEST_IN_A_LINE else f"{text[: LONGEST_IN_A_LINE - 1]}…"
        if text and (longest is None or len(text) <= longest):
            gaps[name] = _Gap(text, frozenset({name} if text == value else ()))
    return gaps | _length_in(fields) | _moment_in(fields)


def _known(fields: Mapping[str, str], card: ToolCard) -> dict[str, _Gap]:
    """Return the gaps that the app itself fills."""
    gaps: dict[str, _Gap] = {}
    for fact in card.facts:
        if not fact.argument or fields.get(fact.argument, "") == fact.value:
            gaps.setdefault(fact.gap, _Gap(fact.words, frozenset({fact.argument} - {""})))
    return gaps


def _price_on(card: ToolCard) -> dict[str, _Gap]:
    return {} if card.price is None else {"price": _Gap(card.price)}


def _length_in(fields: Mapping[str, str]) -> dict[str, _Gap]:
    given = {name: value for name, value in fields.items() if name in _PARTS and value}
    try:
        seconds = sum(float(value) * _PARTS[name] for name, value in given.items())
    except ValueError:
        return {}
    # A rounded duration would differ from the one that is run.
    whole = math.isfinite(seconds) and seconds >= 1 and seconds == round(seconds)
    return {"length": _Gap(length(seconds), frozenset(given))} if whole else {}


def _moment_in(fields: Mapping[str, str]) -> dict[str, _Gap]:
    """Return the day and time of a moment in the person's own time zone, to the minute."""
    try:
        at = datetime.fromisoformat(fields.get("at", "").strip())
    except ValueError:
        return {}
    if at.tzinfo is not None or at.second or at.microsecond:
        return {}
    return {"day": _Gap(at.date(), frozenset({"at"})), "time": _Gap(f"{at:%H:%M}", frozenset({"at"}))}
