"""Deletes notes and entries of lists, which the window can bring back."""

import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.notes.book import removed
from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import ToolCard
from voiceapp.tools.parts import german_notes
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.noting import edited, the_meant
from voiceapp.tools.parts.tool_context import ToolContext


class RemovalArguments(ToolArguments, frozen=True):
    what: Annotated[str, Meta(description="The words of the note.")]
    list: Annotated[str, Meta(description="Name of its list, if the person said one.")] = ""


async def _remove(context: ToolContext, wanted: RemovalArguments) -> str:
    edit = await edited(
        context.notes,
        lambda notes: removed(notes, {note.id for note in the_meant(notes, wanted.what, wanted.list)}),
    )
    return answer(deleted=[note.text for note in edit.before])


_ASKED = re.compile(
    r"(?:remove|delete|take|cross) (?P<what>.+?) (?:from|off) (?:(?:the|my|our) )?(?P<list>[\w' -]{1,40}?) list"
    r"|(?:remove|delete) (?:the|my) note (?:about|on|that says|saying)? ?(?P<note>.+)",
    re.IGNORECASE,
)


def _asked(words: str) -> Fields | None:
    match = _ASKED.fullmatch(words)
    if match is None:
        return None
    return {"what": match["note"]} if match["note"] else {"what": match["what"], "list": match["list"].strip()}


TOOL = Function(
    "remove_note",
    "Deletes one of the person's notes, or an entry of a list.",
    RemovalArguments,
    _remove,
    handed_over=True,
    card=ToolCard(
        questions=(
            Sentence("Delete “{what}” from the list “{list}”?", what="", list=""),
            Sentence("Delete the note “{what}”?", what=""),
        ),
        done=(Sentence("Deleted {deleted}", deleted=""), Sentence("Deleted a note")),
    ),
    phrasing=Phrasing(
        _asked,
        lambda _: "It's deleted.",
        refused="Okay, it stays.",
        failed="I find no such note.",
        german=german_notes.removing(),
    ),
)
