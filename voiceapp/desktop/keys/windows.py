"""Hears global keys on Windows with RegisterHotKey; the release is found by polling the key. Written with care, not
tried.
"""

import ctypes
import queue
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future

from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import KeyHeard

_MODIFIERS = {"Alt": 0x1, "Ctrl": 0x2, "Shift": 0x4, "Meta": 0x8}
_NO_REPEAT = 0x4000
_HOTKEY, _DO_JOB, _QUIT = 0x0312, 0x8001, 0x0012
_LOOK_EVERY = 0.02
_NAMED = {
    "Space": 0x20, "Esc": 0x1B, "Return": 0x0D, "Enter": 0x0D, "Tab": 0x09, "Backspace": 0x08, "Ins": 0x2D, "Del": 0x2E,
    "Home": 0x24, "End": 0x23, "PgUp": 0x21, "PgDown": 0x22, "Left": 0x25, "Up": 0x26, "Right": 0x27, "Down": 0x28,
    "Pause": 0x13, "Print": 0x2C, "Menu": 0x5D, "ScrollLock": 0x91, "CapsLock": 0x14, "NumLock": 0x90,
    "Media Play": 0xB3, "Media Stop": 0xB2, "Media Previous": 0xB1, "Media Next": 0xB0, "Volume Mute": 0xAD,
}  # fmt: skip


class _WindowMessage(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("word", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
        ("time", ctypes.c_uint),
        ("x", ctypes.c_long),
        ("y", ctypes.c_long),
    )


def virtual_key(name: str) -> int:
    """0: there is none."""
    if name in _NAMED:
        return _NAMED[name]
    if len(name) == 1 and name.isascii() and name.isalnum():
        return ord(name.upper())
    if name[:1] == "F" and name[1:].isdecimal() and 1 <= int(name[1:]) <= 24:
        return 0x6F + int(name[1:])
    return 0


class WindowsKeys:
    """A thread of its own, on which its keys are registered and heard."""

    def __init__(self, heard: KeyHeard) -> None:
        self._heard = heard
        self._user = ctypes.CDLL("user32")
        self._kernel = ctypes.CDLL("kernel32")
        self._bound: dict[int, tuple[str, str, int]] = {}
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._ready: Future[int] = Future()
        self._thread = threading.Thread(target=self._live, name="keys", daemon=True)
        self._thread.start()
        self._number = self._ready.result(5.0)

    def bind(self, wanted: Mapping[str, str]) -> Mapping[str, Sentence]:
        answer: Future[dict[str, Sentence]] = Future()
        self._jobs.put(lambda: answer.set_result(self._bind(dict(wanted))))
        self._user.PostThreadMessageW(self._number, _DO_JOB, 0, 0)
        return answer.result(5.0)

    def close(self) -> None:
        self._user.PostThreadMessageW(self._number, _QUIT, 0, 0)
        self._thread.join(5.0)

    def _live(self) -> None:
        message = _WindowMessage()
        self._user.PeekMessageW(ctypes.byref(message), None, 0, 0, 0)  # This creates the thread's message queue.
        self._ready.set_result(int(self._kernel.GetCurrentThreadId()))
        while self._user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
            if message.message == _DO_JOB:
                self._jobs.get()()
            elif message.message == _HOTKEY and int(message.word) in self._bound:
                self._pressed(*self._bound[int(message.word)])
        self._release_all()

    def _pressed(self, name: str, key: str, code: int) -> None:
        del key
        self._heard(name, True)
        threading.Thread(target=self._wait_for_release, args=(name, code), daemon=True).start()

    def _wait_for_release(self, name: str, code: int) -> None:
        while self._user.GetAsyncKeyState(code) & 0x8000:
            time.sleep(_LOOK_EVERY)
        self._heard(name, False)

    def _bind(self, wanted: dict[str, str]) -> dict[str, Sentence]:
        self._release_all()
        problems: dict[str, Sentence] = {}
        for number, (name, key) in enumerate(wanted.items(), 1):
            *held, last = key.split("+") if not key.endswith("+") else [*key[:-2].split("+"), "+"]
            code = virtual_key(last)
            modifiers = sum(_MODIFIERS.get(word, 0) for word in held)
            if not code:
                problems[name] = Sentence(
                    "Windows has no key {key} for all programs. Choose another one in Settings.", key=key
                )
            elif not self._user.RegisterHotKey(None, number, modifiers | _NO_REPEAT, code):
                problems[name] = Sentence(
                    "Another program holds {key} already. Choose another key in Settings.", key=key
                )
            else:
                self._bound[number] = (name, key, code)
        return problems

    def _release_all(self) -> None:
        for number in self._bound:
            self._user.UnregisterHotKey(None, number)
        self._bound.clear()


def open_keys(heard: KeyHeard, _here: DesktopEnvironment) -> WindowsKeys:
    return WindowsKeys(heard)
