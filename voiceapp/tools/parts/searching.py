"""Asks a service to search, and tells the model what it found and where."""

from collections.abc import Awaitable, Callable

from voiceapp.core.hosted_search import SearchFind
from voiceapp.core.ports import EngineError, ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.sources import Source
from voiceapp.core.text.citations import without_citations
from voiceapp.tools.parts.function import answer

LONGEST_QUESTION = 400
LONGEST_FIND = 4_000
NOBODY = Sentence("Searching needs a key for OpenAI. Enter one in Settings.")
FOUND_NOTHING = Sentence("The search found nothing.")


async def searched(search: Callable[[str], Awaitable[SearchFind]], question: str) -> str:
    """Return what was found, as text for the model. Raises ToolError."""
    words = " ".join(question.split())
    if not words:
        raise ToolError(Sentence("Say what to search for."))
    try:
        found = await search(words[:LONGEST_QUESTION])
    except EngineError as error:
        raise ToolError(error.failure.in_full) from error
    text = without_citations(found.text).strip()
    if not text:
        raise ToolError(FOUND_NOTHING)
    return answer(found=text[:LONGEST_FIND], sources=[_row(source) for source in found.sources])


def _row(source: Source) -> dict[str, str]:
    where = {"url": source.url} if source.url else {"talk": str(source.talk)}
    return {"title": source.shown_title, **where}
