"""Recordings that appear in a watched folder are taken, each once."""

import queue
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from voiceapp.app.watched_folders import WatchedFolders, file_mark
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.storage.recording_jobs import RecordingJobs
from voiceapp.storage.store import Store

EVERY = 0.05


class Watch:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "in"
        self.folder.mkdir()
        self.taken: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()
        self.open()

    def open(self) -> None:
        self.store = Store(self.home / "data", RecordingFiles(), lambda _: None)
        self.store.start()
        self.watched = WatchedFolders(
            lambda: (str(self.folder),), RecordingJobs(self.store), self.taken.put, look_every=EVERY
        )
        self.watched.start()

    def close(self) -> None:
        self.watched.close()
        self.store.close()

    def add(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def takes(self, name: str) -> bool:
        """Whether it is taken, or one that was added before, as soon as one can tell."""
        self.add(name, name.encode())
        self.watched.wake()
        with suppress(queue.Empty):
            return bool(self.taken.get(timeout=2 * EVERY))
        return False

    def next(self) -> list[str]:
        return [Path(path).name for path in self.taken.get(timeout=EVENT)]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    watch = Watch(tmp_path)
    yield watch
    watch.close()


def test_new_recordings_are_taken_once_and_nothing_else(watch: Watch) -> None:
    # The first one that is taken shows that the folder is watched by then.
    watch.add("notes.txt", b"words")
    assert any(watch.takes(f"first-{number:03}.wav") for number in range(round(EVENT / EVERY)))
    watch.add("later.m4a", b"later")
    while "later.m4a" not in (found := watch.next()):
        assert "notes.txt" not in found
    watch.close()
    watch.add("while-closed.wav", b"closed")
    (watch.folder / "later.m4a").rename(watch.folder / "renamed.m4a")
    watch.open()
    assert watch.next() == ["while-closed.wav"], "what was taken is known by what is in it"


def test_what_was_there_before_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "old.wav").write_bytes(b"old")
    store = Store(tmp_path / "data", RecordingFiles(), lambda _: None)
    store.start()
    taken: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()
    watched = WatchedFolders(lambda: (str(tmp_path / "in"),), RecordingJobs(store), taken.put, look_every=EVERY)
    watched.look((str(tmp_path / "in"),))
    (tmp_path / "in" / "new.wav").write_bytes(b"new")
    for _ in range(3):
        watched.look((str(tmp_path / "in"),))
    assert [Path(path).name for path in taken.get(timeout=EVENT)] == ["new.wav"]
    assert taken.empty()
    store.close()


def test_a_file_that_cannot_be_opened_is_told_once_and_tried_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    store = Store(tmp_path / "data", RecordingFiles(), lambda _: None)
    store.start()
    taken: list[tuple[str, ...]] = []
    told: list[str] = []
    watched = WatchedFolders(
        lambda: (str(folder),),
        RecordingJobs(store),
        taken.append,
        unreadable=lambda failure: told.append(str(failure.sentence)),
    )
    watched.look((str(folder),))
    locked = {"call.wav"}
    monkeypatch.setattr(
        "voiceapp.app.watched_folders.file_mark", lambda path: "" if path.name in locked else file_mark(path)
    )
    (folder / "call.wav").write_bytes(b"call")
    (folder / "memo.wav").write_bytes(b"memo")
    for _ in range(4):
        watched.look((str(folder),))
    assert taken == [(str(folder / "memo.wav"),)], "the other one is taken all the same"
    assert len(told) == 1
    assert told[0].startswith("call.wav in a watched folder can't be opened.")
    locked.clear()
    watched.look((str(folder),))
    assert len(taken) == 1, "it's as it was"
    (folder / "call.wav").chmod(0o600)
    for _ in range(3):
        watched.look((str(folder),))
    assert taken[1:] == [(str(folder / "call.wav"),)]
    store.close()


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    one, two, gone = tmp_path / "1.wav", tmp_path / "2.wav", tmp_path / "3.wav"
    one.write_bytes(b"x" * 200_000)
    two.write_bytes(b"x" * 200_000)
    assert file_mark(one) == file_mark(two)
    two.write_bytes(b"x" * 200_001)
    assert file_mark(one) != file_mark(two)
    assert file_mark(gone) == ""
