import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.storage.wav import WavFiles
from voiceapp.core.failures import Failure
from voiceapp.core.messages import StoreFailed, StoreRecovered
from voiceapp.core.ports import SoundFiles
from voiceapp.storage.store import Store


class Kept:
    """A store on a folder, and what it told."""

    def __init__(self, folder: Path, sounds: SoundFiles | None = None, now: Callable[[], float] = time.time) -> None:
        self.files = WavFiles()
        self.told: list[StoreFailed | StoreRecovered] = []
        self.noticed: list[Failure] = []
        self.store = Store(folder, sounds or self.files, self.told.append, now, notice=self.noticed.append)
        self.repaired = self.store.start()


Opener = Callable[[], Kept]


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Opener]:
    """Opens the same folder each time; what is still open at the end is closed."""
    opened: list[Kept] = []

    def open_it() -> Kept:
        opened.append(Kept(tmp_path / "data"))
        return opened[-1]

    yield open_it
    for kept in opened:
        kept.store.close()


@pytest.fixture
def kept(open_store: Opener) -> Kept:
    return open_store()
