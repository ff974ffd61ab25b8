"""Types on a keyboard that the desktop lends through the RemoteDesktop portal, for Wayland desktops without a virtual
keyboard.

The desktop asks the person once; its token is stored so that it need not ask again. Tried against a stand-in for the
portal that follows its description, but not with a real desktop.
"""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from Xlib import XK

from voiceapp.desktop.dbus import BusError
from voiceapp.desktop.portal import Portal, PortalError
from voiceapp.desktop.x11.keyboard import keysym_of, typable

REMOTE_DESKTOP = "org.freedesktop.portal.RemoteDesktop"
WAIT_FOR_PERSON = 60.0
_KEYBOARD = 1
_UNTIL_TAKEN_BACK = 2
_DOWN, _UP = 1, 0
OWNER_ONLY = 0o600


class PortalKeyboard:
    """Used by one thread. Every method may raise PortalError."""

    def __init__(self, token_file: Path | None = None, bus: str = "SESSION") -> None:
        self._token_file = token_file
        self._portal = Portal(bus)
        self._session = ""

    def start(self) -> None:
        """Request the keyboard if that has not been done."""
        if self._session:
            return
        session = self._portal.create_session(REMOTE_DESKTOP)
        wishes: dict[str, tuple[str, object]] = {
            "types": ("u", _KEYBOARD),
            "persist_mode": ("u", _UNTIL_TAKEN_BACK),
        }
        token = self._token()
        if token:
            wishes["restore_token"] = ("s", token)
        self._portal.request(REMOTE_DESKTOP, "SelectDevices", "o", (session,), wishes)
        given = self._portal.request(REMOTE_DESKTOP, "Start", "os", (session, ""), {}, patience=WAIT_FOR_PERSON)
        devices = given.get("devices")
        if not isinstance(devices, int) or not devices & _KEYBOARD:
            raise PortalError("no keyboard was given")
        self._session = session
        self._keep_token(str(given.get("restore_token", "")))

    def type(self, text: str) -> None:
        self.start()
        for character in typable(text):
            self._tap(keysym_of(character))

    def erase(self, count: int) -> None:
        self.start()
        for _ in range(count):
            self._tap(keysym_of("\b"))

    def press(self, key: str, *held: str) -> None:
        """Press a key by its X name with others held, as in press("v", "Control_L")."""
        self.start()
        codes = [XK.string_to_keysym(name) for name in held]
        for code in codes:
            self._send(code, _DOWN)
        self._tap(XK.string_to_keysym(key))
        for code in reversed(codes):
            self._send(code, _UP)

    def close(self) -> None:
        self._end_session()
        with contextlib.suppress(OSError):
            self._portal.close()

    def _end_session(self) -> None:
        """With it, the desktop lets go of the keys that are still down."""
        session, self._session = self._session, ""
        if session:
            with contextlib.suppress(OSError):
                self._portal.close_session(session)

    def _tap(self, keysym: int) -> None:
        for state in (_DOWN, _UP):
            self._send(keysym, state)

    def _send(self, keysym: int, state: int) -> None:
        body = (self._session, dict[str, tuple[str, object]](), keysym, state)
        try:
            self._portal.call(REMOTE_DESKTOP, "NotifyKeyboardKeysym", "oa{sv}iu", body)
        except BusError as error:
            self._end_session()
            raise PortalError(str(error)) from error

    def _token(self) -> str:
        if self._token_file is None:
            return ""
        with contextlib.suppress(OSError):
            return self._token_file.read_text(encoding="utf-8").strip()
        return ""

    def _keep_token(self, token: str) -> None:
        if self._token_file is None or not token:
            return
        with contextlib.suppress(OSError):
            descriptor = os.open(self._token_file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, OWNER_ONLY)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(token)


def open_portal_keyboard(environ: Mapping[str, str], token_file: Path | None) -> PortalKeyboard | None:
    """Returns None if there is no portal."""
    address = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if not address:
        return None
    try:
        return PortalKeyboard(token_file, address)
    except PortalError:
        return None
