"""Asks programs over AT-SPI about the field that has the keyboard: the text around the cursor, and whether it is a
password field.

Nothing is started for it, and slow programs are not waited for: what is not known soon counts as unknown.
"""

import contextlib
import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from voiceapp.desktop.dbus import Bus, BusError
from voiceapp.desktop.text_output.caret_place import caret_of
from voiceapp.desktop.text_output.cursor_context import CursorContext
from voiceapp.desktop.text_output.web_address import address_of

A11Y = "org.a11y.atspi"
ROOT = "/org/a11y/atspi/accessible/root"
PATIENCE = 0.25
"""Seconds for one lookup in total."""
AROUND = 200
"""Characters that are read on each side of the cursor."""
MOST_NODES = 400
MOST_FOCUSED = 8
_PASSWORD_TEXT, _TERMINAL = 40, 60
_FOCUSED, _ACTIVE, _SHOWING, _EDITABLE = 12, 1, 25, 7
_ALL = 1
_NOBODY = "/null"
_EMBEDDED = "\ufffc"
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

    def read(self, pid: int, title: str = "") -> CursorContext:
        if not pid or not self._lock.acquire(timeout=self._patience):
            return CursorContext()
        try:
            bus = self._connected()
            return CursorContext() if bus is None else _read(bus, pid, title, time.monotonic() + self._patience)
        except BusError:
            self._forget()
            return CursorContext()
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
        """The accessibility bus, if there is one already."""
        now = time.monotonic()
        if self._bus is None and self._session and now - self._tried_at > 5.0:
            self._tried_at = now
            session = Bus(self._session, self._patience)
            try:
                if session.has_owner("org.a11y.Bus"):
                    (address,) = session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
                    self._bus = Bus(str(address), self._patience)
            finally:
                session.close()
        return self._bus


def _read(bus: Bus, pid: int, title: str, end: float) -> CursorContext:
    application = _application(bus, pid, end)
    if application is None:
        return CursorContext()
    found = [node for top in _windows(bus, application, title) for node in _focused(bus, top, end)]
    looks = [(_look(bus, node), node) for node in found]
    # Toolkits mark more than one object as focused: containers of the field, and objects in inactive windows.
    best = max(
        looks,
        key=lambda each: (each[0].secret, each[0].terminal, each[0].before is not None, each[0].told),
        default=None,
    )
    if best is None:
        return CursorContext()
    look, field = best
    caret = None if look.secret else caret_of(bus, field)
    return replace(look, address=address_of(bus, application, field, end), caret=caret)


def _look(bus: Bus, field: Node) -> CursorContext:
    told = terminal = False
    try:
        (role,) = bus.call(*field, f"{A11Y}.Accessible", "GetRole")
        if role == _PASSWORD_TEXT:
            return CursorContext(secret=True, told=True)
        (states,) = bus.call(*field, f"{A11Y}.Accessible", "GetState")
        told, terminal = _has(states, _EDITABLE), role == _TERMINAL
        return replace(_text(bus, field), terminal=terminal)
    except BusError:
        return CursorContext(told=told, terminal=terminal)  # It has no text, or does not tell it.


def _text(bus: Bus, field: Node) -> CursorContext:
    text = f"{A11Y}.Text"
    caret = cast("int", bus.property(*field, text, "CaretOffset"))
    length = cast("int", bus.property(*field, text, "CharacterCount"))
    if caret < 0:
        return CursorContext(told=True)
    (before,) = bus.call(*field, text, "GetText", "ii", (max(0, caret - AROUND), caret))
    (after,) = bus.call(*field, text, "GetText", "ii", (caret, min(length, caret + AROUND)))
    if _EMBEDDED in (str(before)[-1:], str(after)[:1]):
        return CursorContext(told=True)  # The text is in a paragraph of its own, which is not queried.
    return CursorContext(str(before), str(after), told=True, selected=_selected(bus, field))


def _selected(bus: Bus, field: Node) -> str | None:
    text = f"{A11Y}.Text"
    with contextlib.suppress(BusError):
        (count,) = bus.call(*field, text, "GetNSelections")
        if not count:
            return ""
        start, end = bus.call(*field, text, "GetSelection", "i", (0,))
        (selected,) = bus.call(*field, text, "GetText", "ii", (start, end))
        return None if _EMBEDDED in str(selected) else str(selected)
    return None


def _application(bus: Bus, pid: int, end: float) -> Node | None:
    for name, path in _children(bus, f"{A11Y}.Registry", ROOT):
        if time.monotonic() > end:
            return None
        with contextlib.suppress(BusError):
            if bus.pid_of(name) == pid:
                return name, path
    return None


def _windows(bus: Bus, application: Node, title: str) -> Sequence[Node]:
    """Its window that has the keyboard: the active one, else the one with that title; if neither is known, all."""
    active: list[Node] = []
    named: list[Node] = []
    for top in _children(bus, *application):
        with contextlib.suppress(BusError):
            (states,) = bus.call(*top, f"{A11Y}.Accessible", "GetState")
            if _has(states, _ACTIVE):
                active.append(top)
            if title and bus.property(*top, f"{A11Y}.Accessible", "Name") == title:
                named.append(top)
    return active or named or [application]


def _focused(bus: Bus, top: Node, end: float) -> Sequence[Node]:
    return _matches(bus, top) or _search(bus, top, end)


def _matches(bus: Bus, top: Node) -> Sequence[Node]:
    """Ask the program to search, because most toolkits find such fields themselves."""
    # For empty attributes, roles and interfaces it must be "all": "any" of none would match nothing.
    rule: tuple[object, ...] = ([1 << _FOCUSED, 0], _ALL, {}, _ALL, [], _ALL, [], _ALL, False)
    with contextlib.suppress(BusError):
        signature = "(aiia{ss}iaiiasib)uib"
        (found,) = bus.call(*top, f"{A11Y}.Collection", "GetMatches", signature, (rule, 1, MOST_FOCUSED, True))
        return cast("Sequence[Node]", found)
    return ()


def _search(bus: Bus, top: Node, end: float) -> Sequence[Node]:
    """For the other toolkits, walks through the visible parts."""
    found: list[Node] = []
    waiting = [top]
    for _ in range(MOST_NODES):
        if not waiting or len(found) >= MOST_FOCUSED or time.monotonic() > end:
            break
        node = waiting.pop()
        with contextlib.suppress(BusError):
            (states,) = bus.call(*node, f"{A11Y}.Accessible", "GetState")
            if _has(states, _FOCUSED):
                found.append(node)
            if _has(states, _SHOWING) or _has(states, _ACTIVE) or node == top:
                waiting += _children(bus, *node)
    return found


def _children(bus: Bus, name: str, path: str) -> Sequence[Node]:
    (found,) = bus.call(name, path, f"{A11Y}.Accessible", "GetChildren")
    return [node for node in cast("Sequence[Node]", found) if not node[1].endswith(_NOBODY)]


def _has(states: object, state: int) -> bool:
    words = cast("Sequence[int]", states)
    return len(words) > state // 32 and bool(words[state // 32] >> state % 32 & 1)
