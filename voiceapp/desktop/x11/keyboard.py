"""Reads the X server's keyboard and presses its keys: which key gives which character, and which are held.

A character that the layout lacks is put on a key that no keyboard has (there are always some) and stays
there until that key is needed for another, because programs read the new layout before the key press that follows it.
"""

import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

LOCKS = X.LockMask | X.Mod2Mask
UNICODE = 0x0100_0000
_NAMED = {"\n": "Return", "\t": "Tab", "\b": "BackSpace"}
_PATIENCE_WITH_MODIFIERS = 0.8
_LOOK_AGAIN = 0.01


def keysym_of(character: str) -> int:
    if character in _NAMED:
        return XK.string_to_keysym(_NAMED[character])
    code = ord(character)
    if 0x20 <= code <= 0x7E or 0xA0 <= code <= 0xFF:
        return code
    return UNICODE | code


@dataclass(frozen=True, slots=True)
class Stroke:
    keycode: int
    shift: bool = False


class Keyboard:
    def __init__(self, display: Display) -> None:
        self._display = display
        info = display.display.info
        self._first, self._last = info.min_keycode, info.max_keycode
        self._strokes: dict[int, Stroke] = {}
        self._spare: list[int] = []
        self._borrowed: OrderedDict[int, int] = OrderedDict()
        """Which keysym is on which spare keycode, the least recently used first."""
        self._modifier_keys: dict[int, int] = {}
        self._locked = False

    # --- reading

    def refresh(self) -> None:
        """Read the layout again, in case the person has changed it."""
        pointer = self._display.screen().root.query_pointer()
        group = pointer.mask >> 13 & 3
        self._locked = bool(pointer.mask & X.LockMask)
        table = self._display.get_keyboard_mapping(self._first, self._last - self._first + 1)
        self._read_modifiers()
        self._strokes.clear()
        self._spare.clear()
        held = set(self._borrowed.values())
        for at, keysyms in enumerate(table):
            keycode = self._first + at
            if keycode in held:
                if not any(keysyms):
                    self._forget(keycode)
                    self._spare.append(keycode)
                continue
            if not any(keysyms):
                self._spare.append(keycode)
            elif keycode not in self._modifier_keys:
                self._read_key(keycode, keysyms, group)

    def _read_key(self, keycode: int, keysyms: Sequence[int], group: int) -> None:
        # Two for each of the first two layouts; if the second has none of its own, those of the first apply.
        at = 2 * group if group < 2 and any(keysyms[2 * group : 2 * group + 2]) else 0
        if group >= 2:
            return
        plain, shifted = (*keysyms[at : at + 2], 0, 0)[:2]
        if 0x20 < plain < 0x100 and not shifted and chr(plain).isalpha():
            shifted = ord(chr(plain).upper())
        self._strokes.setdefault(plain, Stroke(keycode))
        if shifted:
            self._strokes.setdefault(shifted, Stroke(keycode, shift=True))

    def _read_modifiers(self) -> None:
        self._modifier_keys.clear()
        for index, keycodes in enumerate(self._display.get_modifier_mapping()):
            for keycode in keycodes:
                if keycode:
                    self._modifier_keys[keycode] = 1 << index

    def _forget(self, keycode: int) -> None:
        for keysym, code in list(self._borrowed.items()):
            if code == keycode:
                del self._borrowed[keysym]

    # --- held keys

    def held_modifiers(self) -> list[int]:
        """The keycodes of Shift, Ctrl, Alt, … that are down, whoever holds them."""
        down = self._display.query_keymap()
        return [
            code for code, mask in self._modifier_keys.items() if not mask & LOCKS and down[code >> 3] >> (code & 7) & 1
        ]

    def free_modifiers(self, sleep: Callable[[float], None] = time.sleep) -> None:
        """Wait until the person has released them; keys that are held too long are released for them.

        They are not pressed again, because a key that comes up meanwhile would be stuck for ever.
        """
        if not (held := self.held_modifiers()):
            return
        end = time.monotonic() + _PATIENCE_WITH_MODIFIERS
        while held and time.monotonic() < end:
            sleep(_LOOK_AGAIN)
            held = self.held_modifiers()
        for keycode in held:
            xtest.fake_input(self._display, X.KeyRelease, keycode)
        self._display.sync()

    # --- pressing

    def batches(self, text: str) -> Iterator[str]:
        """The text in pieces, each of which the spare keys suffice for."""
        piece = ""
        strange: set[str] = set()
        for character in text:
            if keysym_of(character) not in self._strokes:
                if character not in strange and len(strange) >= max(1, len(self._spare) + len(self._borrowed)):
                    yield piece
                    piece = ""
                    strange.clear()
                strange.add(character)
            piece += character
        if piece:
            yield piece

    def prepare(self, piece: str) -> bool:
        """Put the characters that the layout lacks on spare keys. False: there is no spare key at all."""
        needed = [keysym_of(each) for each in dict.fromkeys(piece) if keysym_of(each) not in self._strokes]
        for keysym in needed:
            if keysym in self._borrowed:
                self._borrowed.move_to_end(keysym)
        for keysym in needed:
            if keysym not in self._borrowed and not self._borrow(keysym):
                return False
        self._display.sync()
        return True

    def _borrow(self, keysym: int) -> bool:
        if self._spare:
            keycode = self._spare.pop()
        elif self._borrowed:
            keycode = self._borrowed.popitem(last=False)[1]
        else:
            return False
        # The same in every layout and with Shift, so that no lock or layout choice changes the result.
        self._display.change_keyboard_mapping(keycode, [[keysym] * 4])
        self._borrowed[keysym] = keycode
        return True

    def press(self, character: str) -> None:
        """Type characters, all of which must be prepared."""
        keysym = keysym_of(character)
        stroke = self._strokes.get(keysym) or Stroke(self._borrowed[keysym])
        self._tap(stroke.keycode, ("Shift_L",) if stroke.shift else ())

    @contextmanager
    def without_caps_lock(self) -> Generator[None]:
        """Turns the lock off for a moment if it is on, because each program handles a locked layout differently."""
        locked = self._locked
        if locked:
            self.press_named("Caps_Lock")
        try:
            yield
        finally:
            if locked:
                self.press_named("Caps_Lock")
                self._display.sync()

    def press_named(self, key: str, *modifiers: str) -> None:
        """Press a key by its X name, as in press_named("v", "Control_L")."""
        self._tap(self._display.keysym_to_keycode(XK.string_to_keysym(key)), modifiers)

    def _tap(self, keycode: int, modifiers: Sequence[str]) -> None:
        held = [self._display.keysym_to_keycode(XK.string_to_keysym(name)) for name in modifiers]
        for code in held:
            xtest.fake_input(self._display, X.KeyPress, code)
        xtest.fake_input(self._display, X.KeyPress, keycode)
        xtest.fake_input(self._display, X.KeyRelease, keycode)
        for code in reversed(held):
            xtest.fake_input(self._display, X.KeyRelease, code)

    def give_back(self) -> None:
        """Clear the spare keys again."""
        for keycode in self._borrowed.values():
            self._display.change_keyboard_mapping(keycode, [[0] * 4])
        self._borrowed.clear()
        self._display.sync()


def typable(text: str) -> str:
    """The text without what no key can give: control characters other than line ends and tabs."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in plain if each in "\n\t" or unicodedata.category(each) != "Cc")
