"""Hears global keys on macOS with an event tap, which the person must allow under Accessibility. Written with care, not
tried.
"""

import ctypes
import ctypes.util
import threading
from collections.abc import Mapping

from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import KeyHeard

_SESSION_TAP, _HEAD, _ACTIVE = 1, 0, 0
_DOWN, _UP = 10, 11
_KEYCODE_FIELD, _REPEAT_FIELD = 9, 8
_FLAGS = {"Shift": 1 << 17, "Meta": 1 << 18, "Alt": 1 << 19, "Ctrl": 1 << 20}
"""Qt's names: its Ctrl is the Command key, its Meta is Control."""
_ALL_FLAGS = sum(_FLAGS.values())
_CODES = {
    "A": 0, "S": 1, "D": 2, "F": 3, "H": 4, "G": 5, "Z": 6, "X": 7, "C": 8, "V": 9, "B": 11, "Q": 12, "W": 13, "E": 14,
    "R": 15, "Y": 16, "T": 17, "1": 18, "2": 19, "3": 20, "4": 21, "6": 22, "5": 23, "9": 25, "7": 26, "8": 28, "0": 29,
    "O": 31, "U": 32, "I": 34, "P": 35, "Return": 36, "L": 37, "J": 38, "K": 40, "N": 45, "M": 46, "Tab": 48,
    "Space": 49, "Backspace": 51, "Esc": 53, "F5": 96, "F6": 97, "F7": 98, "F3": 99, "F8": 100, "F9": 101, "F11": 103,
    "F13": 105, "F16": 106, "F14": 107, "F10": 109, "F12": 111, "F15": 113, "F4": 118, "F2": 120, "F1": 122,
    "F17": 64, "F18": 79, "F19": 80, "F20": 90,
}  # fmt: skip
_NOT_ALLOWED = Sentence(
    "macOS doesn't let voiceapp hear keys. Allow it in System Settings > Privacy & Security "
    "> Accessibility, then open voiceapp again."
)


class MacKeys:
    def __init__(self, heard: KeyHeard) -> None:
        self._heard = heard
        self._graphics = ctypes.CDLL(ctypes.util.find_library("ApplicationServices"))
        self._core = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
        self._bound: dict[tuple[int, int], str] = {}
        self._down: dict[int, str] = {}
        self._allowed = threading.Event()
        self._settled = threading.Event()
        self._loop: int | None = None
        self._declare()
        self._thread = threading.Thread(target=self._live, name="keys", daemon=True)
        self._thread.start()

    def _declare(self) -> None:
        graphics, core = self._graphics, self._core
        pointer = ctypes.c_void_p
        kind = ctypes.CFUNCTYPE(pointer, pointer, ctypes.c_uint32, pointer, pointer)
        self._callback = kind(self._event)
        graphics.CGEventTapCreate.restype = pointer
        graphics.CGEventTapCreate.argtypes = (
            ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_uint64, kind, pointer,
        )  # fmt: skip
        graphics.CGEventGetIntegerValueField.restype = ctypes.c_int64
        graphics.CGEventGetIntegerValueField.argtypes = (pointer, ctypes.c_uint32)
        graphics.CGEventGetFlags.restype = ctypes.c_uint64
        graphics.CGEventGetFlags.argtypes = (pointer,)
        core.CFMachPortCreateRunLoopSource.restype = pointer
        core.CFMachPortCreateRunLoopSource.argtypes = (pointer, pointer, ctypes.c_long)
        core.CFRunLoopGetCurrent.restype = pointer
        core.CFRunLoopAddSource.argtypes = (pointer, pointer, pointer)
        core.CFRunLoopStop.argtypes = (pointer,)

    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, Sentence]:
        self._settled.wait(5.0)
        if not self._allowed.is_set():
            return dict.fromkeys(wanted, _NOT_ALLOWED)
        bound: dict[tuple[int, int], str] = {}
        problems: dict[str, Sentence] = {}
        for name, key in wanted.items():
            *held, last = key.split("+")
            if last in _CODES:
                bound[_CODES[last], sum(_FLAGS.get(word, 0) for word in held)] = name
            else:
                problems[name] = Sentence(
                    "macOS has no key {key} for all programs. Choose another one in Settings.", key=key
                )
        self._bound = bound
        return problems

    def close(self) -> None:
        if self._loop is not None:
            self._core.CFRunLoopStop(self._loop)
        self._thread.join(5.0)

    def _live(self) -> None:
        mask = 1 << _DOWN | 1 << _UP
        tap = self._graphics.CGEventTapCreate(_SESSION_TAP, _HEAD, _ACTIVE, mask, self._callback, None)
        if tap:
            self._allowed.set()
        self._settled.set()
        if not tap:
            return
        source = self._core.CFMachPortCreateRunLoopSource(None, tap, 0)
        self._loop = self._core.CFRunLoopGetCurrent()
        modes = ctypes.c_void_p.in_dll(self._core, "kCFRunLoopCommonModes")
        self._core.CFRunLoopAddSource(self._loop, source, modes)
        self._core.CFRunLoopRun()

    def _event(self, proxy: int, kind: int, event: int, info: int) -> int | None:
        """Returns None if the key is ours, so that it goes nowhere else."""
        del proxy, info
        code = int(self._graphics.CGEventGetIntegerValueField(event, _KEYCODE_FIELD))
        if kind == _UP and code in self._down:
            self._heard(self._down.pop(code), False)
            return None
        if kind == _DOWN:
            flags = int(self._graphics.CGEventGetFlags(event)) & _ALL_FLAGS
            name = self._bound.get((code, flags))
            if name is not None or code in self._down:
                if name is not None and not self._graphics.CGEventGetIntegerValueField(event, _REPEAT_FIELD):
                    self._down[code] = name
                    self._heard(name, True)
                return None
        return event


def open_keys(heard: KeyHeard, _here: DesktopEnvironment) -> MacKeys:
    return MacKeys(heard)
