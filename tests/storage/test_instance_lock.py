"""Two copies of the app at once."""

import errno
import os
import queue
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.storage.ask import keep, page
from tests.storage.wav import WavFiles
from tests.talks import said
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import StoreFailed, StoreRecovered
from voiceapp.core.transcript import TalkId
from voiceapp.storage.disk_trouble import StoreRefusedError
from voiceapp.storage.instance_lock import LOCK, FolderHolder, InstanceLock, NoLocksError
from voiceapp.storage.store import Store

HOLD = """
import sys
from pathlib import Path
from voiceapp.storage.instance_lock import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.acquire("/run/app.sock"), flush=True)
sys.stdin.read()
"""


def test_a_second_copy_learns_where_the_first_listens_and_takes_over_when_it_dies(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "True\n"
    second = InstanceLock(tmp_path)
    assert not second.acquire()
    assert second.holder() == FolderHolder(first.pid, "/run/app.sock")
    first.kill()
    first.communicate()
    assert second.holder() is None
    assert second.acquire("here")
    second.release()


def test_the_lock_is_free_again_when_it_is_released(tmp_path: Path) -> None:
    with InstanceLock(tmp_path) as first:
        assert first.acquire()
        assert first.acquire()
        first.say_address("somewhere")
        assert first.holder() is not None
        assert not InstanceLock(tmp_path).acquire()
    third = InstanceLock(tmp_path)
    assert third.holder() is None
    assert third.acquire()
    third.release()


def test_a_folder_that_is_not_there_is_held_by_nobody(tmp_path: Path) -> None:
    assert InstanceLock(tmp_path / "nowhere").holder() is None


def test_the_address_is_told_as_soon_as_there_is_a_lock(tmp_path: Path) -> None:
    """A folder that cannot be written at the start has none."""
    folder = tmp_path / "data"
    folder.write_text("in the way")
    lock = InstanceLock(folder)
    with pytest.raises(OSError, match="exists"):
        lock.acquire()
    lock.say_address("/run/app.sock")
    folder.unlink()
    with lock:
        assert lock.acquire()
        assert InstanceLock(folder).holder() == FolderHolder(os.getpid(), "/run/app.sock")


@pytest.mark.skipif(sys.platform == "win32", reason="locks are asked for otherwise there")
def test_a_disk_without_locks_is_not_taken_for_one_that_nobody_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As some network disks do it."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    store = Store(tmp_path, WavFiles(), lambda _: None)
    with pytest.raises(StoreRefusedError) as caught:
        store.start()
    store.close()
    assert caught.value.failure.kind is FailureKind.DISK_BROKEN
    assert "can't lock files" in str(caught.value.failure.sentence)
    assert [file.name for file in tmp_path.iterdir()] == [LOCK]
    with pytest.raises(NoLocksError):
        InstanceLock(tmp_path).acquire()


@pytest.mark.expects_log
def test_who_began_without_a_lock_writes_only_when_it_has_one(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("in the way")
    told: queue.Queue[StoreFailed | StoreRecovered] = queue.Queue()
    first = Store(folder, WavFiles(), told.put)
    first.start()
    first.keep_item(TalkId("talk"), said("from the first"))
    assert isinstance(told.get(timeout=EVENT), StoreFailed)
    # The folder can be written again, and another copy is quicker.
    folder.unlink()
    second = Store(folder, WavFiles(), lambda _: None)
    second.start()
    keep(second, "from the second", name="other")
    failed = told.get(timeout=EVENT)
    assert isinstance(failed, StoreFailed)
    assert failed.failure.kind is FailureKind.ALREADY_OPEN
    assert [talk.id for talk in page(second).talks] == ["other"]
    second.close()
    assert isinstance(told.get(timeout=EVENT), StoreRecovered)
    assert {talk.id for talk in page(first).talks} == {"talk", "other"}
    first.close()
