"""The official `openai` package searches at the server, and keeps vector stores there."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import openai
import pydantic
import pytest
from openai.types.responses import ResponseStreamEvent

from tests.server.api import KEY, ApiServer

PAGES = (("Mars", "https://www.nasa.gov/mars"),)
EVENTS: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(ResponseStreamEvent)


@pytest.fixture
async def client(api_server: ApiServer) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=api_server.base_url, max_retries=1) as client:
        yield client


async def test_a_search_in_the_web_has_its_states_and_marks(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.reply("It is red.", cites=PAGES)
    stream = await client.responses.create(
        model="gpt-6-luna",
        input="What colour is Mars?",
        tools=[{"type": "web_search", "user_location": {"type": "approximate"}}],
        tool_choice="required",
        max_tool_calls=3,
        stream=True,
    )
    kinds: list[str] = []
    async for event in stream:
        kinds.append(event.type)
        EVENTS.validate_python(event.model_dump(exclude_unset=True))
        if event.type == "response.completed":
            answer = event.response.output[-1]
    states = [kind for kind in kinds if "web_search_call" in kind]
    assert states[:3] == [f"response.web_search_call.{state}" for state in ("in_progress", "searching", "completed")]
    assert answer.type == "message"
    content = answer.content[0]
    assert content.type == "output_text"
    mark = content.annotations[0]
    assert mark.type == "url_citation"
    assert content.text[mark.start_index : mark.end_index] == "([nasa.gov](https://www.nasa.gov/mars))"


async def test_a_file_is_read_into_a_vector_store_and_found(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    store = await client.vector_stores.create(name="talks", expires_after={"anchor": "last_active_at", "days": 30})
    assert (store.status, store.model_extra) == ("completed", {})
    assert store.expires_at == (store.last_active_at or 0) + 30 * 24 * 3_600
    file = await client.vector_stores.files.upload_and_poll(
        vector_store_id=store.id, file=("tea.md", b"The tea is in the tin."), poll_interval_ms=1
    )
    assert (file.status, file.model_extra) == ("completed", {})
    answer = await client.responses.create(
        model="gpt-6-luna", input="Where is the tea?", tools=[{"type": "file_search", "vector_store_ids": [store.id]}]
    )
    call, message = answer.output
    assert (call.type, message.type) == ("file_search_call", "message")
    assert message.type == "message"
    content = message.content[0]
    assert content.type == "output_text"
    mark = content.annotations[0]
    assert mark.type == "file_citation"
    assert (mark.file_id, mark.filename) == (file.id, "tea.md")
    assert [each.id async for each in client.vector_stores.files.list(store.id)] == [file.id]
    assert (await client.vector_stores.files.delete(file.id, vector_store_id=store.id)).deleted
    assert [each.id async for each in client.vector_stores.list()] == [store.id]
    assert (await client.vector_stores.delete(store.id)).deleted
    with pytest.raises(openai.NotFoundError):
        await client.vector_stores.retrieve(store.id)


async def test_what_cannot_be_read_fails_and_a_store_ends(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    store = await client.vector_stores.create(expires_after={"anchor": "last_active_at", "days": 1})
    api_server.stores.unreadable.add("broken")
    file = await client.vector_stores.files.upload_and_poll(
        vector_store_id=store.id, file=("a.md", b"broken"), poll_interval_ms=1
    )
    assert file.status == "failed"
    assert file.last_error is not None
    assert file.last_error.code == "invalid_file"
    assert (await client.vector_stores.retrieve(store.id)).file_counts.failed == 1
    api_server.files.later = 2 * 24 * 3_600
    assert (await client.vector_stores.retrieve(store.id)).status == "expired"
    with pytest.raises(openai.BadRequestError, match="expired"):
        await client.responses.create(
            model="gpt-6-luna", input="x", tools=[{"type": "file_search", "vector_store_ids": [store.id]}]
        )
    with pytest.raises(openai.BadRequestError):
        await client.vector_stores.create(expires_after={"anchor": "last_active_at", "days": 400})


@pytest.mark.allows_violations
async def test_a_tool_of_no_kind_that_the_service_knows_is_refused(api_server: ApiServer) -> None:
    body = {"model": "gpt-6-luna", "input": "x", "tools": [{"type": "web_search", "place": "Rome"}]}
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {KEY}"}) as client:
        answer = await client.post(f"{api_server.base_url}/responses", json=body)
    assert answer.status_code == 400
