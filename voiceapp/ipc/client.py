"""Calls the running app at the address that it left in its data folder. Imports next to nothing."""

import socket
import sys
from collections.abc import Iterator

from voiceapp.core.sentence import Sentence
from voiceapp.ipc.told import NO_ANSWER
from voiceapp.settings.paths import Paths
from voiceapp.storage.instance_lock import InstanceLock

PATIENCE = 5.0


class NotRunningError(OSError):
    """The app is not running, because nobody answers."""


class RunningAppCall:
    """One question to the running app. Raises NotRunningError."""

    def __init__(self, question: str, paths: Paths | None = None) -> None:
        holder = InstanceLock((paths or Paths.find()).data).holder()
        if holder is None or not holder.address:
            raise NotRunningError(Sentence("voiceapp is not running: open it first."))
        kind, _, place = holder.address.partition(":")
        try:
            self._socket, word = _connected(kind, place)
            self._socket.sendall(f"{word}{question}\n".encode())
        except OSError as error:
            raise NotRunningError(NO_ANSWER) from error
        self._left = b""

    def answer(self) -> str:
        """The first line of the answer."""
        self._socket.settimeout(PATIENCE)
        try:
            return next(self.lines(), "")
        except TimeoutError:
            raise NotRunningError(NO_ANSWER) from None

    def lines(self) -> Iterator[str]:
        """Yields lines until the app has finished."""
        while True:
            line, end, rest = self._left.partition(b"\n")
            if end:
                self._left = rest
                yield line.decode("utf-8", "replace")
                continue
            piece = self._socket.recv(65_536)
            if not piece:
                return
            self._left += piece

    def patient(self) -> None:
        """Wait for answers without a time limit from now on."""
        self._socket.settimeout(None)

    def send_line(self, line: str) -> None:
        self._socket.sendall(line.encode() + b"\n")

    def close(self) -> None:
        self._socket.close()


def bring_to_front(paths: Paths) -> bool:
    """Ask the running copy to show its window. False: none is running, or it has no window."""
    try:
        call = RunningAppCall("show", paths)
        try:
            return call.answer() == "shown"
        finally:
            call.close()
    except OSError:
        return False


def _connected(kind: str, place: str) -> tuple[socket.socket, str]:
    if kind == "tcp":
        port, _, word = place.partition(":")
        return socket.create_connection(("127.0.0.1", int(port)), PATIENCE), f"{word} "
    if sys.platform == "win32":
        raise NotRunningError("voiceapp does not answer: close it and open it again.")
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.settimeout(PATIENCE)
        made.connect(place)
    except OSError:
        made.close()
        raise
    return made, ""
