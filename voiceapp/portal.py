"""The desktop's portals over D-Bus: a request goes out, the answer comes as a signal when the person has decided."""

import secrets
import socket
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Protocol, cast

import jeepney
from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType
from jeepney.io import blocking
from jeepney.wrappers import DBusErrorResponse

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
APP_ID = "io.github.voiceapp.voiceapp"
MOST_WAITING = 500
Options = Mapping[str, tuple[str, object]]
Signal = Callable[[tuple[object, ...]], None]


class _Header(Protocol):
    message_type: MessageType
    fields: Mapping[HeaderFields, object]


class _Message(Protocol):
    header: _Header
    body: tuple[object, ...]


class _Bus(Protocol):
    """A connection, as far as it is used here: the library's own types say less."""

    unique_name: str
    sock: socket.socket

    def send(self, message: object) -> None: ...
    def send_and_get_reply(self, message: object, *, timeout: float) -> _Message: ...
    def recv_messages(self, *, timeout: float) -> None: ...
    def filter(self, rule: MatchRule, *, queue: deque[_Message]) -> object: ...
    def close(self) -> None: ...


_open_bus = cast("Callable[[str], _Bus]", blocking.open_dbus_connection)
_method_call = cast("Callable[..., object]", jeepney.new_method_call)  # pyright: ignore[reportUnknownMemberType]
_add_match = cast("Callable[[MatchRule], object]", jeepney.message_bus.AddMatch)  # pyright: ignore[reportUnknownMemberType]


class PortalError(OSError):
    """The portal is not there, or says no."""


class Portal:
    """One connection, for one thread. Raises PortalError."""

    def __init__(self, bus: str = "SESSION") -> None:
        try:
            self._connection = _open_bus(bus)
        except (OSError, KeyError, ValueError, DBusErrorResponse) as error:
            raise PortalError("there is no session bus") from error
        self._come: deque[_Message] = deque(maxlen=MOST_WAITING)
        # Kept for as long as the connection: what comes while an answer is awaited waits here.
        self._all_signals = self._connection.filter(MatchRule(type="signal"), queue=self._come)
        self._signals: dict[tuple[str, str], Signal] = {}
        self._name = self._connection.unique_name
        self._register()

    @property
    def socket(self) -> socket.socket:
        return self._connection.sock

    def close(self) -> None:
        self._connection.close()

    def _register(self) -> None:
        """Newer portals want to know which app asks; older ones do not know the question."""
        at = DBusAddress(PATH, NAME, "org.freedesktop.host.portal.Registry")
        message = _method_call(at, "Register", "sa{sv}", (APP_ID, {}))
        try:
            self._connection.send_and_get_reply(message, timeout=2.0)
        except (OSError, TimeoutError) as error:
            raise PortalError("the session bus does not answer") from error

    # --- asking

    def call(self, interface: str, method: str, signature: str, body: tuple[object, ...]) -> tuple[object, ...]:
        """A call that answers at once."""
        at = DBusAddress(PATH, NAME, interface)
        try:
            reply = self._connection.send_and_get_reply(_method_call(at, method, signature, body), timeout=10.0)
        except (OSError, TimeoutError) as error:
            raise PortalError("the session bus does not answer") from error
        if reply.header.message_type is MessageType.error:
            raise PortalError("the portal is not there or refuses")
        return reply.body

    def request(
        self,
        interface: str,
        method: str,
        signature: str,
        body: tuple[object, ...],
        options: Options,
        *,
        patience: float = 10.0,
    ) -> dict[str, object]:
        """A call that the person may have to allow. `options` goes last. Answers with the results."""
        token = f"voiceapp{secrets.token_hex(6)}"
        sender = self._name.removeprefix(":").replace(".", "_")
        path = f"{PATH}/request/{sender}/{token}"
        # Listening begins before the question is asked: the answer may come before the call returns.
        rule = MatchRule(type="signal", interface="org.freedesktop.portal.Request", member="Response", path=path)
        self._match(rule)
        whole = (*body, {**options, "handle_token": ("s", token)})
        self.call(interface, method, f"{signature}a{{sv}}", whole)
        code, results = cast("tuple[int, dict[str, tuple[str, object]]]", self._await(path, patience))
        if code:
            raise PortalError("it was not allowed")
        return {name: value for name, (_, value) in results.items()}

    def create_session(self, interface: str, patience: float = 10.0) -> str:
        token = ("s", f"voiceapp{secrets.token_hex(6)}")
        results = self.request(interface, "CreateSession", "", (), {"session_handle_token": token}, patience=patience)
        return str(results.get("session_handle", ""))

    def close_session(self, session: str) -> None:
        at = DBusAddress(session, NAME, "org.freedesktop.portal.Session")
        self._connection.send(_method_call(at, "Close"))

    # --- signals

    def on(self, interface: str, member: str, told: Signal) -> None:
        self._signals[interface, member] = told
        self._match(MatchRule(type="signal", interface=interface, member=member, path=PATH))

    def take_signals(self) -> None:
        """Hand on what has come; never waits."""
        while True:
            try:
                self._connection.recv_messages(timeout=0)
            except TimeoutError:
                break
        while self._come:
            self._hand_on(self._come.popleft())

    def _match(self, rule: MatchRule) -> None:
        try:
            self._connection.send_and_get_reply(_add_match(rule), timeout=10.0)
        except (OSError, TimeoutError) as error:
            raise PortalError("the session bus does not answer") from error

    def _await(self, path: str, patience: float) -> tuple[object, ...]:
        end = time.monotonic() + patience
        while True:
            while self._come:
                message = self._come.popleft()
                if _is_signal(message, "Response") and message.header.fields.get(HeaderFields.path) == path:
                    return message.body
                self._hand_on(message)
            try:
                self._connection.recv_messages(timeout=max(0.0, end - time.monotonic()))
            except TimeoutError:
                raise PortalError("nobody has answered its question") from None

    def _hand_on(self, message: _Message) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            told = self._signals.get((str(fields.get(HeaderFields.interface)), str(fields.get(HeaderFields.member))))
            if told is not None:
                told(message.body)


def _is_signal(message: _Message, member: str) -> bool:
    header = message.header
    return header.message_type is MessageType.signal and header.fields.get(HeaderFields.member) == member
