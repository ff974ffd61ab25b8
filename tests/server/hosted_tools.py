"""The tools that the service runs itself within a response: a search in the web, and one in the files of a vector store."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pydantic
from openai.types.responses import FileSearchToolParam, WebSearchToolParam

from tests.server.script import Reply
from tests.server.vector_stores import VectorStores

KINDS: dict[str, Any] = {"web_search": WebSearchToolParam, "file_search": FileSearchToolParam}


def hosted_violation(path: str, body: Mapping[str, Any]) -> str | None:
    """Why the service would refuse a tool of its own. None: it would not."""
    if not path.endswith("/responses"):
        return None
    for tool in body.get("tools") or ():
        kind = KINDS.get(str(tool.get("type")))
        if kind is not None:
            try:
                _adapter(tool["type"]).validate_python(tool, extra="forbid")
            except pydantic.ValidationError as error:
                return f"tools: {error.errors()[0]['loc']} {error.errors()[0]['msg']}"
    return None


@cache
def _adapter(kind: str) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(KINDS[kind])


def searches(body: Mapping[str, Any], reply: Reply, stores: VectorStores) -> tuple[list[dict[str, Any]], Reply]:
    """What the service does before it answers, as items of the answer; and the reply with its marks."""
    tools = {str(tool.get("type")): tool for tool in body.get("tools") or ()}
    question = body["input"] if isinstance(body["input"], str) else str(body["input"])
    if "web_search" in tools and not reply.calls:
        action: dict[str, Any] = {"type": "search", "query": question, "queries": [question], "sources": None}
        call: dict[str, Any] = {"id": "ws_1", "type": "web_search_call", "status": "completed", "action": action}
        opened: list[dict[str, Any]] = [
            {
                "id": f"ws_{number}",
                "type": "web_search_call",
                "status": "completed",
                "action": {"type": "open_page", "url": url},
            }
            for number, (_, url) in enumerate(reply.cites, 2)
        ]
        return [call, *opened], reply
    if "file_search" in tools and not reply.calls:
        found = [each for store in tools["file_search"]["vector_store_ids"] for each in stores.search(store, question)]
        looked: dict[str, Any] = {
            "id": "fs_1",
            "type": "file_search_call",
            "status": "completed",
            "queries": [question],
            "results": None,
        }
        return [looked], Reply(reply.text, cites=tuple(found), refusal=reply.refusal)
    return [], reply


def cited(body: Mapping[str, Any], reply: Reply) -> tuple[str, list[dict[str, Any]]]:
    """The text with its marks, and what is said of each."""
    text = reply.text
    marks: list[dict[str, Any]] = []
    in_files = any(tool.get("type") == "file_search" for tool in body.get("tools") or ())
    for first, second in reply.cites:
        if in_files:
            marks.append({"type": "file_citation", "file_id": first, "filename": second, "index": len(text)})
            continue
        site = re.sub(r"^https?://(?:www\.)?|/.*", "", second)
        mark = f" ([{site}]({second}))"
        place = {"start_index": len(text) + 1, "end_index": len(text) + len(mark)}
        text += mark
        marks.append({"type": "url_citation", "title": first, "url": second, **place})
    return text, marks


def events_of_search(item: Mapping[str, Any], index: int) -> Iterator[dict[str, Any]]:
    """The states of a search as they come."""
    name, ids = item["type"], {"item_id": item["id"], "output_index": index}
    yield {"type": "response.output_item.added", "output_index": index, "item": {**item, "status": "in_progress"}}
    for state in ("in_progress", "searching", "completed"):
        yield {"type": f"response.{name}.{state}", **ids}
    yield {"type": "response.output_item.done", "output_index": index, "item": dict(item)}
