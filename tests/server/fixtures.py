"""The API server as a fixture: a test that makes the client say what the service would refuse fails."""

from collections.abc import Iterator

import pytest

from tests.server.api import ApiServer, serving


@pytest.fixture
def api_server(request: pytest.FixtureRequest) -> Iterator[ApiServer]:
    with serving() as server:
        yield server
    if request.node.get_closest_marker("allows_violations") is None:
        assert server.violations == [], "the real service would have refused this"
