"""A server of the API, as the parts know it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.server.api import KEY, ApiServer
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.secrets import Secret


@pytest.fixture
async def server(api_server: ApiServer) -> AsyncIterator[Server]:
    secret = Secret(KEY, Origin.of(api_server.base_url))
    pool = ConnectionPool()
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    yield replace(Server(endpoint_at(api_server.base_url), lambda: secret, pool), wait=wait)
    await pool.close()
