"""Asks the desktop's portals over D-Bus: a request goes out, and a signal answers it when the person has decided."""

import contextlib
import secrets
import socket
import time
from collections.abc import Callable, Mapping
from typing import cast

from voiceapp.desktop.dbus import Bus, BusError, DBusMessage, HeaderFields, MatchRule, MessageType

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
APP_ID = "io.github.voiceapp.voiceapp"
Options = Mapping[str, tuple[str, object]]
Signal = Callable[[tuple[object, ...]], None]


class PortalError(OSError):
    """The portal is not there, or refuses."""


class Portal:
    """One connection, for one thread. Every method may raise PortalError."""

    def __init__(self, bus: str = "SESSION") -> None:
        try:
            self._bus = Bus(bus)
        except BusError as error:
            raise PortalError(str(error)) from error
        self._signals: dict[tuple[str, str], Signal] = {}
        # Newer portals want to know which app is asking; older ones do not have this method.
        with contextlib.suppress(BusError):
            self._bus.call(NAME, PATH, "org.freedesktop.host.portal.Registry", "Register", "sa{sv}", (APP_ID, {}))

    @property
    def socket(self) -> socket.socket:
        return self._bus.socket

    def close(self) -> None:
        self._bus.close()

    # --- asking

    def call(self, interface: str, method: str, signature: str, body: tuple[object, ...]) -> tuple[object, ...]:
        """Makes a call that needs no permission. Raises BusError."""
        return self._bus.call(NAME, PATH, interface, method, signature, body)

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
        """Makes a call that the person may have to allow. `options` goes last. Answers with the results."""
        token = f"voiceapp{secrets.token_hex(6)}"
        sender = self._bus.name.removeprefix(":").replace(".", "_")
        path = f"{PATH}/request/{sender}/{token}"
        rule = MatchRule(type="signal", interface="org.freedesktop.portal.Request", member="Response", path=path)
        whole = (*body, {**options, "handle_token": ("s", token)})
        try:
            # Listening must begin before the request is sent, because the answer may come before the call returns.
            self._bus.subscribe(rule)
            self._bus.call(NAME, PATH, interface, method, f"{signature}a{{sv}}", whole)
            code, results = cast("tuple[int, dict[str, tuple[str, object]]]", self._await(path, patience))
        except BusError as error:
            raise PortalError(str(error)) from error
        if code:
            raise PortalError("it was not allowed")
        return {name: value for name, (_, value) in results.items()}

    def create_session(self, interface: str, patience: float = 10.0) -> str:
        results = self.open_session(interface, f"voiceapp{secrets.token_hex(6)}", {}, patience)
        return str(results.get("session_handle", ""))

    def open_session(self, interface: str, token: str, options: Options, patience: float) -> dict[str, object]:
        """Answers with `session_handle`, and with whatever else this portal tells of a session."""
        wishes: Options = {**options, "session_handle_token": ("s", token)}
        return self.request(interface, "CreateSession", "", (), wishes, patience=patience)

    def close_session(self, session: str) -> None:
        self._bus.call_without_reply(NAME, session, "org.freedesktop.portal.Session", "Close")

    # --- signals

    def subscribe(self, interface: str, member: str, told: Signal) -> None:
        self._signals[interface, member] = told
        self._bus.subscribe(MatchRule(type="signal", interface=interface, member=member, path=PATH))

    def take_signals(self) -> None:
        """Passes on what has come; never waits."""
        while self._bus.receive(0):
            pass
        while self._bus.come:
            self._hand_on(self._bus.come.popleft())

    def _await(self, path: str, patience: float) -> tuple[object, ...]:
        end = time.monotonic() + patience
        while True:
            while self._bus.come:
                message = self._bus.come.popleft()
                fields = message.header.fields
                if fields.get(HeaderFields.member) == "Response" and fields.get(HeaderFields.path) == path:
                    return message.body
                self._hand_on(message)
            if not self._bus.receive(max(0.0, end - time.monotonic())):
                raise PortalError("nobody has answered its question")

    def _hand_on(self, message: DBusMessage) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            interface, member = str(fields.get(HeaderFields.interface)), str(fields.get(HeaderFields.member))
            told = self._signals.get((interface, member))
            if told is not None:
                told(message.body)
