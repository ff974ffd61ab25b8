"""Searches the web, by a service that does it. The pages that it found are shown below the answer."""

import re
from typing import Annotated

from msgspec import Meta

from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.wishes import ToolCard
from voiceapp.tools.parts.function import Function, ToolArguments
from voiceapp.tools.parts.searching import NOBODY, searched
from voiceapp.tools.parts.tool_context import ToolContext


class WebArguments(ToolArguments, frozen=True):
    words: Annotated[
        str, Meta(description="What to find out, as one whole question, with place and day if it has any.")
    ]


async def _search(context: ToolContext, sought: WebArguments) -> str:
    if context.search is None:
        raise ToolError(NOBODY)
    return await searched(context.search.web, sought.words)


_ASKED = re.compile(
    r"(?:search|look(?: it)?(?: up)?) (?:(?:on|in) )?(?:the )?(?:web|internet|net|online)(?: (?:for|about))? (.+?)[.?!]*|"
    r"(?:search (?:online )?for|google) (.+?) (?:on the (?:web|internet)|online)[.?!]*|google (?:for )?(.+?)[.?!]*",
    re.IGNORECASE,
)
_GEFRAGT = re.compile(
    r"(?:suche?|schau|guck|sieh) (?:mir )?(?:mal )?im (?:web|netz|internet)(?: nach)?,? (.+?)[.?!]*|google? (?:mal )?(?:nach )?(.+?)[.?!]*",
    re.IGNORECASE,
)


def _words_in(pattern: re.Pattern[str], text: str) -> Fields | None:
    found = pattern.fullmatch(text.strip())
    return None if found is None else {"words": next(group for group in found.groups() if group)}


def _said(answered: Fields) -> str:
    return str(answered.get("found", ""))


TOOL = Function(
    "search_web",
    "Searches the web for news, weather, prices, opening hours, and whatever else you can't know. "
    "Say that you are looking before you call it. The person sees the pages below your answer: name none, and read out no address.",
    WebArguments,
    _search,
    card=ToolCard(
        questions=(
            Sentence("Search the web for “{words}”? OpenAI does it, for {price}.", words="", price=Dollars(0)),
            Sentence("Search the web for “{words}”? OpenAI does it.", words=""),
        ),
        doing=(Sentence("Searching the web for “{words}”…", words=""),),
        done=(Sentence("Searched the web for “{words}”", words=""),),
    ),
    phrasing=Phrasing(
        lambda text: _words_in(_ASKED, text),
        _said,
        refused="Okay, I won't search.",
        german=Phrasing(
            lambda text: _words_in(_GEFRAGT, text),
            _said,
            refused="Gut, ich suche nicht.",
            failed="Die Suche hat nicht geklappt.",
        ),
    ),
    offered=lambda context: context.search is not None and context.search.may_search_web(),
    price=lambda context: None if context.search is None else context.search.web_price(),
)
