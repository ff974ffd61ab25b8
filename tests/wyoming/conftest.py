"""A Wyoming server for each test."""

from collections.abc import Iterator

import pytest

from tests.server.wyoming import WyomingServer, serving_wyoming


@pytest.fixture
def wyoming() -> Iterator[WyomingServer]:
    with serving_wyoming() as server:
        yield server
