"""Puts text into other programs on Wayland with wtype, a keyboard that the desktop lends, or ydotool; and with
wl-clipboard.

Sway and Hyprland tell who has the keyboard; elsewhere words go where the cursor is. Tried with stand-ins for
these programs, not with a real desktop.
"""

import contextlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.joining import fit
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult, TextTarget
from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.portal import PortalError
from voiceapp.desktop.text_output.accessibility import Accessibility
from voiceapp.desktop.text_output.cursor_context import CursorContext, TextContext
from voiceapp.desktop.text_output.field_kinds import place
from voiceapp.desktop.text_output.known_programs import PasteKeys, paste_keys
from voiceapp.desktop.text_output.portal_keyboard import PortalKeyboard, open_portal_keyboard
from voiceapp.desktop.text_output.surroundings import SECRET_HINT, surroundings

PATIENCE = 10.0
"""One of the formats in what a password manager copies."""
SETTLE = 0.3
"""Seconds to allow for fetching pasted text, because nobody reports when that is done."""
_NO_TYPIST = Failure(
    FailureKind.NOT_INSTALLED,
    Sentence(
        "voiceapp can't press keys here. Allow it when the desktop asks, install wtype or "
        "ydotool, or choose the clipboard."
    ),
)
_NO_CLIPBOARD = Failure(FailureKind.NOT_INSTALLED, Sentence("The clipboard can't be reached. Install wl-clipboard."))
_REFUSED = Failure(
    FailureKind.REJECTED,
    Sentence("This desktop doesn't let programs type. Choose the clipboard only, and paste it yourself."),
)
_YDOTOOL_KEYS = {
    PasteKeys.CTRL_V: ("29:1", "47:1", "47:0", "29:0"),
    PasteKeys.CTRL_SHIFT_V: ("29:1", "42:1", "47:1", "47:0", "42:0", "29:0"),
    PasteKeys.SHIFT_INSERT: ("42:1", "110:1", "110:0", "42:0"),
}
_WTYPE_KEYS = {
    PasteKeys.CTRL_V: ("-M", "ctrl", "v", "-m", "ctrl"),
    PasteKeys.CTRL_SHIFT_V: ("-M", "ctrl", "-M", "shift", "v", "-m", "shift", "-m", "ctrl"),
    PasteKeys.SHIFT_INSERT: ("-M", "shift", "-k", "Insert", "-m", "shift"),
}


class WaylandOutput:
    """Meets `TextOutput`."""

    def __init__(
        self,
        environ: Mapping[str, str] | None = None,
        token_file: Path | None = None,
        context: TextContext | None = None,
    ) -> None:
        self._environ = dict(os.environ if environ is None else environ)
        self._context = context or Accessibility(self._environ)
        path = self._environ.get("PATH")
        tools = ("wtype", "ydotool", "wl-copy", "wl-paste", "swaymsg", "hyprctl")
        self._token_file = token_file
        self._keyboard: PortalKeyboard | None = None
        self._no_keyboard = False
        self._wtype_refused = False
        self._tools = {name: found for name in tools if (found := shutil.which(name, path=path)) is not None}

    # --- TextOutput

    def focus(self) -> TextTarget | None:
        seen = self._look()
        return None if seen is None else seen[0]

    def prepare(self) -> None:
        """The desktop may ask the person, which is better while they speak than when the words are ready."""
        if "wtype" not in self._tools or self._wtype_refused:
            self._lent_keyboard()

    def deliver(self, wish: Deliver) -> Delivered:
        if wish.way is DeliveryMethod.CLIPBOARD and not wish.erase:
            copied = self._copy(wish.text_for(wish.target).encode(), "text/plain;charset=utf-8")
            return Delivered(
                wish.delivery,
                DeliveryResult.COPIED if copied else DeliveryResult.FAILED,
                failure=None if copied else _NO_CLIPBOARD,
            )
        now, context = self._look() or (None, CursorContext())
        if wish.target is not None and now is not None and now.window != wish.target.window:
            return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED)
        refused = wish.refused_by(now) if now is not None else None
        if refused is not None:
            return Delivered(wish.delivery, refused, target=now)
        if not self._tools.keys() & {"wtype", "ydotool"} and self._lent_keyboard() is None:
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=_NO_TYPIST)
        known = context.before is not None and not wish.erase
        before, after = (context.before, context.after) if known else (wish.before, None)
        text = wish.text_for(now) if wish.as_is else fit(wish.text_for(now), before, after)
        done = self._erase(wish.erase)
        if done and text:
            presses = self._tools.keys() & {"wtype", "ydotool"} and not self._wtype_refused
            by_clipboard = wish.way is DeliveryMethod.PASTE and "wl-copy" in self._tools and presses
            done = self._paste(text, now) if by_clipboard else self._type(text)
        if not done:
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=_REFUSED)
        return Delivered(wish.delivery, DeliveryResult.INSERTED, text, now or wish.target)

    def read_context(self, kinds: Collection[ContextKind], target: TextTarget) -> DictationContext:
        def pasted(*more: str) -> str:
            if "wl-paste" not in self._tools or SECRET_HINT.encode() in self._ask("wl-paste", "--list-types", *more):
                return ""
            told = self._ask("wl-paste", "--no-newline", "--type", "text/plain", *more)
            return told.decode("utf-8", "replace")

        return surroundings(kinds, target, lambda: pasted("--primary"), pasted)

    def close(self) -> None:
        self._context.close()
        if self._keyboard is not None:
            self._keyboard.close()

    def _look(self) -> tuple[TextTarget, CursorContext] | None:
        """Says who has the keyboard, and what is known about its field. None: this desktop does not say."""
        window: _Window | None = None
        if self._environ.get("SWAYSOCK") and "swaymsg" in self._tools:
            window = _sway_focus(self._ask("swaymsg", "-t", "get_tree"))
        elif self._environ.get("HYPRLAND_INSTANCE_SIGNATURE") and "hyprctl" in self._tools:
            window = _hyprland_focus(self._ask("hyprctl", "activewindow", "-j"))
        if window is None:
            return None
        context = self._context.read(window.pid, window.title)
        return place(window.name, window.program, window.pid, context, window.title), context

    # --- the ways

    def _type(self, text: str) -> bool:
        if self._by_wtype("-", content=text.encode()):
            return True
        keyboard = self._lent_keyboard()
        if keyboard is not None:
            with contextlib.suppress(PortalError):
                keyboard.type(text)
                return True
        return "ydotool" in self._tools and self._run("ydotool", "type", "--file", "-", content=text.encode())

    def _erase(self, count: int) -> bool:
        if not count or self._by_wtype(*(("-k", "BackSpace") * count)):
            return True
        keyboard = self._lent_keyboard()
        if keyboard is not None:
            with contextlib.suppress(PortalError):
                keyboard.erase(count)
                return True
        return "ydotool" in self._tools and self._run("ydotool", "key", *(("14:1", "14:0") * count))

    def _by_wtype(self, *arguments: str, content: bytes = b"") -> bool:
        """Run wtype, unless it failed before: some desktops have no virtual keyboards."""
        if "wtype" not in self._tools or self._wtype_refused:
            return False
        done = self._run("wtype", *arguments, content=content)
        self._wtype_refused = not done
        return done

    def _lent_keyboard(self) -> PortalKeyboard | None:
        if self._keyboard is None and not self._no_keyboard:
            keyboard = open_portal_keyboard(self._environ, self._token_file)
            try:
                if keyboard is not None:
                    keyboard.start()
                self._keyboard = keyboard
            except PortalError:
                assert keyboard is not None, "only an opened one can be refused"
                keyboard.close()
            self._no_keyboard = self._keyboard is None
        return self._keyboard

    def _paste(self, text: str, target: TextTarget | None) -> bool:
        keys = paste_keys(target.program if target else "")
        before = self._kept()
        mine = text.encode()
        if not self._copy(mine, "text/plain;charset=utf-8", primary=keys is PasteKeys.SHIFT_INSERT):
            return False
        pressed = "wtype" in self._tools and self._run("wtype", *_WTYPE_KEYS[keys])
        pressed = pressed or ("ydotool" in self._tools and self._run("ydotool", "key", *_YDOTOOL_KEYS[keys]))
        time.sleep(SETTLE)
        if before is not None and self._ask("wl-paste", "--no-newline") == mine:
            self._copy(before[1], before[0])
        return pressed

    def _kept(self) -> tuple[str, bytes] | None:
        """Returns the clipboard's content in the one format that can be restored: the first that is not text, or else
        text.

        None: nothing should be restored. A password would lose the mark that tells others not to store it.
        """
        offered = self._ask("wl-paste", "--list-types").decode("utf-8", "replace").split("\n")
        kinds = [kind for kind in offered if "/" in kind]
        if not kinds or SECRET_HINT in offered:
            return None
        kind = next((each for each in kinds if not each.startswith("text/")), kinds[0])
        return kind, self._ask("wl-paste", "--no-newline", "--type", kind)

    def _copy(self, content: bytes, kind: str, *, primary: bool = False) -> bool:
        if "wl-copy" not in self._tools:
            return False
        if primary and not self._run("wl-copy", "--primary", "--type", kind, content=content):
            return False
        return self._run("wl-copy", "--type", kind, content=content)

    def _run(self, tool: str, *arguments: str, content: bytes = b"") -> bool:
        try:
            done = subprocess.run(
                [self._tools[tool], *arguments],
                input=content,
                env=self._environ,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def _ask(self, tool: str, *arguments: str) -> bytes:
        if tool not in self._tools:
            return b""
        try:
            done = subprocess.run(
                [self._tools[tool], *arguments],
                env=self._environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return b""
        return done.stdout


@dataclass(frozen=True, slots=True)
class _Window:
    name: str
    program: str
    pid: int
    title: str


def _sway_focus(told: bytes) -> _Window | None:
    try:
        waiting = [cast("dict[str, object]", json.loads(told))]
    except ValueError:
        return None
    while waiting:
        node = waiting.pop()
        if node.get("focused") is True and node.get("pid"):
            properties = cast("dict[str, object]", node.get("window_properties") or {})
            return _window(node, node.get("id"), node.get("app_id") or properties.get("class"), node.get("name"))
        for children in ("nodes", "floating_nodes"):
            waiting += cast("list[dict[str, object]]", node.get(children) or [])
    return None


def _hyprland_focus(told: bytes) -> _Window | None:
    try:
        window = cast("dict[str, object]", json.loads(told))
    except ValueError:
        return None
    address = window.get("address")
    return _window(window, address, window.get("class"), window.get("title")) if address else None


def _window(told: Mapping[str, object], name: object, program: object, title: object) -> _Window:
    pid = told.get("pid")
    return _Window(str(name), str(program or "").lower(), pid if isinstance(pid, int) else 0, str(title or ""))


def open_output(here: DesktopEnvironment) -> WaylandOutput:
    return WaylandOutput(here.environ, here.state and here.state / "typing-permission")
