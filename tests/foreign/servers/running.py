"""Starts a server of other hands on a free port, waits until it answers, and ends it with all that it started."""

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from tests.foreign.needs import NotToBeHadError
from tests.rig.patience import PROGRAM

POLL = 0.1
LAST_WORDS = 200


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def running(
    command: Sequence[str], port: int, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Generator[None]:
    """Listening when this is entered. Raises NotToBeHadError with its last words where it ends before."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, port, log.fileno())
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int, log: int) -> None:
    """Nothing tells when a foreign program listens, so its port is tried."""
    end = time.monotonic() + PROGRAM
    while time.monotonic() < end:
        if process.poll() is not None:
            raise NotToBeHadError(f"it ends at its start: {_last_words(log)}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), POLL):
            return
        time.sleep(POLL)
    raise NotToBeHadError("it does not listen")


def _last_words(log: int) -> str:
    size = os.lseek(log, 0, os.SEEK_END)
    os.lseek(log, max(0, size - LAST_WORDS), os.SEEK_SET)
    return " ".join(os.read(log, LAST_WORDS).decode("utf-8", "replace").split())
