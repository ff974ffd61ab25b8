"""What the tests of settings share."""

from collections.abc import Iterator

import pytest

from voiceapp.settings import redaction


@pytest.fixture(autouse=True)
def _keys_of_a_test_are_forgotten_after_it() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    before = dict(redaction._known)
    yield
    redaction._known.clear()
    redaction._known.update(before)
