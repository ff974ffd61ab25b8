"""Serves other programs over a socket that only its owner may open, one question per line.

The address is in the lock file of the data folder. On Windows, where such sockets are rare, it is a local port
with a secret word that only readers of the lock file know (written with care; not tried there).
"""

import contextlib
import logging
import os
import secrets
import select
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from voiceapp.ipc.told import NOT_KNOWN, refusal
from voiceapp.settings.paths import make_private_folder

log = logging.getLogger(__name__)

LONGEST_PATH = 100
"""The longest address of a socket that every system accepts."""
LONGEST_LINE = 4096
PATIENCE = 5.0
"""Seconds that a caller has for sending its question."""


class Caller:
    """The calling program, as its handler sees it."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send_line(self, line: str) -> bool:
        """Send a line. False: the caller is gone, or does not read."""
        try:
            self._connection.sendall(line.encode() + b"\n")
        except OSError:
            return False
        return True

    @property
    def is_gone(self) -> bool:
        """Says whether it has hung up."""
        readable, _, _ = select.select([self._connection], [], [], 0)
        try:
            return bool(readable) and not self._connection.recv(LONGEST_LINE)
        except OSError:
            return True


Answer = Callable[[list[str], Caller], None]


class CommandServer:
    """`answers` maps each first word to its handler. Each caller gets a thread of its own."""

    def __init__(self, folder: Path, answers: Mapping[str, Answer]) -> None:
        self._answers = dict(answers)
        self._word = ""
        self._own_folder: Path | None = None
        self._path: Path | None = None
        if sys.platform == "win32":
            self._socket = socket.create_server(("127.0.0.1", 0))
            self._word = secrets.token_hex(16)
            self.address = f"tcp:{self._socket.getsockname()[1]}:{self._word}"
        else:
            self._path = self._place(folder)
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            # Only the owner may enter the folder, so nobody can connect between binding and setting the mode.
            self._socket.bind(str(self._path))
            self._path.chmod(0o600)
            self._socket.listen(8)
            self.address = f"unix:{self._path}"
        self._open = True
        self._thread = threading.Thread(target=self._receive, name="commands", daemon=True)
        self._thread.start()

    def _place(self, folder: Path) -> Path:
        path = folder / "voiceapp.sock"
        if len(os.fsencode(path)) > LONGEST_PATH:
            self._own_folder = Path(tempfile.mkdtemp(prefix="voiceapp-"))
            path = self._own_folder / "socket"
        else:
            make_private_folder(folder)
            path.unlink(missing_ok=True)
        return path

    def close(self) -> None:
        if not self._open:
            return
        self._open = False
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(PATIENCE)
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        if self._own_folder is not None:
            with contextlib.suppress(OSError):
                self._own_folder.rmdir()

    def _receive(self) -> None:
        while self._open:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller,), name="caller", daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with caller:
            try:
                caller.settimeout(PATIENCE)
                if not self._is_owner(caller):
                    return
                words = _read_line(caller).split()
                if self._word and words[:1] != [self._word]:
                    return
                words = words[1:] if self._word else words
                answer = self._answers.get(words[0]) if words else None
                if answer is None:
                    Caller(caller).send_line(refusal(NOT_KNOWN))
                else:
                    answer(words[1:], Caller(caller))
            except OSError:
                return
            except Exception:  # the thread's boundary
                log.exception("a caller could not be answered")

    @staticmethod
    def _is_owner(caller: socket.socket) -> bool:
        """Checks the caller's identity with the system, if it tells."""
        if not hasattr(socket, "SO_PEERCRED"):
            return True
        credentials = caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        user = int.from_bytes(credentials[4:8], sys.byteorder)
        return user in (os.getuid(), 0)


def _read_line(caller: socket.socket) -> str:
    data = b""
    while not data.endswith(b"\n") and len(data) < LONGEST_LINE:
        piece = caller.recv(LONGEST_LINE)
        if not piece:
            break
        data += piece
    return data.decode("utf-8", "replace").partition("\n")[0]
