"""Looks up what was said in earlier talks."""

from datetime import date, datetime, timedelta
from typing import Annotated

from msgspec import Meta

from voiceapp.core.history import HistoryPage, Query, TalkSummary
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import ToolCard
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.times import moment
from voiceapp.tools.parts.tool_context import ToolContext, asked

MOST_TALKS = 6


class SearchArguments(ToolArguments, frozen=True):
    words: Annotated[
        str, Meta(description="A few words that were said, or mean the same. Empty: the newest talks.")
    ] = ""
    since: Annotated[date | None, Meta(description="First day, such as 2026-11-30.")] = None
    until: Annotated[date | None, Meta(description="Last day.")] = None


async def _find(context: ToolContext, query: Query) -> HistoryPage:
    return await asked(lambda then: context.history.find(query, then))


async def _search(context: ToolContext, sought: SearchArguments) -> str:
    try:
        since = _midnight(sought.since) if sought.since else None
        until = _midnight(sought.until + timedelta(days=1)) if sought.until else None
    except (OverflowError, ValueError, OSError):
        raise ToolError(Sentence("No conversation from those days.")) from None
    page = await _find(context, Query(sought.words, since=since, until=until, meaning=True, count=MOST_TALKS))
    if not page.talks and len(sought.words.split()) > 1:
        # Not all words in one talk: the longest of them says most.
        longest = max(sought.words.split(), key=len)
        page = await _find(context, Query(longest, since=since, until=until, count=MOST_TALKS))
    return answer(found=page.total, talks=[_told(talk) for talk in page.talks])


def _midnight(day: date) -> float:
    return datetime(day.year, day.month, day.day).astimezone().timestamp()


def _told(talk: TalkSummary) -> dict[str, object]:
    return {
        "talk": talk.id,
        "title": str(talk.shown_title),
        "at": moment(datetime.fromtimestamp(talk.started_at).astimezone()),
        "kind": talk.kind.value,
        "said": [{"by": hit.speaker, "text": hit.snippet} for hit in talk.hits],
    }


TOOL = Function(
    "search_talks",
    "Finds earlier conversations, dictations and transcriptions with this person by words, meaning and days. "
    "read_talk tells one whole. Say that you are looking before you call it.",
    SearchArguments,
    _search,
    card=ToolCard(
        questions=(
            Sentence("Look through your earlier conversations for “{words}”?", words=""),
            Sentence("Look through your earlier conversations?"),
        ),
        done=(
            Sentence("Looked up “{words}” in your conversations", words=""),
            Sentence("Looked through your conversations"),
        ),
    ),
)
