"""Puts text on the clipboard."""

from typing import Annotated

from msgspec import Meta

from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean
from voiceapp.core.wishes import ToolCard
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext

LONGEST = 100_000


class ClipboardArguments(ToolArguments, frozen=True):
    text: Annotated[str, Meta(description="What the person can paste afterwards.")]


async def _write(context: ToolContext, wanted: ClipboardArguments) -> str:
    if len(wanted.text) > LONGEST:
        raise ToolError(Sentence("That's too long for the clipboard."))
    text = clean(wanted.text)
    await context.clipboard.write(text)
    return answer(copied=len(text))


TOOL = Function(
    "write_clipboard",
    "Copies text, so that the person can paste it into any program.",
    ClipboardArguments,
    _write,
    card=ToolCard(
        questions=(Sentence("Copy “{text}”?", text=""), Sentence("Copy this?")),
        done=(Sentence("Copied “{text}”", text=""), Sentence("Copied")),
    ),
)
