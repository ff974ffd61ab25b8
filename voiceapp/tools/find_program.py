"""Finds the exact name of a program that is installed, by what the person calls it."""

import asyncio
from typing import Annotated, cast

from msgspec import Meta

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german_machine
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.program_names import meant_by
from voiceapp.tools.parts.tool_context import ToolContext


class ProgramSought(ToolArguments, frozen=True):
    name: Annotated[str, Meta(description="What the person calls it, such as Firefox or text editor.")]


async def _find(context: ToolContext, sought: ProgramSought) -> str:
    programs = await asyncio.to_thread(context.machine.programs.installed)
    return answer(found=list(meant_by(sought.name, programs)))


def names_in(answered: Fields) -> list[str]:
    found = answered.get("found")
    return [str(name) for name in cast("list[object]", found)] if isinstance(found, list) else []


def _said(answered: Fields) -> str:
    names = names_in(answered)
    return f"Which one: {', '.join(names)}?" if names else "I find no program of that name here."


def _go_on(answered: Fields) -> tuple[str, Fields] | None:
    """Open what alone was found: a program is looked for to be opened."""
    names = names_in(answered)
    return ("open_program", {"program": names[0]}) if len(names) == 1 else None


TOOL = Function(
    "find_program",
    "Finds the exact names of installed programs that the person may mean, for open_program.",
    ProgramSought,
    _find,
    Permission.ALWAYS,
    card=ToolCard(
        questions=(Sentence("Look for the program “{name}”?", name=""),),
        done=(Sentence("Looked for the program “{name}”", name=""),),
    ),
    phrasing=Phrasing(lambda _: None, _said, goes_on=_go_on, german=german_machine.program_sought(names_in)),
)
