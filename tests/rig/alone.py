"""The machine to themselves, for tests that measure sound as it really passes: others wait until they are over.

    @pytest.mark.alone

Holds among the processes of one run. Without it a busy machine would tear holes into what such a test listens to.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FOLDER = "VOICEAPP_TEST_RUN"
"""Names the folder that the processes of one run share; made by the one that hands out the tests."""
_OWN = pytest.StashKey["tempfile.TemporaryDirectory[str]"]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "alone: no other test runs at the same time")
    if only_hands_out(config):
        config.stash[_OWN] = tempfile.TemporaryDirectory(prefix="voiceapp-run-")
        os.environ[FOLDER] = config.stash[_OWN].name


def pytest_unconfigure(config: pytest.Config) -> None:
    if _OWN in config.stash:
        config.stash[_OWN].cleanup()


def only_hands_out(config: pytest.Config) -> bool:
    """Other processes run the tests, each with a card of its own."""
    return bool(config.getoption("numprocesses", None)) and not hasattr(config, "workerinput")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Outside of everything else: what a test waits for here is not its own time."""
    with _place(alone=item.get_closest_marker("alone") is not None):
        return (yield)


@contextmanager
def _place(*, alone: bool) -> Generator[None]:
    folder = os.environ.get(FOLDER)
    if not folder or sys.platform == "win32":
        yield
        return
    import fcntl

    with contextlib.ExitStack() as stack:
        door, room = (stack.enter_context(Path(folder, name).open("ab")).fileno() for name in ("door", "room"))
        # Whoever wants the room alone stands in the door meanwhile, so that nobody new comes in.
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield
