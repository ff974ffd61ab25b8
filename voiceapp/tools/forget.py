"""Forgets what the person had asked to remember."""

import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.notes.book import Notes, NotesEdit, removed
from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import Permission, ToolCard
from voiceapp.tools.parts import german_notes
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.noting import edited, the_meant
from voiceapp.tools.parts.tool_context import ToolContext

LATELY = 900.0
"""Seconds for which "forget that" means what was remembered last."""
NOT_REMEMBERED = Sentence("Nothing like that is remembered. Everything that is stands on the page Memory.")


class ForgetArguments(ToolArguments, frozen=True):
    what: Annotated[str, Meta(description="Words of what is to be forgotten; empty: what was remembered just now.")] = (
        ""
    )


async def _forget(context: ToolContext, wanted: ForgetArguments) -> str:
    now = context.now().timestamp()
    edit = await edited(context.memory, lambda notes: _forgetting(notes, wanted.what, now))
    return answer(forgotten=[note.text for note in edit.before])


def _forgetting(notes: Notes, what: str, now: float) -> NotesEdit:
    if not what.strip():
        last = max(notes, key=lambda note: note.at, default=None)
        if last is None or last.at < now - LATELY:
            raise ToolError(NOT_REMEMBERED)
        return removed(notes, {last.id})
    try:
        return removed(notes, {note.id for note in the_meant(notes, what)})
    except ToolError:
        raise ToolError(NOT_REMEMBERED) from None


_JUST_NOW = re.compile(r"forget (?:that|it|this)(?: again)?|don't remember (?:that|it|this)", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:forget|don't remember) (?:that|what (?:i|you) (?:said|know|remember(?:ed)?) about|everything about) (?P<what>.{3,})",
    re.IGNORECASE,
)


def _asked(words: str) -> Fields | None:
    if _JUST_NOW.fullmatch(words):
        return {}
    match = _ASKED.fullmatch(words)
    return {"what": match["what"].strip()} if match is not None else None


TOOL = Function(
    "forget",
    "Forgets something that the person had asked to remember.",
    ForgetArguments,
    _forget,
    Permission.ALWAYS,
    handed_over=True,
    card=ToolCard(
        questions=(Sentence("Forget “{what}”?", what=""), Sentence("Forget what was remembered last?")),
        done=(Sentence("Forgot {forgotten}", forgotten=""), Sentence("Forgot it")),
    ),
    phrasing=Phrasing(
        _asked,
        lambda _: "I've forgotten it.",
        failed="I don't have that in my memory.",
        german=german_notes.forgetting(),
    ),
)
