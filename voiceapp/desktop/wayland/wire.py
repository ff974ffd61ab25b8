"""Speaks Wayland's protocol over its socket: requests go out, events are handed to the objects that they are for.

For one thread. Every method may raise WaylandError.
"""

import array
import os
import select
import socket
import struct
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE = 5.0
_DISPLAY, _REGISTRY = 1, 2
_MOST_DESCRIPTORS = 16
_HEAD = struct.Struct("=IHH")
_NUMBER = struct.Struct("=I")


class WaylandError(OSError):
    """There is no compositor, it is gone, or it refuses."""


class EventReader:
    """Takes the arguments of an event, one after the other."""

    def __init__(self, data: bytes, descriptors: deque[int]) -> None:
        self._data = data
        self._at = 0
        self._descriptors = descriptors

    def number(self) -> int:
        (value,) = _NUMBER.unpack_from(self._data, self._at)
        self._at += 4
        return int(value)

    def text(self) -> str:
        length = self.number()
        found = self._data[self._at : self._at + max(0, length - 1)]
        self._at += -(-length // 4) * 4
        return found.decode("utf-8", "replace")

    def descriptor(self) -> int:
        try:
            return self._descriptors.popleft()
        except IndexError:
            raise WaylandError("an event came without its file") from None


Handler = Callable[[int, EventReader], None]
"""Given the number of the event within its interface."""


def text(value: str) -> bytes:
    """A text as an argument."""
    data = value.encode() + b"\0"
    return _NUMBER.pack(len(data)) + data + bytes(-len(data) % 4)


def number(value: int) -> bytes:
    return _NUMBER.pack(value & 0xFFFF_FFFF)


class WaylandConnection:
    def __init__(self, environ: Mapping[str, str]) -> None:
        name, folder = environ.get("WAYLAND_DISPLAY", ""), environ.get("XDG_RUNTIME_DIR", "")
        if not name:
            raise WaylandError("there is no Wayland desktop")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.socket.settimeout(PATIENCE)
            self.socket.connect(str(Path(folder) / name))
        except (OSError, ValueError) as error:
            self.socket.close()
            raise WaylandError("the Wayland desktop doesn't answer") from error
        self._next_id = _REGISTRY + 1
        self._handlers: dict[int, Handler] = {_DISPLAY: self._told_by_display, _REGISTRY: self._told_by_registry}
        self._come = b""
        self._descriptors: deque[int] = deque()
        self._globals: dict[str, tuple[int, int]] = {}
        try:
            self.send(_DISPLAY, 1, number(_REGISTRY))
            self.roundtrip()
        except WaylandError:
            self.close()
            raise

    def close(self) -> None:
        for descriptor in self._descriptors:
            os.close(descriptor)
        self._descriptors.clear()
        self.socket.close()

    # --- objects

    def new_id(self, handler: Handler | None = None) -> int:
        made = self._next_id
        self._next_id += 1
        if handler is not None:
            self._handlers[made] = handler
        return made

    def handle(self, object_id: int, handler: Handler) -> None:
        """Hands the events of an object that the compositor made to this."""
        self._handlers[object_id] = handler

    def forget(self, object_id: int) -> None:
        self._handlers.pop(object_id, None)

    def offers(self, interface: str) -> bool:
        return interface in self._globals

    def bind(self, interface: str, version: int, handler: Handler | None = None) -> int:
        if interface not in self._globals:
            raise WaylandError(f"this desktop has no {interface}")
        name, offered = self._globals[interface]
        made = self.new_id(handler)
        self.send(_REGISTRY, 0, number(name), text(interface), number(min(version, offered)), number(made))
        return made

    # --- messages

    def send(self, object_id: int, request: int, *arguments: bytes, descriptors: tuple[int, ...] = ()) -> None:
        body = b"".join(arguments)
        message = _HEAD.pack(object_id, request, _HEAD.size + len(body)) + body
        try:
            if descriptors:
                socket.send_fds(self.socket, [message], list(descriptors))
            else:
                self.socket.sendall(message)
        except OSError as error:
            raise WaylandError("the Wayland desktop is gone") from error

    def roundtrip(self, patience: float = PATIENCE) -> None:
        """Wait until the compositor has carried out everything so far."""
        over: list[int] = []

        def done(_event: int, _reader: EventReader) -> None:
            over.append(1)

        self.send(_DISPLAY, 0, number(self.new_id(done)))
        end = time.monotonic() + patience
        while not over:
            if not self.dispatch(max(0.0, end - time.monotonic())):
                raise WaylandError("the Wayland desktop doesn't answer")

    def dispatch(self, patience: float = 0.0) -> bool:
        """Hand on what has come. False: nothing came in time."""
        if not select.select([self.socket], [], [], patience)[0]:
            return False
        try:
            data, ancillary, _, _ = self.socket.recvmsg(65536, socket.CMSG_SPACE(_MOST_DESCRIPTORS * 4))
        except OSError as error:
            raise WaylandError("the Wayland desktop is gone") from error
        if not data:
            raise WaylandError("the Wayland desktop is gone")
        for level, kind, content in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                found = array.array("i")
                found.frombytes(content[: len(content) - len(content) % found.itemsize])
                self._descriptors.extend(found)
        self._come += data
        while len(self._come) >= _HEAD.size:
            object_id, event, size = _HEAD.unpack_from(self._come)
            if len(self._come) < size:
                break
            body, self._come = self._come[_HEAD.size : size], self._come[size:]
            handler = self._handlers.get(object_id)
            if handler is not None:
                handler(event, EventReader(body, self._descriptors))
        return True

    def _told_by_display(self, event: int, reader: EventReader) -> None:
        if event == 0:
            reader.number()
            reader.number()
            raise WaylandError(reader.text())
        self._handlers.pop(reader.number(), None)

    def _told_by_registry(self, event: int, reader: EventReader) -> None:
        name = reader.number()
        if event == 0:
            interface = reader.text()
            self._globals.setdefault(interface, (name, reader.number()))
            return
        self._globals = {each: told for each, told in self._globals.items() if told[0] != name}
