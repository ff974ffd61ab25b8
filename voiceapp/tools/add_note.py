"""Keeps notes and entries of lists on this device."""

import re
from typing import Annotated, cast

from msgspec import Meta

from voiceapp.core.notes.book import added
from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german_notes
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.noting import edited
from voiceapp.tools.parts.tool_context import ToolContext


class NoteArguments(ToolArguments, frozen=True):
    texts: Annotated[tuple[str, ...], Meta(description="Each entry by itself, in the person's words.", max_length=50)]
    list: Annotated[str, Meta(description="Name of the list, such as shopping; empty: a note by itself.")] = ""


async def _add(context: ToolContext, wanted: NoteArguments) -> str:
    now = context.now().timestamp()
    edit = await edited(context.notes, lambda notes: added(notes, wanted.texts, wanted.list, now))
    return answer(noted=[note.text for note in edit.after], list=edit.after[0].list)


_LIST = r"(?:(?:the|my|our|a) )?(?P<list>[\w' -]{1,40}? )?list"
_ASKED = re.compile(rf"(?:(?:can|could) you )?(?:(?:add|put) (?P<what>.+?) (?:to|on|onto|in) {_LIST})", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:(?:can|could) you )?(?:note(?: down)?|jot(?: this| that)? down|write(?: this| that)? down|(?:make|take|add) (?:me )?a note)"
    r"(?:,? ?(?:that|of|saying|to)\b|:)? (?P<what>.+)",
    re.IGNORECASE,
)


def _asked(words: str) -> Fields | None:
    match = _ASKED.fullmatch(words)
    if match is not None:
        return {"texts": entries_in(match["what"], "and"), "list": (match["list"] or "to do").strip()}
    match = _NOTE.fullmatch(words)
    return {"texts": [match["what"].strip()]} if match is not None else None


def entries_in(words: str, conjunction: str) -> list[str]:
    """ "Milk, eggs and bread" are three entries."""
    return [each.strip() for each in re.split(rf",(?: {conjunction})? | {conjunction} ", words) if each.strip()]


def _said(answered: Fields) -> str:
    name, count = str(answered.get("list", "")), len(cast("list[object]", answered.get("noted") or []))
    if not name:
        return "I've noted it."
    return f"It's on the list {name}." if count == 1 else f"They're on the list {name}."


TOOL = Function(
    "add_note",
    "Keeps notes, or entries of a list such as shopping or to do, on this computer. Only what the person wants noted.",
    NoteArguments,
    _add,
    Permission.ALWAYS,
    handed_over=True,
    card=ToolCard(
        questions=(
            Sentence("Note {texts} in the list “{list}”?", texts="", list=""),
            Sentence("Note {texts}?", texts=""),
        ),
        done=(Sentence("Noted {noted} · {list}", noted="", list=""), Sentence("Noted {noted}", noted="")),
        keeps=True,
    ),
    phrasing=Phrasing(_asked, _said, refused="Okay, I won't note it.", german=german_notes.adding(entries_in)),
)
