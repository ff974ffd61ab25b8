"""The official `openai` package keeps files at the server: it takes and says what the service would."""

from collections.abc import AsyncIterator

import openai
import pytest

from tests.server.api import KEY, ApiServer


@pytest.fixture
async def client(api_server: ApiServer) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=api_server.base_url, max_retries=1) as client:
        yield client


async def test_a_file_comes_lies_there_and_goes(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    content = b'{"custom_id": "1"}\n'
    added = await client.files.create(
        file=("a.jsonl", content), purpose="batch", expires_after={"anchor": "created_at", "seconds": 3_600}
    )
    assert (added.filename, added.bytes, added.purpose, added.status) == ("a.jsonl", len(content), "batch", "processed")
    assert added.expires_at == added.created_at + 3_600
    assert not added.model_extra, "the types know each field"
    assert await client.files.retrieve(added.id) == added
    assert (await client.files.content(added.id)).content == content
    deleted = await client.files.delete(added.id)
    assert (deleted.deleted, deleted.object, deleted.model_extra) == (True, "file", {})
    with pytest.raises(openai.NotFoundError):
        await client.files.retrieve(added.id)


async def test_a_list_comes_in_pages(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    names = [api_server.files.put(f"{number}.txt", b"x", "user_data").id for number in range(5)]
    found = [each.id async for each in client.files.list(limit=2, order="asc")]
    assert found == names
    assert len(api_server.log.received("GET /v1/files")) == 3
    api_server.files.put("b.jsonl", b"{}", "batch")
    assert [each.filename async for each in client.files.list(purpose="batch")] == ["b.jsonl"]


async def test_what_the_service_does_not_take_is_refused(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="is not one of"):
        await client.files.create(file=("a.txt", b"x"), purpose="assistants_output")  # type: ignore[arg-type]
    with pytest.raises(openai.BadRequestError, match="jsonl"):
        await client.files.create(file=("a.txt", b"x"), purpose="fine-tune")
    with pytest.raises(openai.BadRequestError) as short:
        await client.files.create(
            file=("a.txt", b"x"), purpose="user_data", expires_after={"anchor": "created_at", "seconds": 60}
        )
    assert short.value.param == "expires_after.seconds"
    with pytest.raises(openai.BadRequestError, match="Not allowed to download"):
        await client.files.content(api_server.files.put("a.txt", b"x", "assistants").id)
    api_server.files.largest = 3
    with pytest.raises(openai.APIStatusError) as large:
        await client.files.create(file=("a.txt", b"four"), purpose="user_data")
    assert large.value.status_code == 413
