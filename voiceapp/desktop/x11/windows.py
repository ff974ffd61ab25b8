"""Tells which window has the keyboard, and which program it belongs to."""

import contextlib
import select
import time
from dataclasses import dataclass
from enum import Enum, auto

from Xlib import X, Xatom, error
from Xlib.display import Display
from Xlib.protocol.event import ClientMessage
from Xlib.xobject.drawable import Window

from voiceapp.desktop.x11.window_picker import picked

_DEPTH = 12
_ANSWERS = X.SubstructureNotifyMask | X.StructureNotifyMask
"""The masks that an answer to a ping may carry besides the window manager's own: GTK and most others
use the first, Qt uses the second."""
PING_PATIENCE = 10.0
"""Seconds until a program that has not processed its keys counts as hanging; window managers wait about as long."""


@dataclass(frozen=True, slots=True)
class Focused:
    window: int
    """The top-level window."""
    inner: int
    """The window that gets the keys: the same, or one inside it."""
    program: str
    """Its class, in lower case."""
    pid: int
    title: str = ""


class WindowSettled(Enum):
    YES = auto()
    HANGS = auto()
    UNKNOWN = auto()
    """It belongs to a program that tells nothing."""


class Windows:
    def __init__(self, display: Display) -> None:
        self._display = display
        self._pings = 0
        names = ("_NET_WM_PID", "_NET_WM_NAME", "WM_PROTOCOLS", "_NET_WM_PING")
        self._atoms = {name: display.intern_atom(name) for name in names}

    def focused(self) -> Focused | None:
        """Returns None if nobody has the keyboard."""
        try:
            inner = self._display.get_input_focus().focus
            if isinstance(inner, int):
                return None
            top = self._top_of(inner)
            return None if top is None else self._described(top, inner.id)
        except (error.BadWindow, error.BadDrawable, error.BadValue):
            return None  # It disappeared while we looked.

    def pick(self, patience: float) -> Focused | None:
        """Waits for a click on a window."""
        try:
            top = picked(self._display, patience)
            return None if top is None else self._described(top, top.id)
        except (error.BadWindow, error.BadDrawable, error.BadValue):
            return None

    def _described(self, top: Window, inner: int) -> Focused:
        names = top.get_wm_class() or ("", "")
        return Focused(top.id, inner, str(names[1] or names[0]).lower(), self._pid(top), self._title(top))

    def has_keyboard(self, inner: int) -> bool:
        """Takes a single request. Also ensures that the server has processed everything sent so far."""
        focus = self._display.get_input_focus().focus
        return not isinstance(focus, int) and int(focus.id) == inner

    def same_program(self, one: int, other: int) -> bool:
        """Says whether two windows were made through the same connection."""
        mask = self._display.display.info.resource_id_mask
        return bool(one & ~mask == other & ~mask)

    def settle(self, window: int, patience: float = PING_PATIENCE) -> WindowSettled:
        """Wait until the window's program has processed all keys that it was sent.

        A program answers a ping in the order of its events; window managers use it to find programs that hang.
        """
        top = self._display.create_resource_object("window", window)
        if not self._answers_pings(top):
            return WindowSettled.UNKNOWN
        root = self._display.screen().root
        root.change_attributes(event_mask=_ANSWERS)
        self._pings += 1
        stamp = self._pings
        data = (32, [self._atoms["_NET_WM_PING"], stamp, window, 0, 0])
        top.send_event(ClientMessage(window=top, client_type=self._atoms["WM_PROTOCOLS"], data=data))
        try:
            return WindowSettled.YES if self._answer_comes(stamp, time.monotonic() + patience) else WindowSettled.HANGS
        finally:
            root.change_attributes(event_mask=X.NoEventMask)
            self._display.sync()

    def _answers_pings(self, top: Window) -> bool:
        with contextlib.suppress(error.BadWindow):
            found = top.get_full_property(self._atoms["WM_PROTOCOLS"], Xatom.ATOM)
            return found is not None and self._atoms["_NET_WM_PING"] in list(found.value)
        return False

    def _answer_comes(self, stamp: int, end: float) -> bool:
        while (left := end - time.monotonic()) > 0:
            while self._display.pending_events():
                event = self._display.next_event()
                if isinstance(event, ClientMessage) and event.client_type == self._atoms["WM_PROTOCOLS"]:
                    kind, told = list(event.data[1])[:2]
                    if kind == self._atoms["_NET_WM_PING"] and told == stamp:
                        return True
            select.select([self._display.fileno()], [], [], left)
        return False

    def _top_of(self, window: Window) -> Window | None:
        """The window with a class that contains this one."""
        root = self._display.screen().root.id
        for _ in range(_DEPTH):
            if window.id == root:
                return None
            if window.get_wm_class() is not None:
                return window
            parent = window.query_tree().parent
            if isinstance(parent, int):
                return None
            window = parent
        return None

    def _pid(self, window: Window) -> int:
        found = window.get_full_property(self._atoms["_NET_WM_PID"], X.AnyPropertyType)
        return int(found.value[0]) if found is not None and len(found.value) else 0

    def _title(self, window: Window) -> str:
        found = window.get_full_property(self._atoms["_NET_WM_NAME"], X.AnyPropertyType)
        title = found.value if found is not None else window.get_wm_name() or ""
        return title.decode("utf-8", "replace") if isinstance(title, bytes) else str(title)
