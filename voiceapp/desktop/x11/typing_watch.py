"""Watches what the person does in a window after words were inserted there, and works out what therefore stands
before the cursor.

For programs that tell nothing about their text, this is the only way. Keys and clicks are examined as they come, for
no longer than the words count; of a typed character only what spaces and capitals depend on is kept.
"""

import contextlib
import time
from collections.abc import Iterable, Mapping
from typing import cast

from Xlib import XK, X, error
from Xlib.ext import ge, xinput
from Xlib.protocol.event import MappingNotify
from Xlib.xobject.drawable import Window

from voiceapp.desktop.x11.connection import connect
from voiceapp.desktop.x11.display_thread import DisplayThread
from voiceapp.desktop.x11.key_names import Combination, combination

_WATCHED = xinput.RawKeyPressMask | xinput.RawKeyReleaseMask | xinput.RawButtonPressMask
_PATIENCE = 2.0
_TIME, _DETAIL = slice(2, 6), slice(6, 10)
"""The offsets of a raw event's time and its key or button, after the header that all extension events share."""
_REPEATS_FROM = 150
"""Milliseconds: a key that was down for longer may have been repeated, and nobody reports how often."""
_ALT, _HELD = X.Mod1Mask | X.Mod4Mask, X.ControlMask | X.Mod1Mask | X.Mod4Mask
_WHEEL = range(4, 8)
_MODIFIERS = (*range(0xFFE1, 0xFFEF), 0xFE03, 0xFF7E, 0xFF7F)
_FUNCTION_KEYS = range(0xFFBE, 0xFFE1)
_MEDIA = range(0x1008FF00, 0x10090000)
_ELSEWHERE = frozenset(XK.string_to_keysym(name) for name in ("Pause", "Scroll_Lock", "Print"))
_BETWEEN_WINDOWS = frozenset(XK.string_to_keysym(name) for name in ("Tab", "ISO_Left_Tab", "Escape"))
_EDITING = range(0xFF00, 0x10000)
"""Arrow keys and keys that delete."""
_BACKSPACE = XK.string_to_keysym("BackSpace")
_ENTER = frozenset(XK.string_to_keysym(name) for name in ("Return", "KP_Enter"))
_LEAVES_TEXT = frozenset(map(ord, "cs"))
"""With Ctrl: copy and save."""
_KEPT = " .!?"
_ANY_OTHER = "x"
_MOST = 1000
"""How many characters of a text are kept."""


class TypingWatch:
    """Every method may be called from another thread, and answers in bounded time."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._display = connect(environ)
        self._root = self._display.screen().root
        self._own: frozenset[Combination] = frozenset()
        self._window = 0
        self._put = ""
        self._text: str | None = None
        self._modifiers: dict[int, int] = {}
        self._held: set[int] = set()
        """The held keys as tracked from the events in order, because the current state may already be a later one."""
        self._deleting: int | None = None
        """The server's time at which the delete key went down."""
        self._until: float | None = None
        self._can = self._display.query_extension("XInputExtension") is not None
        if self._can:
            # The server serves only clients that have announced their version. Before 2.1 it reported no keys
            # while a key was held that another program, or ourselves, had grabbed.
            xinput.XIQueryVersion(
                display=self._display.display,
                opcode=self._display.display.get_extension_major(xinput.extname),
                major_version=2,
                minor_version=2,
            )
        self._thread = DisplayThread(
            "hands",
            self._display,
            self._take_turn,
            patience=_PATIENCE,
            lost="the X server is gone: what is typed is not noticed any more",
        )
        self._thread.start()

    # --- from any thread

    def ignore(self, keys: Iterable[str]) -> None:
        """These keys are the app's own, wherever they are pressed."""
        self._own = frozenset(found for key in keys if (found := combination(key)) is not None)

    def watch(self, window: int, text: str, seconds: float) -> None:
        """This text was put into that window, and stands before the cursor."""
        self._thread.ask(lambda: self._watch(window, text, seconds), otherwise=None)

    def text(self, window: int) -> str | None:
        """Returns the text that is now before the cursor there; None: unknown."""
        return self._thread.ask(lambda: self._look(window), otherwise=None)

    def untouched(self, window: int) -> bool:
        """Return whether the inserted text still stands before the cursor, with nothing after it."""
        return self._thread.ask(lambda: self._look(window), otherwise=None) == self._put

    def close(self) -> None:
        self._thread.close()

    # --- on the thread

    def _take_turn(self) -> float | None:
        if self._until is not None and time.monotonic() >= self._until:
            self._lose()
        self._take_events()
        return None if self._until is None else max(0.0, self._until - time.monotonic())

    def _watch(self, window: int, text: str, seconds: float) -> None:
        self._window = window
        self._text = self._put = text[-_MOST:]
        self._deleting = None
        self._until = time.monotonic() + seconds
        self._read_modifiers()
        if self._can:
            xinput.select_events(self._root, [(xinput.AllMasterDevices, (_WATCHED,))])
            # Count from here on, because our own keys came before.
            self._display.sync()
            while self._display.pending_events():
                self._display.next_event()

    def _look(self, window: int) -> str | None:
        self._display.sync()
        self._take_events()
        return self._text if window == self._window and self._deleting is None else None

    def _lose(self) -> None:
        """What stands there is no longer known, and cannot be found out."""
        self._text = None
        self._until = None
        if self._can:
            xinput.select_events(self._root, [(xinput.AllMasterDevices, (0,))])
            self._display.sync()

    def _take_events(self) -> None:
        while self._display.pending_events():
            # The library makes a separate class of it for each connection.
            event = cast("ge.GenericEvent", self._display.next_event())
            if isinstance(event, MappingNotify) and event.request != X.MappingPointer:
                self._display.refresh_keyboard_mapping(event)
            elif event.type == ge.GenericEventCode and self._until is not None:
                data = cast("bytes", event.data)
                at, detail = (int.from_bytes(data[where], "little") for where in (_TIME, _DETAIL))
                if event.evtype == xinput.RawKeyPress:
                    self._pressed(detail, at)
                elif event.evtype == xinput.RawKeyRelease:
                    self._released(detail, at)
                elif event.evtype == xinput.RawButtonPress:
                    self._clicked(detail)

    def _pressed(self, keycode: int, at: int) -> None:
        if keycode in self._modifiers:
            self._held.add(keycode)
            return
        keysym = self._display.keycode_to_keysym(keycode, 0)
        held = self._mask()
        if self._is_own(keysym, held) or _is_harmless(keysym, held) or not self._has_keyboard():
            return
        if keysym == _BACKSPACE and not held:
            self._deleting = at
        elif keysym in _ENTER and not held & _HELD:
            self._type("\n")
        elif held & _HELD or keysym in _EDITING or not keysym:
            self._lose()
        else:
            given = self._display.keycode_to_keysym(keycode, 1) if held & X.ShiftMask else keysym
            self._type(chr(given) if given < 0x100 and chr(given) in _KEPT else _ANY_OTHER)

    def _type(self, letter: str) -> None:
        if self._text is not None:
            self._text = (self._text + letter)[-_MOST:]

    def _read_modifiers(self) -> None:
        self._modifiers = {
            keycode: 1 << index
            for index, keycodes in enumerate(self._display.get_modifier_mapping())
            for keycode in keycodes
            if keycode and 1 << index & (_HELD | X.ShiftMask)
        }
        down = self._display.query_keymap()
        self._held = {code for code in self._modifiers if down[code >> 3] >> (code & 7) & 1}

    def _mask(self) -> int:
        mask = 0
        for keycode in self._held:
            mask |= self._modifiers[keycode]
        return mask

    def _released(self, keycode: int, at: int) -> None:
        self._held.discard(keycode)
        if self._deleting is None or self._display.keycode_to_keysym(keycode, 0) != _BACKSPACE:
            return
        once = at - self._deleting < _REPEATS_FROM
        self._deleting = None
        if once and self._text:
            self._text = self._text[:-1]
        else:
            self._lose()

    def _clicked(self, button: int) -> None:
        if button not in _WHEEL and self._is_over_it():
            self._lose()

    def _is_own(self, keysym: int, held: int) -> bool:
        return any(own.keysym == keysym and own.modifiers in (held, X.AnyModifier) for own in self._own)

    def _has_keyboard(self) -> bool:
        focus = self._display.get_input_focus().focus
        return not isinstance(focus, int) and self._holds(focus)

    def _is_over_it(self) -> bool:
        under = self._root.query_pointer().child
        return not isinstance(under, int) and (self._holds(under) or self._is_in(under))

    def _holds(self, window: Window) -> bool:
        """Says whether it is the watched window, or inside it."""
        with contextlib.suppress(error.BadWindow):
            while not isinstance(window, int) and window.id != self._root.id:
                if window.id == self._window:
                    return True
                window = window.query_tree().parent
        return False

    def _is_in(self, frame: Window) -> bool:
        """Says whether that frame of a window manager holds the watched window."""
        watched = self._display.create_resource_object("window", self._window)
        with contextlib.suppress(error.BadWindow):
            while watched.id != self._root.id:
                if watched.id == frame.id:
                    return True
                parent = watched.query_tree().parent
                if isinstance(parent, int):
                    return False
                watched = parent
        return False


def _is_harmless(keysym: int, held: int) -> bool:
    """Keys that belong to the desktop, or that programs use for something other than editing."""
    if keysym in _MODIFIERS or keysym in _FUNCTION_KEYS or keysym in _MEDIA or keysym in _ELSEWHERE:
        return True
    if held & _ALT:
        return keysym in _BETWEEN_WINDOWS or keysym not in _EDITING
    return bool(held & X.ControlMask) and keysym in _LEAVES_TEXT
