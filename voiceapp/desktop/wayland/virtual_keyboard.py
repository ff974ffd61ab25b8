"""Types on a keyboard of our own, where the desktop lets programs have one (zwp_virtual_keyboard_v1).

It stays for as long as the app runs: some programs miss the first key of a keyboard that has only just come.
"""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence

from voiceapp.desktop.wayland.wire import WaylandConnection, number
from voiceapp.desktop.x11.keyboard import typable

MANAGER = "zwp_virtual_keyboard_manager_v1"
_KEYMAP, _KEY, _MODIFIERS, _DESTROY = 0, 1, 2, 3
_XKB_V1 = 1
_DOWN, _UP = 1, 0
_OFFSET = 8
"""Between the keycodes of the kernel, which are sent, and those of XKB."""
MASKS = {"shift": 1, "ctrl": 4, "alt": 8}
_FIXED = {"\n": (28, "Return"), "\t": (15, "Tab"), "\b": (14, "BackSpace"), "insert": (110, "Insert"), "v": (47, "v")}
"""Keys that programs also know by their place."""
_HELD = {"shift": (42, "Shift_L"), "ctrl": (29, "Control_L")}
_TAKEN = {code for code, _ in (*_FIXED.values(), *_HELD.values())}
_FREE = [code for code in range(1, 247) if code not in _TAKEN]
MOST = 180
"""Different characters in one keymap."""
_AT_ONCE = 40
"""Keys after which the compositor is waited for, because it drops what it cannot buffer."""
_BREATH = 0.04
"""Seconds for the program to take them. The compositor ends a program that falls too far behind, with all that is in it."""


def keymap(codes: Mapping[str, int]) -> str:
    """An XKB keymap on which each of these characters has a key of its own."""
    named = dict((*_FIXED.values(), *_HELD.values()))
    named |= {code: f"U{ord(character):04X}" for character, code in codes.items()}
    places = "".join(f"<K{code}> = {code + _OFFSET};" for code in named)
    symbols = "".join(f"key <K{code}> {{[{name}]}};" for code, name in named.items())
    held = "modifier_map Shift {Shift_L}; modifier_map Control {Control_L};"
    return (
        f'xkb_keymap {{ xkb_keycodes "voiceapp" {{ minimum = 8; maximum = 255; {places} }};'
        ' xkb_types "voiceapp" { include "complete" };'
        ' xkb_compatibility "voiceapp" { include "complete" };'
        f' xkb_symbols "voiceapp" {{ {symbols} {held} }}; }};\n'
    )


def batches(text: str) -> Iterator[str]:
    """The text in pieces, for each of which a keymap has room."""
    piece, different = "", set[str]()
    for character in text:
        if character not in different and len(different) >= MOST:
            yield piece
            piece, different = "", set[str]()
        different.add(character)
        piece += character
    if piece:
        yield piece


class VirtualKeyboard:
    """Used by one thread. Every method may raise WaylandError."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._connection = WaylandConnection(environ)
        try:
            seat = self._connection.bind("wl_seat", 1)
            manager = self._connection.bind(MANAGER, 1)
            self._keyboard = self._connection.new_id()
            self._connection.send(manager, 0, number(seat), number(self._keyboard))
            self._codes: dict[str, int] = {}
            self._use({})
        except OSError:
            self._connection.close()
            raise

    def type(self, text: str) -> None:
        for piece in batches(typable(text)):
            self._ready_for(piece)
            self._tap_all([self._code(character) for character in piece])

    def erase(self, count: int) -> None:
        self._tap_all([_FIXED["\b"][0]] * count)

    def press(self, key: str, held: Sequence[str]) -> None:
        """Press a key with others held, as in press("v", ("ctrl",))."""
        if key not in _FIXED:
            self._ready_for(key)
        mask = 0
        for each in held:
            mask |= MASKS[each]
            self._send_key(_HELD[each][0], _DOWN)
            self._connection.send(self._keyboard, _MODIFIERS, number(mask), number(0), number(0), number(0))
        self._tap(self._code(key))
        for each in reversed(held):
            self._send_key(_HELD[each][0], _UP)
        self._connection.send(self._keyboard, _MODIFIERS, number(0), number(0), number(0), number(0))
        self._connection.roundtrip()

    def wake(self) -> None:
        """Raise WaylandError if the desktop is gone."""
        self._connection.roundtrip()

    def close(self) -> None:
        self._connection.close()

    def _ready_for(self, piece: str) -> None:
        wanted = [each for each in dict.fromkeys(piece) if each not in _FIXED]
        if not all(each in self._codes for each in wanted):
            known = [each for each in self._codes if each not in wanted][: MOST - len(wanted)]
            self._use(dict(zip([*known, *wanted], _FREE, strict=False)))

    def _use(self, codes: dict[str, int]) -> None:
        self._codes = codes
        content = keymap(codes).encode() + b"\0"
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.flush()
            arguments = (number(_XKB_V1), number(len(content)))
            self._connection.send(self._keyboard, _KEYMAP, *arguments, descriptors=(file.fileno(),))
            self._connection.roundtrip()

    def _code(self, key: str) -> int:
        return _FIXED[key][0] if key in _FIXED else self._codes[key]

    def _tap_all(self, codes: Sequence[int]) -> None:
        for start in range(0, len(codes), _AT_ONCE):
            if start:
                time.sleep(_BREATH)
            for code in codes[start : start + _AT_ONCE]:
                self._tap(code)
            self._connection.roundtrip()

    def _tap(self, code: int) -> None:
        self._send_key(code, _DOWN)
        self._send_key(code, _UP)

    def _send_key(self, code: int, state: int) -> None:
        at = int(time.monotonic() * 1000)
        self._connection.send(self._keyboard, _KEY, number(at), number(code), number(state))
