"""Searches the talks that the person uploaded to a service. Those that it found are linked below the answer."""

from typing import Annotated

from msgspec import Meta

from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.wishes import ToolCard
from voiceapp.tools.parts.function import Function, ToolArguments
from voiceapp.tools.parts.searching import NOBODY, searched
from voiceapp.tools.parts.tool_context import ToolContext


class UploadsArguments(ToolArguments, frozen=True):
    words: Annotated[str, Meta(description="What to find out, as one whole question.")]


async def _search(context: ToolContext, sought: UploadsArguments) -> str:
    if context.search is None:
        raise ToolError(NOBODY)
    return await searched(context.search.uploads, sought.words)


TOOL = Function(
    "search_uploads",
    "Answers a question from those earlier talks that the person uploaded for it, long ones too. "
    "search_talks finds single lines in all of them. The person sees the talks below your answer.",
    UploadsArguments,
    _search,
    card=ToolCard(
        questions=(
            Sentence(
                "Look for “{words}” in the conversations that you uploaded? OpenAI does it, for {price}.",
                words="",
                price=Dollars(0),
            ),
            Sentence("Look for “{words}” in the conversations that you uploaded? OpenAI does it.", words=""),
        ),
        doing=(Sentence("Looking for “{words}” in your uploaded conversations…", words=""),),
        done=(Sentence("Looked for “{words}” in your uploaded conversations", words=""),),
    ),
    offered=lambda context: context.search is not None and context.search.may_search_uploads(),
    price=lambda context: None if context.search is None else context.search.uploads_price(),
)
