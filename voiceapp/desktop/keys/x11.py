"""Hears global keys on X11: each key is grabbed separately, with every state of the locks.

While a key is held, auto-repeat sends releases and presses in pairs. The server writes a pair at once and gives both
the same time. So the queue itself tells a repeat from a real release, however late it is read.
"""

import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from Xlib import X, error
from Xlib.protocol import event as events

from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import KeyHeard
from voiceapp.desktop.x11.connection import NoDisplayError, connect
from voiceapp.desktop.x11.display_thread import DisplayThread
from voiceapp.desktop.x11.key_names import combination

log = logging.getLogger(__name__)

_LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)
_HELD = X.ControlMask | X.Mod1Mask | X.ShiftMask | X.Mod4Mask
_PATIENCE = 5.0
_SAME_TIME = 1
"""Milliseconds: servers that make the two events one after the other may see the clock advance in between."""


@dataclass(slots=True)
class _Bound:
    name: str
    key: str
    keycode: int
    modifiers: int
    down: bool = False


class X11Keys:
    """A connection and a thread of its own. Raises NoDisplayError if there is no X server."""

    def __init__(self, heard: KeyHeard, environ: Mapping[str, str] | None = None) -> None:
        self._heard = heard
        self._display = connect(environ)
        self._root = self._display.screen().root
        self._bound: list[_Bound] = []
        self._events: deque[object] = deque()
        self._wanted: dict[str, str] = {}
        self._thread = DisplayThread(
            "keys",
            self._display,
            self._take_events,
            patience=_PATIENCE,
            lost="the X server is gone: global keys are not heard any more",
        )
        self._thread.start()

    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, Sentence]:
        silent = Sentence("The X server doesn't answer, so keys can't be bound.")
        return self._thread.ask(lambda: self._bind(dict(wanted)), otherwise=dict.fromkeys(wanted, silent))

    def close(self) -> None:
        self._thread.close()

    # --- on the thread

    def _take_events(self) -> float | None:
        while self._collect():
            event = self._events.popleft()
            if isinstance(event, events.KeyPress):
                self._pressed(event)
            elif isinstance(event, events.KeyRelease):
                self._released(event)
            elif isinstance(event, events.MappingNotify) and event.request != X.MappingPointer:
                self._display.refresh_keyboard_mapping(event)
                self._follow_layout()
        return None

    def _collect(self) -> bool:
        """Says whether there are events to take."""
        while self._display.pending_events():
            self._events.append(self._display.next_event())
        return bool(self._events)

    def _pressed(self, event: events.KeyPress) -> None:
        state = int(event.state) & _HELD
        for bound in self._bound:
            if bound.keycode == event.detail and bound.modifiers in (state, X.AnyModifier) and not bound.down:
                bound.down = True
                self._heard(bound.name, True)
                return

    def _released(self, event: events.KeyRelease) -> None:
        if self._is_repeat(event):
            return
        for bound in self._bound:
            if bound.keycode == event.detail and bound.down:
                bound.down = False
                self._heard(bound.name, False)

    def _is_repeat(self, release: events.KeyRelease) -> bool:
        """Says whether this is the first half of a repeat; if so, the press that is the other half is taken too."""
        if not self._events:
            # Once the server has answered, whatever it wrote together with the release has arrived.
            self._display.sync()
            self._collect()
        following = self._events[0] if self._events else None
        if not isinstance(following, events.KeyPress) or following.detail != release.detail:
            return False
        if following.time - release.time not in range(_SAME_TIME + 1):
            return False
        self._events.popleft()
        return True

    def _follow_layout(self) -> None:
        """Keys may have moved. Typing text changes the layout too, but moves none of ours."""
        moved = [
            bound
            for bound in self._bound
            if (found := combination(bound.key)) is not None
            and self._display.keysym_to_keycode(found.keysym) != bound.keycode
        ]
        if moved:
            self._bind(self._wanted)

    def _bind(self, wanted: dict[str, str]) -> dict[str, Sentence]:
        self._wanted = wanted
        kept = [bound for bound in self._bound if wanted.get(bound.name) == bound.key and self._lies_there(bound)]
        for bound in self._bound:
            if bound not in kept:
                self._ungrab(bound)
        self._bound = kept
        problems: dict[str, Sentence] = {}
        for name, key in wanted.items():
            if key and not any(bound.name == name for bound in kept):
                problem = self._grab(name, key)
                if problem:
                    problems[name] = problem
        self._display.sync()
        return problems

    def _lies_there(self, bound: _Bound) -> bool:
        found = combination(bound.key)
        return found is not None and self._display.keysym_to_keycode(found.keysym) == bound.keycode

    def _grab(self, name: str, key: str) -> Sentence | None:
        """Says what is wrong, if anything is."""
        found = combination(key)
        keycode = self._display.keysym_to_keycode(found.keysym) if found is not None else 0
        if found is None or not keycode:
            return Sentence("This keyboard has no key {key}. Choose another one in Settings.", key=key)
        refused = error.CatchError(error.BadAccess)
        for modifiers in _with_locks(found.modifiers):
            self._root.grab_key(keycode, modifiers, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        self._display.sync()
        bound = _Bound(name, key, keycode, found.modifiers)
        if refused.get_error() is not None:
            self._ungrab(bound)
            return Sentence(
                "Another program holds {key} already. Choose another key in Settings, or free it there.", key=key
            )
        self._bound.append(bound)
        return None

    def _ungrab(self, bound: _Bound) -> None:
        for modifiers in _with_locks(bound.modifiers):
            self._root.ungrab_key(bound.keycode, modifiers)
        if bound.down:
            self._heard(bound.name, False)


def _with_locks(modifiers: int) -> tuple[int, ...]:
    return (modifiers,) if modifiers == X.AnyModifier else tuple(modifiers | lock for lock in _LOCKS)


def open_keys(heard: KeyHeard, here: DesktopEnvironment) -> X11Keys:
    return X11Keys(heard, here.environ)


__all__ = ["NoDisplayError", "X11Keys", "open_keys"]
