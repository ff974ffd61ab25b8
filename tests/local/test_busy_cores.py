"""How many cores other programs keep busy, as the system counts it."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from voiceapp.local import busy_cores
from voiceapp.local.busy_cores import BusyCores, ProgramTime, busy_ticks, load, program_times

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what each program uses")
ME, APP = 20, 10


@pytest.mark.parametrize(
    ("before", "after", "ticks"),
    [
        ({30: ProgramTime(1, 100, 0)}, {30: ProgramTime(1, 130, 0)}, 30),
        ({}, {30: ProgramTime(1, 25, 0)}, 25),
        ({30: ProgramTime(1, 100, 0)}, {}, 0),
        ({30: ProgramTime(1, 100, 19)}, {30: ProgramTime(1, 130, 19)}, 0),
        ({ME: ProgramTime(APP, 100, 0)}, {ME: ProgramTime(APP, 130, 0)}, 0),
        ({APP: ProgramTime(1, 100, 0)}, {APP: ProgramTime(1, 130, 0)}, 0),
        ({21: ProgramTime(APP, 100, 0)}, {21: ProgramTime(APP, 130, 0)}, 0),
    ],
    ids=["one that works", "a new one", "one that ended", "one that gives way", "itself", "the app", "another model"],
)
def test_others_are_counted_and_the_app_is_not(
    before: dict[int, ProgramTime], after: dict[int, ProgramTime], ticks: int
) -> None:
    assert busy_ticks(before, after, ME, APP) == ticks


@linux
def test_the_system_knows_this_program() -> None:
    ours = program_times()[os.getpid()]
    assert ours.parent == os.getppid()
    assert ours.nice == os.nice(0)
    assert ours.ticks > 0


@pytest.fixture
def busy_program() -> Iterator[int]:
    """A program of no kin that keeps a core busy, as long as the machine lets it."""
    code = "import os, sys, time\nif os.fork(): os._exit(0)\nprint(os.getpid(), flush=True)\nwhile True: pass"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        pid = int(first.stdout.readline())
    yield pid
    os.kill(pid, 9)


@linux
def test_a_busy_program_is_noticed(busy_program: int) -> None:
    look = BusyCores()
    before = program_times()[busy_program].ticks
    while program_times()[busy_program].ticks < before + 10:
        threading.Event().wait(0.01)
    assert look.count() > 0


def test_where_nothing_is_told_the_load_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(busy_cores, "program_times", dict[int, ProgramTime])
    monkeypatch.setattr(busy_cores, "load", lambda: 1.5)
    assert BusyCores().count() == 1.5


def test_there_is_always_some_load() -> None:
    assert load() >= 0.0
