"""Reads lines as they are typed, until the person leaves."""

import contextlib
import io
import os
import select
import signal
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager

_PIECE = 4096


def typed_lines() -> Iterator[str]:
    """Yields lines from standard input, on the main thread. A signal ends the wait at once, whenever it comes.

    A plain read does not guarantee that: a signal that comes a moment before the read begins is noticed only when
    next line has been typed, and Ctrl+C would seem to do nothing.
    """
    try:
        source = sys.stdin.fileno()
    except (io.UnsupportedOperation, ValueError):
        source = -1
    if source < 0 or sys.platform == "win32":
        yield from sys.stdin
    else:
        yield from _lines_of(source)


def _lines_of(source: int) -> Iterator[str]:
    left = b""
    with _noticed() as noticed:
        while True:
            ready, _, _ = select.select([source, noticed], [], [])
            if source not in ready:
                os.read(noticed, _PIECE)
                continue
            piece = os.read(source, _PIECE)
            *lines, left = (left + piece).split(b"\n")
            for line in lines:
                yield line.decode("utf-8", "replace")
            if not piece:
                if left:
                    yield left.decode("utf-8", "replace")
                return


@contextmanager
def _noticed() -> Generator[int]:
    """Returns what can be read when a signal came."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    before = signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    try:
        yield read
    finally:
        with contextlib.suppress(ValueError):
            signal.set_wakeup_fd(before)
        os.close(read)
        os.close(write)
