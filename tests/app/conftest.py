"""What the tests of work share that nobody waits for: a store, and a loop to work in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.wav import WavFiles
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.storage.store import Store


@pytest.fixture
def room() -> Iterator[SessionThread]:
    thread = SessionThread("idle-work-test")
    thread.start()
    yield thread
    thread.stop()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "data", WavFiles(), lambda _: None)
    opened.start()
    yield opened
    opened.close()
