"""Two copies of the app at once."""

import subprocess
import sys
from pathlib import Path

from voiceapp.storage.instance import Holder, InstanceLock

HOLD = """
import sys
from pathlib import Path
from voiceapp.storage.instance import InstanceLock
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
    assert second.holder() == Holder(first.pid, "/run/app.sock")
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
