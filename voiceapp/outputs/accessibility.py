"""What programs tell of the field that has the keyboard, over AT-SPI: the text around the cursor, and passwords.

Nothing is started for it, and a program that takes long is not waited for: what is not known soon is unknown.
"""

import contextlib
import os
import threading
import time
from collections.abc import Mapping, Sequence
from typing import cast

from voiceapp.bus import Bus, BusError
from voiceapp.outputs.context import Context

A11Y = "org.a11y.atspi"
ROOT = "/org/a11y/atspi/accessible/root"
PATIENCE = 0.25
"""Seconds for one look, all in all."""
AROUND = 200
"""Characters that are read on each side of the cursor."""
MOST_NODES = 400
_PASSWORD_TEXT, _TERMINAL = 40, 60
_FOCUSED, _ACTIVE, _SHOWING = 12, 1, 25
_ALL, _ANY = 1, 2
Node = tuple[str, str]


class Accessibility:
    """Meets `TextContext`. May be asked from any thread."""

    def __init__(self, environ: Mapping[str, str] | None = None, patience: float = PATIENCE) -> None:
        environ = os.environ if environ is None else environ
        self._patience = patience
        self._session = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
        self._lock = threading.Lock()
        self._bus: Bus | None = None
        self._tried_at = 0.0

    def read(self, pid: int) -> Context:
        if not pid or not self._lock.acquire(timeout=self._patience):
            return Context()
        try:
            bus = self._connected()
            return Context() if bus is None else _read(bus, pid, time.monotonic() + self._patience)
        except BusError:
            self._forget()
            return Context()
        finally:
            self._lock.release()

    def close(self) -> None:
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        bus, self._bus = self._bus, None
        if bus is not None:
            with contextlib.suppress(OSError):
                bus.close()

    def _connected(self) -> Bus | None:
        """The accessibility bus, where there is one already."""
        now = time.monotonic()
        if self._bus is None and self._session and now - self._tried_at > 5.0:
            self._tried_at = now
            session = Bus(self._session)
            try:
                if session.has_owner("org.a11y.Bus"):
                    (address,) = session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
                    self._bus = Bus(str(address))
            finally:
                session.close()
        return self._bus


def _read(bus: Bus, pid: int, end: float) -> Context:
    field = _focused_of(bus, pid, end)
    if field is None:
        return Context()
    (role,) = bus.call(*field, f"{A11Y}.Accessible", "GetRole")
    if role == _PASSWORD_TEXT:
        return Context(secret=True)
    terminal = role == _TERMINAL
    text = f"{A11Y}.Text"
    try:
        caret = cast("int", bus.property(*field, text, "CaretOffset"))
        length = cast("int", bus.property(*field, text, "CharacterCount"))
        if caret < 0:
            return Context(terminal=terminal)
        (before,) = bus.call(*field, text, "GetText", "ii", (max(0, caret - AROUND), caret))
        (after,) = bus.call(*field, text, "GetText", "ii", (caret, min(length, caret + AROUND)))
    except BusError:
        return Context(terminal=terminal)  # It has no text, or tells none.
    return Context(str(before), str(after), terminal=terminal)


def _focused_of(bus: Bus, pid: int, end: float) -> Node | None:
    """The widget of that process that has the keyboard."""
    for name, path in _children(bus, f"{A11Y}.Registry", ROOT):
        if time.monotonic() > end:
            return None
        with contextlib.suppress(BusError):
            if bus.pid_of(name) == pid:
                return _match(bus, (name, path)) or _search(bus, (name, path), end)
    return None


def _match(bus: Bus, application: Node) -> Node | None:
    """Some toolkits find it by themselves."""
    rule: tuple[object, ...] = ([1 << _FOCUSED, 0], _ALL, {}, _ALL, [], _ANY, [], _ANY, False)
    with contextlib.suppress(BusError):
        signature = "(aiia{ss}iaiiasib)uib"
        (found,) = bus.call(*application, f"{A11Y}.Collection", "GetMatches", signature, (rule, 1, 1, True))
        matches = cast("Sequence[Node]", found)
        return matches[0] if matches else None
    return None


def _search(bus: Bus, application: Node, end: float) -> Node | None:
    """The others are walked through, the showing parts only."""
    waiting = list(_children(bus, *application))
    for _ in range(MOST_NODES):
        if not waiting or time.monotonic() > end:
            return None
        node = waiting.pop()
        with contextlib.suppress(BusError):
            (states,) = bus.call(*node, f"{A11Y}.Accessible", "GetState")
            if _has(states, _FOCUSED):
                return node
            if _has(states, _SHOWING) or _has(states, _ACTIVE):
                waiting += _children(bus, *node)
    return None


def _children(bus: Bus, name: str, path: str) -> Sequence[Node]:
    (found,) = bus.call(name, path, f"{A11Y}.Accessible", "GetChildren")
    return cast("Sequence[Node]", found)


def _has(states: object, state: int) -> bool:
    words = cast("Sequence[int]", states)
    return len(words) > state // 32 and bool(words[state // 32] >> state % 32 & 1)
