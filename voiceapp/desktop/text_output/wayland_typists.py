"""Lists the ways to press keys in other programs on Wayland, best first: if one fails, the next is tried."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from voiceapp.desktop.portal import PortalError
from voiceapp.desktop.text_output.known_programs import PasteKeys
from voiceapp.desktop.text_output.portal_keyboard import PortalKeyboard, open_portal_keyboard
from voiceapp.desktop.text_output.wayland_programs import WaylandPrograms
from voiceapp.desktop.wayland.virtual_keyboard import VirtualKeyboard

log = logging.getLogger(__name__)

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
_OWN_KEYS: Mapping[PasteKeys, tuple[str, tuple[str, ...]]] = {
    PasteKeys.CTRL_V: ("v", ("ctrl",)),
    PasteKeys.CTRL_SHIFT_V: ("v", ("ctrl", "shift")),
    PasteKeys.SHIFT_INSERT: ("insert", ("shift",)),
}


class Typist(Protocol):
    """One way. Used by one thread; nothing of it raises."""

    def ready(self) -> bool:
        """Say whether it can type. The desktop may ask the person first."""
        ...

    def type(self, text: str) -> bool:
        """False as well if the text has characters that it lacks; then nothing was typed."""
        ...

    def erase(self, count: int) -> bool: ...
    def paste(self, keys: PasteKeys) -> bool: ...
    def close(self) -> None: ...


class OwnKeyboard:
    """Is a keyboard of our own: Sway, Hyprland, and whatever else is made of wlroots."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._keyboard: VirtualKeyboard | None = None

    def ready(self) -> bool:
        try:
            if self._keyboard is None:
                self._keyboard = VirtualKeyboard(self._environ)
            self._keyboard.wake()
        except OSError as error:
            log.info("no keyboard of our own: %s", error)
            self.close()
        return self._keyboard is not None

    def type(self, text: str) -> bool:
        return self._do(lambda keyboard: keyboard.type(text))

    def erase(self, count: int) -> bool:
        return self._do(lambda keyboard: keyboard.erase(count))

    def paste(self, keys: PasteKeys) -> bool:
        return self._do(lambda keyboard: keyboard.press(*_OWN_KEYS[keys]))

    def close(self) -> None:
        keyboard, self._keyboard = self._keyboard, None
        if keyboard is not None:
            keyboard.close()

    def _do(self, work: Callable[[VirtualKeyboard], None]) -> bool:
        if not self.ready() or self._keyboard is None:
            return False
        try:
            work(self._keyboard)
        except OSError:
            self.close()
            return False
        return True


class Wtype:
    """Is not asked again once it failed, because some desktops have no virtual keyboards."""

    def __init__(self, programs: WaylandPrograms) -> None:
        self._programs = programs
        self._refused = False

    def ready(self) -> bool:
        return self._programs.has("wtype") and not self._refused

    def type(self, text: str) -> bool:
        return self._do("-", content=text.encode())

    def erase(self, count: int) -> bool:
        return self._do(*(("-k", "BackSpace") * count))

    def paste(self, keys: PasteKeys) -> bool:
        return self._do(*_WTYPE_KEYS[keys])

    def close(self) -> None:
        """Leave it alone: nothing of it runs."""

    def _do(self, *arguments: str, content: bytes = b"") -> bool:
        if not self.ready():
            return False
        self._refused = not self._programs.run("wtype", *arguments, content=content)
        return not self._refused


class LentKeyboard:
    """Is lent by the desktop's portal: GNOME, Plasma."""

    def __init__(self, environ: Mapping[str, str], token_file: Path | None) -> None:
        # Plasma's leaves out, without a word, what the layout lacks.
        self._types_all = "KDE" not in environ.get("XDG_CURRENT_DESKTOP", "").split(":")
        self._environ = environ
        self._token_file = token_file
        self._keyboard: PortalKeyboard | None = None
        self._refused = False

    def ready(self) -> bool:
        if self._keyboard is None and not self._refused:
            keyboard = open_portal_keyboard(self._environ, self._token_file)
            try:
                if keyboard is not None:
                    keyboard.start()
                self._keyboard = keyboard
            except PortalError:
                assert keyboard is not None, "only an opened one can be refused"
                keyboard.close()
            self._refused = self._keyboard is None
        return self._keyboard is not None

    def type(self, text: str) -> bool:
        return (self._types_all or text.isascii()) and self._do(lambda keyboard: keyboard.type(text))

    def erase(self, count: int) -> bool:
        return self._do(lambda keyboard: keyboard.erase(count))

    def paste(self, keys: PasteKeys) -> bool:
        return self._do(lambda keyboard: keyboard.press(*keys.value))

    def close(self) -> None:
        if self._keyboard is not None:
            self._keyboard.close()

    def _do(self, work: Callable[[PortalKeyboard], None]) -> bool:
        if not self.ready() or self._keyboard is None:
            return False
        try:
            work(self._keyboard)
        except PortalError:
            return False
        return True


class Ydotool:
    def __init__(self, programs: WaylandPrograms) -> None:
        self._programs = programs

    def ready(self) -> bool:
        return self._programs.has("ydotool")

    def type(self, text: str) -> bool:
        return (
            text.isascii()
            and self.ready()
            and self._programs.run("ydotool", "type", "--file", "-", content=text.encode())
        )

    def erase(self, count: int) -> bool:
        return self.ready() and self._programs.run("ydotool", "key", *(("14:1", "14:0") * count))

    def paste(self, keys: PasteKeys) -> bool:
        return self.ready() and self._programs.run("ydotool", "key", *_YDOTOOL_KEYS[keys])

    def close(self) -> None:
        """Leave it alone: nothing of it runs."""


class Typists:
    """Tries one after the other."""

    def __init__(self, environ: Mapping[str, str], programs: WaylandPrograms, token_file: Path | None) -> None:
        self._all: tuple[Typist, ...] = (
            OwnKeyboard(environ),
            Wtype(programs),
            LentKeyboard(environ, token_file),
            Ydotool(programs),
        )

    def ready(self) -> bool:
        return any(typist.ready() for typist in self._all)

    def do(self, work: Callable[[Typist], bool]) -> bool:
        return any(work(typist) for typist in self._all)

    def close(self) -> None:
        for typist in self._all:
            typist.close()
