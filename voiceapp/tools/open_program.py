"""Opens one of the installed programs. Which one is shown to the person by its whole name before they allow it."""

import asyncio
import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.phrasing import Fields, OtherToolFirst, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import ToolCard
from voiceapp.tools import find_program
from voiceapp.tools.parts import german_machine
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.program_names import shown_names
from voiceapp.tools.parts.tool_context import ToolContext

LONGEST_NAME = 60


class ProgramArguments(ToolArguments, frozen=True):
    program: Annotated[str, Meta(description="The exact name, as find_program told it.")]


async def _open(context: ToolContext, wanted: ProgramArguments) -> str:
    programs = context.machine.programs
    found = shown_names(await asyncio.to_thread(programs.installed)).get(wanted.program)
    if found is None:
        raise ToolError(
            Sentence(
                "No program is named “{name}” here. find_program tells the names.", name=wanted.program[:LONGEST_NAME]
            )
        )
    await asyncio.to_thread(programs.open, found)
    return answer(opened=wanted.program)


_ASKED = re.compile(
    r"(?:open|launch|start) (?:up )?(?:the |my )?(?P<name>[\w+&'-]+(?: [\w+&'-]+){0,2})(?: (?:program|app|application))?",
    re.IGNORECASE,
)
_NO_PROGRAM = re.compile(
    r"\b(?:an?|about|of|with|from|for|to|at|in|timers?|alarms?|countdown|music|song|page|website|link|over|again|it|this|that"
    r"|talk\w*|telling|window|door|story|game|video|playing)\b"
)


def _asked(words: str) -> OtherToolFirst | None:
    match = _ASKED.fullmatch(words)
    if match is None or _NO_PROGRAM.search(match["name"].lower()):
        return None
    return named(match["name"])


def named(name: str) -> OtherToolFirst:
    """Look the name up first, and open what alone is meant by it."""
    return OtherToolFirst(find_program.TOOL.name, _the_only_one, {"name": name})


def _the_only_one(answered: Fields) -> Fields | None:
    names = find_program.names_in(answered)
    return {"program": names[0]} if len(names) == 1 else None


TOOL = Function(
    "open_program",
    "Opens a program on this computer. Ask find_program for its exact name first.",
    ProgramArguments,
    _open,
    card=ToolCard(
        questions=(Sentence("Open the program “{program}”?", program=""),),
        done=(Sentence("Opened {program}", program=""),),
        allowed_by="program",
    ),
    phrasing=Phrasing(
        _asked,
        lambda answered: f"{answered.get('opened', 'It')} is opening.",
        refused="Okay, I won't open it.",
        german=german_machine.programs(named),
    ),
)
