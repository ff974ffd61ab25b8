"""Lines from standard input, and signals that come whenever they like."""

import signal
import subprocess
import sys

import pytest

from tests.rig.patience import PROGRAM

READER = """
import signal, sys
from voiceapp.cli.typed_lines import typed_lines
signal.signal(signal.SIGTERM, signal.default_int_handler)
try:
    print("ready", flush=True)
    for line in typed_lines():
        print(repr(line), flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
UNSEEN = """
import signal, threading
from voiceapp.cli.typed_lines import typed_lines
signal.signal(signal.SIGTERM, signal.default_int_handler)
def elsewhere():
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
try:
    threading.Thread(target=elsewhere, daemon=True).start()
    next(typed_lines(), None)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def reader(code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_lines_come_as_they_are_typed_and_the_last_one_needs_no_end() -> None:
    with reader(READER) as process:
        told, _ = process.communicate("one\nzwei größer\n\nlast", timeout=PROGRAM)
    assert told.splitlines() == ["ready", "'one'", "'zwei größer'", "''", "'last'"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_signal_ends_the_wait() -> None:
    with reader(READER) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "interrupted\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_a_signal_that_does_not_interrupt_the_wait_itself_ends_it_too() -> None:
    """As one that comes a moment before: here another thread gets it, so that no call of this one is cut short."""
    with reader(UNSEEN) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "interrupted\n"
