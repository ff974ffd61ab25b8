"""Other programs reach the running app by a socket that only its owner may open."""

import queue
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.patience import EVENT, PROGRAM
from voiceapp.ipc.client import NotRunningError, RunningAppCall
from voiceapp.ipc.server import Caller, CommandServer
from voiceapp.settings.paths import Paths
from voiceapp.storage.instance_lock import InstanceLock


def echo(words: list[str], caller: Caller) -> None:
    caller.send_line(" ".join(words).upper())


def until_gone(words: list[str], caller: Caller) -> None:
    caller.send_line("here")
    while not caller.is_gone:
        pass
    gone.put(words[0])


gone: queue.SimpleQueue[str] = queue.SimpleQueue()


def asked(question: str, home: Paths) -> str:
    call = RunningAppCall(question, home)
    try:
        return call.answer()
    finally:
        call.close()


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    paths = Paths.under(tmp_path / "home")
    paths.make()
    return paths


@pytest.fixture
def reception(home: Paths) -> Iterator[CommandServer]:
    lock = InstanceLock(home.data)
    assert lock.acquire()
    it = CommandServer(home.state, {"echo": echo, "stay": until_gone})
    lock.say_address(it.address)
    yield it
    it.close()
    lock.release()


def test_a_question_is_answered(home: Paths, reception: CommandServer) -> None:
    assert asked("echo größer is better", home) == "GRÖSSER IS BETTER"


def test_only_the_owner_can_open_it(home: Paths, reception: CommandServer) -> None:
    path = Path(reception.address.removeprefix("unix:"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_it_does_not_know_it_says(home: Paths, reception: CommandServer) -> None:
    assert asked("sing", home).startswith("error ")
    assert asked("", home).startswith("error ")


def test_a_caller_that_hangs_up_is_noticed(home: Paths, reception: CommandServer) -> None:
    call = RunningAppCall("stay one", home)
    assert call.answer() == "here"
    assert gone.empty()
    call.close()
    assert asked("echo still there", home) == "STILL THERE"
    assert gone.get(timeout=EVENT) == "one"


def test_a_caller_that_says_nothing_keeps_nobody_waiting(home: Paths, reception: CommandServer) -> None:
    silent = socket.socket(socket.AF_UNIX)
    silent.connect(reception.address.removeprefix("unix:"))
    assert asked("echo next", home) == "NEXT"
    silent.close()


def test_a_folder_with_a_very_long_name_does_not_matter(tmp_path: Path) -> None:
    it = CommandServer(tmp_path / ("x" * 120), {"echo": echo})
    place = Path(it.address.removeprefix("unix:"))
    assert place.exists()
    it.close()
    assert not place.parent.exists()


def test_where_nothing_runs_it_is_said(home: Paths) -> None:
    with pytest.raises(NotRunningError, match="open it first"):
        RunningAppCall("echo", home)


def test_a_socket_that_a_crash_left_is_replaced(home: Paths, reception: CommandServer) -> None:
    reception.close()
    Path(reception.address.removeprefix("unix:")).touch()
    with pytest.raises(NotRunningError):
        RunningAppCall("echo", home)
    again = CommandServer(home.state, {"echo": echo})
    lock = socket.socket(socket.AF_UNIX)
    lock.connect(again.address.removeprefix("unix:"))
    lock.close()
    again.close()


def test_calling_loads_neither_sound_nor_window_nor_models() -> None:
    code = (
        "import sys, voiceapp.cli.dictate; "
        "print([n for n in ('numpy', 'PySide6', 'sounddevice', 'httpx', 'asyncio', 'sqlite3') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=PROGRAM)
    assert done.stdout.strip() == "[]"
