"""Ticks entries of lists off, or makes them open again."""

import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.notes.book import ticked
from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german_notes
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.noting import edited, the_meant
from voiceapp.tools.parts.tool_context import ToolContext


class TickArguments(ToolArguments, frozen=True):
    what: Annotated[str, Meta(description="The words of the entry.")]
    list: Annotated[str, Meta(description="Name of its list, if the person said one.")] = ""
    done: Annotated[bool, Meta(description="False: it is open again.")] = True


async def _tick(context: ToolContext, wanted: TickArguments) -> str:
    edit = await edited(
        context.notes,
        lambda notes: ticked(notes, {note.id for note in the_meant(notes, wanted.what, wanted.list)}, done=wanted.done),
    )
    return answer(ticked=[note.text for note in edit.after], done=wanted.done)


_ASKED = re.compile(
    r"(?:tick|check|cross)(?: off)? (?P<what>.+?)(?: off)?(?: (?:(?:on|from|of|in) )?(?:the|my|our) (?P<list>[\w' -]{1,40}?) list)?(?: off)?",
    re.IGNORECASE,
)
_OFF = re.compile(r"^(?:tick|check|cross)\b.*\boff\b", re.IGNORECASE)


def _asked(words: str) -> Fields | None:
    match = _ASKED.fullmatch(words)
    if match is None or not _OFF.search(words):
        return None
    return {"what": match["what"].strip()} | ({"list": match["list"].strip()} if match["list"] else {})


TOOL = Function(
    "tick_note",
    "Ticks an entry of the person's lists off, or makes it open again.",
    TickArguments,
    _tick,
    Permission.ALWAYS,
    handed_over=True,
    card=ToolCard(
        questions=(
            Sentence("Tick “{what}” off in “{list}”?", what="", list=""),
            Sentence("Tick “{what}” off?", what=""),
        ),
        done=(Sentence("Ticked off {ticked}", ticked=""), Sentence("Ticked off")),
    ),
    phrasing=Phrasing(
        _asked,
        lambda _: "It's ticked off.",
        failed="I find no such entry.",
        german=german_notes.ticking(),
    ),
)
