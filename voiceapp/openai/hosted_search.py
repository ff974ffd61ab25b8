"""Lets a service search by the tools that it runs itself within a response: `web_search`, and `file_search`."""

import re
from collections.abc import Iterator, Mapping
from contextlib import aclosing
from urllib.parse import unquote

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.hosted_search import SearchFind
from voiceapp.core.ids import TalkId
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.sources import Source, is_page
from voiceapp.core.transcript import Usage
from voiceapp.openai.connections import STANDSTILL
from voiceapp.openai.http import Server
from voiceapp.openai.json_fields import fields_in, list_in, number_in, text_in
from voiceapp.openai.responses import failure_of, usage_of

WEB_SEARCH, FILE_SEARCH = "web_search", "file_search"
"""Their names in the price table, too."""
MOST_CALLS = 3
"""Searches that are paid for in one answer."""
MOST_PASSAGES = 8
FILE_NAME = re.compile(r"voiceapp-(?P<talk>.+)\.md")
"""Names the talk that an uploaded file holds."""
_IN_SHORT = (
    "in at most 120 words, in the language of the question. Give names, figures and days. "
    "Plain sentences, without headings, lists or tables. Say so if you find nothing."
)
OF_THE_WEB = f"Search the web, and answer the question {_IN_SHORT}"
OF_TALKS = (
    "The files are earlier conversations between a person (You) and their assistant. Answer the person's question "
    f"from them alone, {_IN_SHORT}"
)
_NO_ANSWER = Failure(FailureKind.SERVER_BROKEN, Sentence("The search broke off. Try again in a moment."))


class HostedTools:
    """Asks one model at one server."""

    def __init__(self, server: Server, model: str) -> None:
        self._server = server
        self._model = model

    async def web(self, question: str) -> SearchFind:
        """Raises EngineError."""
        # Without a place the service takes everybody for somebody in the United States.
        tool: dict[str, object] = {"type": WEB_SEARCH, "user_location": {"type": "approximate"}}
        return await self._ask(question, OF_THE_WEB, tool)

    async def files(self, question: str, store: str) -> SearchFind:
        """Search what lies in a vector store. Raises EngineError."""
        tool: dict[str, object] = {
            "type": FILE_SEARCH,
            "vector_store_ids": [store],
            "max_num_results": MOST_PASSAGES,
        }
        return await self._ask(question, OF_TALKS, tool)

    async def _ask(self, question: str, instructions: str, tool: dict[str, object]) -> SearchFind:
        body: dict[str, object] = {
            "model": self._model,
            "input": question,
            "instructions": instructions,
            "tools": [tool],
            "tool_choice": "required",
            "max_tool_calls": MOST_CALLS,
            "store": False,
            "stream": True,
        }
        response: Mapping[str, object] = {}
        searches = said = 0
        stream = self._server.stream("responses", body, model=self._model, patience=STANDSTILL)
        try:
            async with stream as answer, aclosing(answer.parts()) as events:
                async for event in events:
                    kind = text_in(event, "type")
                    said += len(text_in(event, "delta"))
                    if kind == "response.output_item.done":
                        searches += _is_search(fields_in(event, "item"))
                    elif kind in ("response.completed", "response.incomplete"):
                        response = fields_in(event, "response")
                    elif kind == "response.failed":
                        raise EngineError(failure_of(fields_in(event, "response")))
                    elif text_in(event, "object") == "response":
                        response = event
                        searches = sum(_is_search(item) for item in list_in(event, "output"))
        finally:
            # What was searched is billed, whether or not the rest came or is waited for.
            self._charge(str(tool["type"]), searches, response, said, body)
        if not response:
            raise EngineError(_NO_ANSWER)
        return found_in(response)

    def _charge(
        self, tool: str, searches: int, response: Mapping[str, object], said: int, body: dict[str, object]
    ) -> None:
        usage = fields_in(response, "usage")
        if usage:
            self._server.spent(text_in(response, "model") or self._model, usage_of(usage))
        elif searches or said:
            self._server.spent_roughly(self._model, body, said)
        if searches:
            self._server.spent(tool, Usage(calls=searches))


def found_in(response: Mapping[str, object]) -> SearchFind:
    """Read what was found and where, the text without the marks that point there. Never raises."""
    texts: list[str] = []
    sources: list[Source] = []
    for item in list_in(response, "output"):
        for part in list_in(item, "content") if text_in(item, "type") == "message" else ():
            marks = list_in(part, "annotations")
            texts.append(_without_marks(text_in(part, "text") or text_in(part, "refusal"), marks))
            sources += _sources_in(marks)
    return SearchFind("".join(texts).strip(), tuple(dict.fromkeys(sources)))


def _is_search(item: Mapping[str, object]) -> bool:
    """Say whether it is a search that is billed: opening a page that was found costs nothing more."""
    kind = text_in(item, "type")
    if kind == "file_search_call":
        return True
    return kind == "web_search_call" and text_in(fields_in(item, "action"), "type") in ("", "search")


def _sources_in(marks: list[dict[str, object]]) -> Iterator[Source]:
    for mark in marks:
        kind = text_in(mark, "type")
        if kind == "url_citation" and is_page(text_in(mark, "url")):
            yield Source(text_in(mark, "title"), url=text_in(mark, "url"))
        elif kind == "file_citation":
            named = FILE_NAME.fullmatch(text_in(mark, "filename"))
            if named is not None:
                yield Source("", talk=TalkId(unquote(named["talk"])))


def _without_marks(text: str, marks: list[dict[str, object]]) -> str:
    """Cut out what the service says to be a citation, where it stands in brackets: some mark the words themselves."""
    places = {(number_in(mark, "start_index"), number_in(mark, "end_index")) for mark in marks}
    for start, end in sorted(places, reverse=True):
        piece = text[start:end].strip()
        if 0 <= start < end <= len(text) and piece.startswith(("(", "[")) and piece.endswith((")", "]")):
            text = text[:start].rstrip(" ") + text[end:]
    return text
