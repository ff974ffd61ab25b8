"""Speaks D-Bus as far as it is needed here: blocking calls, and signals that are queued until they are taken."""

import socket
from collections import deque
from collections.abc import Callable, Mapping
from typing import Protocol, cast

import jeepney
from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType
from jeepney.io import blocking

MOST_WAITING = 500
PATIENCE = 10.0


class BusError(OSError):
    """The bus or the called service does not answer, or refuses."""


class Header(Protocol):
    message_type: MessageType
    fields: Mapping[HeaderFields, object]


class DBusMessage(Protocol):
    header: Header
    body: tuple[object, ...]


class _Connection(Protocol):
    """Describes what the library's own types leave open."""

    unique_name: str
    sock: socket.socket

    def send(self, message: object) -> None: ...
    def send_and_get_reply(self, message: object, *, timeout: float) -> DBusMessage: ...
    def recv_messages(self, *, timeout: float) -> None: ...
    def filter(self, rule: MatchRule, *, queue: deque[DBusMessage]) -> object: ...
    def close(self) -> None: ...


_open_bus = cast("Callable[[str], _Connection]", blocking.open_dbus_connection)
_method_call = cast("Callable[..., object]", jeepney.new_method_call)  # pyright: ignore[reportUnknownMemberType]
_add_match = cast("Callable[[MatchRule], object]", jeepney.message_bus.AddMatch)  # pyright: ignore[reportUnknownMemberType]


class Bus:
    """A connection for use in one thread. Every method may raise BusError."""

    def __init__(self, address: str = "SESSION", patience: float = PATIENCE) -> None:
        """`patience`: seconds to wait for each answer."""
        self._patience = patience
        try:
            self._connection = _open_bus(address)
        except (OSError, KeyError, ValueError, TypeError, jeepney.DBusErrorResponse) as error:
            raise BusError("there is no session bus") from error
        self.name = self._connection.unique_name
        self.come: deque[DBusMessage] = deque(maxlen=MOST_WAITING)
        # Kept as long as the connection: messages that arrive while an answer is awaited are queued here.
        self._all_signals = self._connection.filter(MatchRule(type="signal"), queue=self.come)

    @property
    def socket(self) -> socket.socket:
        return self._connection.sock

    def close(self) -> None:
        self._connection.close()

    def call(
        self, name: str, path: str, interface: str, method: str, signature: str | None = None,
        body: tuple[object, ...] = (),
    ) -> tuple[object, ...]:  # fmt: skip
        at = DBusAddress(path, name, interface)
        return self._answer_to(_method_call(at, method, signature, body))

    def call_without_reply(self, name: str, path: str, interface: str, method: str) -> None:
        """Make a call whose answer nobody needs."""
        self._connection.send(_method_call(DBusAddress(path, name, interface), method))

    def property(self, name: str, path: str, interface: str, wanted: str) -> object:
        body = (interface, wanted)
        (found,) = self.call(name, path, "org.freedesktop.DBus.Properties", "Get", "ss", body)
        return cast("tuple[str, object]", found)[1]

    def has_owner(self, name: str) -> bool:
        (owned,) = self._ask_bus("NameHasOwner", name)
        return bool(owned)

    def pid_of(self, name: str) -> int:
        (pid,) = self._ask_bus("GetConnectionUnixProcessID", name)
        return cast("int", pid)

    def subscribe(self, rule: MatchRule) -> None:
        """Puts matching signals into `come`."""
        self._answer_to(_add_match(rule))

    def receive(self, patience: float) -> bool:
        """Take what has come. False: nothing came in time."""
        try:
            self._connection.recv_messages(timeout=patience)
        except TimeoutError:
            return False
        except (OSError, EOFError) as error:
            raise BusError("the bus is gone") from error
        return True

    def _ask_bus(self, method: str, name: str) -> tuple[object, ...]:
        bus = "org.freedesktop.DBus"
        return self.call(bus, "/org/freedesktop/DBus", bus, method, "s", (name,))

    def _answer_to(self, message: object) -> tuple[object, ...]:
        try:
            reply = self._connection.send_and_get_reply(message, timeout=self._patience)
        except (OSError, EOFError) as error:
            raise BusError("the bus does not answer") from error
        if reply.header.message_type is MessageType.error:
            raise BusError("it is not there or refuses")
        return reply.body


__all__ = ["Bus", "BusError", "DBusAddress", "DBusMessage", "HeaderFields", "MatchRule", "MessageType"]
