"""The official `openai` package reads the organization's costs from the server as from the service."""

from collections.abc import AsyncIterator

import openai
import pytest

from tests.server.api import KEY, ApiServer
from tests.server.organization import ADMIN_KEY, DAY

FIRST = 1_795_737_600


@pytest.fixture
async def client(api_server: ApiServer) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(api_key=KEY, admin_api_key=ADMIN_KEY, base_url=api_server.base_url) as client:
        yield client


async def test_costs_come_by_day_and_line_item_in_pages(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.organization.costs = {
        FIRST: {"gpt-6-luna, input": 0.25},
        FIRST + 2 * DAY: {"gpt-6-luna, input": 0.5, "gpt-transcribe": 1.5},
    }
    first = await client.admin.organization.usage.costs(
        start_time=FIRST, bucket_width="1d", group_by=["line_item"], limit=2, project_ids=["proj_1"]
    )
    assert first.has_more
    assert not first.model_extra
    assert api_server.organization.projects == {"proj_1"}
    second = await client.admin.organization.usage.costs(
        start_time=FIRST, group_by=["line_item"], limit=2, page=first.next_page or ""
    )
    assert not second.has_more
    (bucket,) = second.data
    assert bucket.start_time == FIRST + 2 * DAY
    found = {}
    for result in bucket.results:
        assert result.object == "organization.costs.result"
        assert not result.model_extra, "the types know each field"
        assert result.amount is not None
        found[result.line_item] = result.amount.value
    assert found == {"gpt-6-luna, input": 0.5, "gpt-transcribe": 1.5}


async def test_a_key_of_a_project_is_refused(api_server: ApiServer) -> None:
    async with openai.AsyncOpenAI(api_key=KEY, admin_api_key=KEY, base_url=api_server.base_url) as client:
        with pytest.raises(openai.PermissionDeniedError, match="insufficient permissions"):
            await client.admin.organization.usage.costs(start_time=FIRST)
