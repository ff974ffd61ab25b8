"""Lets a small model call tools: what it is told of them, the grammar that its answer must fit, and how it is read.

It is asked for the tool alone, before it is asked to talk: `none`, or a tool's name and its arguments, as the tool's schema
has them. The first word decides, so that asking takes hardly longer than reading what was said. One prompt for both spoils
the talk: the standard model then answered 6 of 30 questions of fact, and called the clock for most of the others. Worked
examples say more than descriptions: without them it called the right tool in 6 of 16, with them in 16 of 20.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from voiceapp.core.wishes import ToolSpec

NONE = "none"
RESULT = "Result of "
LONGEST_UNIT = 2
"""Characters. A unit such as "ft" is no copy, whoever asks for feet."""
FOLLOWS = {"read_talk": "search_talks", "open_program": "find_program"}
"""Tools that make sense only after another one was used."""
_EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "date_and_time": (("What time is it in Paris?", '{"zone": "Europe/Paris"}'), ("Welcher Tag ist heute?", "{}")),
    "set_timer": (("Wake me in a quarter of an hour.", '{"minutes": 15}'),),
    "set_reminder": (
        ("Remind me on the fourth of May at four in the afternoon to ring Ben.", "{year}-05-04T16:00|ring Ben"),
        ("Erinnere mich morgen um elf Uhr an das Paket.", "{tomorrow}T11:00|Paket"),
    ),
    "list_alarms": (("What reminders do I have?", "{}"), ("Welche Erinnerungen habe ich?", "{}")),
    "cancel_alarm": (("Delete timer seven.", '{"number": 7}'),),
    "search_talks": (
        ("What did I tell you about the boat?", '{"words": "boat"}'),
        ("Such das Gespräch über den Zaun.", '{"words": "Zaun"}'),
    ),
    "search_web": (
        ("Look on the web who won the match in Leeds.", '{"words": "Who won the match in Leeds?"}'),
        ("Such im Netz nach dem Wetter in Ulm.", '{"words": "Wie wird das Wetter in Ulm?"}'),
    ),
    "read_clipboard": (("What did I copy?", "{}"),),
    "read_selection": (("Read the selected text aloud.", "{}"), ("Lies mir die Markierung vor.", "{}")),
    "write_clipboard": (("Copy the sentence: Dinner is ready.", '{"text": "Dinner is ready."}'),),
    "open_link": (("Open bbc.com.", '{"url": "https://bbc.com"}'),),
    "find_program": (
        ("Open the calculator.", '{"name": "calculator"}'),
        ("Starte Thunderbird.", '{"name": "Thunderbird"}'),
    ),
    "control_player": (("Pause the music.", '{"action": "pause"}'), ("Nächstes Lied.", '{"action": "next"}')),
    "now_playing": (("Which song is this?", "{}"), ("Was läuft gerade?", "{}")),
    "set_volume": (
        ("Make it a bit louder.", '{"action": "up", "percent": 10}'),
        ("Lautstärke auf 30 Prozent.", '{"action": "set", "percent": 30}'),
    ),
    "add_note": (
        ("Put bread and milk on the shopping list.", '{"texts": ["bread", "milk"], "list": "shopping"}'),
        ("Notiere: Ben fragen.", '{"texts": ["Ben fragen"]}'),
    ),
    "read_notes": (("What is on my packing list?", '{"list": "packing"}'), ("Lies meine Notizen vor.", "{}")),
    "tick_note": (("Tick off the bread.", '{"what": "bread"}'),),
    "remove_note": (("Take the bread off the shopping list.", '{"what": "bread", "list": "shopping"}'),),
    "remember": (("Remember that I live in Graz.", '{"text": "I live in Graz"}'),),
    "forget": (("Forget that I live in Graz.", '{"what": "live in Graz"}'),),
    "calculate": (("What is a third of 90 plus 4?", '{"expression": "90 / 3 + 4"}'),),
    "convert_units": (("How many inches are six feet?", '{"value": 6, "source": "ft", "target": "in"}'),),
    "draw_picture": (("Paint a boat on a lake.", '{"prompt": "a boat on a lake"}'),),
    "edit_picture": (("Make the boat yellow.", '{"prompt": "Make the boat yellow."}'),),
}
_TALK = (
    "How are you?",
    "Which day comes before Sunday?",
    "If today is Thursday, what day is it in two days?",
    "My bus takes ten minutes. When am I there?",
    "I left the milk out for an hour. Is it still good?",
    "Why do clocks have hands?",
    "Wie viele Stunden hat ein Tag?",
    "Danke, das hilft.",
)
"""What no tool is for, though words of tools stand in it."""


@dataclass(frozen=True, slots=True)
class CalledTool:
    name: str
    arguments: str


def call_in(answer: str) -> CalledTool | None:
    """Return the call that a model wrote. None: there is none, or it broke off."""
    name, _, arguments = answer.strip().partition(" ")
    if not arguments or name == NONE:
        return None
    try:
        json.loads(arguments)
    except ValueError:
        return None
    return CalledTool(name, arguments)


def not_copied(call: CalledTool, tools: Sequence[ToolSpec], asked: str) -> CalledTool | None:
    """Return the call without what the model copied from an example, though nobody said it. None: nothing is left of it."""
    tool = next((tool for tool in tools if tool.name == call.name), None)
    if tool is None:
        return call
    wanted = cast("Mapping[str, object]", json.loads(call.arguments))
    copied = {name for name, value in wanted.items() if value in _shown_of(call.name) and not _was_said(value, asked)}
    if not copied:
        return call
    required = _parameters(tool).get("required")
    if isinstance(required, list) and copied & {str(name) for name in cast("list[object]", required)}:
        return None
    return CalledTool(call.name, json.dumps({name: value for name, value in wanted.items() if name not in copied}))


def _shown_of(tool: str) -> set[object]:
    """Return the words that stand in the arguments of a tool's examples."""
    shown: set[object] = set()
    for _, pattern in _EXAMPLES.get(tool, ()):
        if "|" in pattern:
            shown.add(pattern.split("|")[1])
        else:
            values = cast("Mapping[str, object]", json.loads(pattern)).values()
            shown |= {value for value in values if isinstance(value, str) and len(value) > LONGEST_UNIT}
    return shown


def _was_said(value: object, asked: str) -> bool:
    last = str(value).rpartition("/" if " " not in str(value) else "\0")[2]
    plain = asked.casefold()
    return all(word in plain for word in re.findall(r"\w+", last.casefold()))


def offered(tools: Sequence[ToolSpec], used: Sequence[str]) -> tuple[ToolSpec, ...]:
    """Return the tools that may be called now. `used`: those that were called for this question already."""
    return tuple(tool for tool in tools if tool.name not in used and FOLLOWS.get(tool.name) in (used or (None,)))


def told(tools: Sequence[ToolSpec], today: date) -> str:
    """Return what the model is told of these tools."""
    lines = "\n".join(_line(tool) for tool in tools)
    examples = [
        f"{asked} -> {tool.name} {_arguments(arguments, today)}"
        for tool in tools
        for asked, arguments in _EXAMPLES.get(tool.name, ())
    ]
    shown = "\n".join([*examples, *(f"{said} -> {NONE}" for said in _TALK)])
    return (
        f"Say which tool does what the person asks, and with which arguments. Say {NONE} for all other talk and questions. "
        f"The tools:\n{lines}\n\nExamples:\n{shown}\n\nToday is {today:%A}, {today.isoformat()}."
    )


def grammar(tools: Sequence[ToolSpec]) -> str:
    """Return the grammar of an answer, as llama.cpp's guidance takes it."""
    ways = "".join(f" | t{number}" for number in range(len(tools)))
    rules = "".join(
        f't{number}: "{tool.name} " %json {json.dumps(_schema(tool))}\n' for number, tool in enumerate(tools)
    )
    return f'%llguidance {{}}\nstart: "{NONE}"{ways}\n{rules}'


def _line(tool: ToolSpec) -> str:
    first = tool.description.split(". ")[0].rstrip(".")
    arguments = "" if tool.name in _EXAMPLES else f"({', '.join(_properties(tool))})"
    return f"- {tool.name}{arguments}: {first}."


def _arguments(pattern: str, today: date) -> str:
    if "|" not in pattern:
        return pattern
    at, text = pattern.split("|")
    tomorrow = date.fromordinal(today.toordinal() + 1)
    return json.dumps({"at": at.format(year=today.year + 1, tomorrow=tomorrow.isoformat()), "text": text})


def _properties(tool: ToolSpec) -> Mapping[str, Mapping[str, object]]:
    properties = _parameters(tool).get("properties")
    return cast("Mapping[str, Mapping[str, object]]", properties) if isinstance(properties, dict) else {}


def _parameters(tool: ToolSpec) -> Mapping[str, object]:
    try:
        value = cast("object", json.loads(tool.parameters or "{}"))
    except ValueError:
        return {}
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _schema(tool: ToolSpec) -> Mapping[str, object]:
    """Return the schema without what only describes."""
    bare = {
        name: {key: value for key, value in field.items() if key not in ("description", "default")}
        for name, field in _properties(tool).items()
    }
    required = _parameters(tool).get("required")
    return {"type": "object", "properties": bare, "required": required or [], "additionalProperties": False}
