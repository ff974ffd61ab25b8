"""Types text into other programs on Windows with SendInput, which takes any character. Written with care, not tried.

Pasting is typing here, which needs no layout and leaves the clipboard alone.
"""

import ctypes
import time

from voiceapp.core.dictation.joining import fit
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.text_output.cursor_context import CursorContext
from voiceapp.desktop.text_output.field_kinds import place

_KEYBOARD = 1
_KEY_UP, _UNICODE = 0x0002, 0x0004
_BACKSPACE, _RETURN, _TAB = 0x08, 0x0D, 0x09
_MODIFIERS = (0x10, 0x11, 0x12, 0x5B, 0x5C)
_STYLE, _PASSWORD_STYLE = -16, 0x20
_TEXT_FORMAT, _MOVEABLE = 13, 0x0002
_PATIENCE = 0.8
_LOOK_EVERY = 8
_REFUSED = Failure(
    FailureKind.REJECTED, Sentence("Windows blocked the text. Programs run as administrator don't accept any.")
)
_NO_CLIPBOARD = Failure(FailureKind.REJECTED, Sentence("Another program holds the clipboard. Try again."))


class _Key(ctypes.Structure):
    _fields_ = (
        ("key", ctypes.c_ushort),
        ("scan", ctypes.c_ushort),
        ("flags", ctypes.c_uint),
        ("time", ctypes.c_uint),
        ("extra", ctypes.c_size_t),
    )


class _Either(ctypes.Union):
    # The structure must be as large as the largest kind of input, which is the mouse's.
    _fields_ = (("key", _Key), ("room", ctypes.c_byte * (32 if ctypes.sizeof(ctypes.c_void_p) == 8 else 24)))


class _Input(ctypes.Structure):
    _fields_ = (("kind", ctypes.c_uint), ("of", _Either))


class _Rectangle(ctypes.Structure):
    _fields_ = tuple((side, ctypes.c_long) for side in ("left", "top", "right", "bottom"))


class _ThreadInfo(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_uint),
        ("flags", ctypes.c_uint),
        *((name, ctypes.c_void_p) for name in ("active", "focus", "capture", "menu", "moving", "caret")),
        ("place", _Rectangle),
    )


class WindowsOutput:
    """Meets `TextOutput`."""

    def __init__(self) -> None:
        self._user = ctypes.CDLL("user32")
        self._kernel = ctypes.CDLL("kernel32")
        self._user.GetForegroundWindow.restype = ctypes.c_void_p
        self._kernel.GlobalAlloc.restype = ctypes.c_void_p
        self._kernel.GlobalLock.restype = ctypes.c_void_p
        self._kernel.GlobalLock.argtypes = self._kernel.GlobalUnlock.argtypes = (ctypes.c_void_p,)
        self._user.SetClipboardData.argtypes = (ctypes.c_uint, ctypes.c_void_p)

    def focus(self) -> TextTarget | None:
        window = self._user.GetForegroundWindow()
        if not window:
            return TextTarget("", "")
        name = ctypes.create_unicode_buffer(256)
        self._user.GetClassNameW(ctypes.c_void_p(window), name, 256)
        return place(str(window), name.value.lower(), 0, CursorContext(secret=self._is_password(window)))

    def _is_password(self, window: int) -> bool:
        thread = self._user.GetWindowThreadProcessId(ctypes.c_void_p(window), None)
        info = _ThreadInfo(size=ctypes.sizeof(_ThreadInfo))
        if not self._user.GetGUIThreadInfo(thread, ctypes.byref(info)) or not info.focus:
            return False
        name = ctypes.create_unicode_buffer(64)
        self._user.GetClassNameW(ctypes.c_void_p(info.focus), name, 64)
        style = self._user.GetWindowLongW(ctypes.c_void_p(info.focus), _STYLE)
        return "edit" in name.value.lower() and bool(style & _PASSWORD_STYLE)

    def prepare(self) -> None:
        pass

    def deliver(self, wish: Deliver) -> Delivered:
        if wish.way is DeliveryMethod.CLIPBOARD and not wish.erase:
            copied = self._copy(wish.text_for(wish.target))
            arrival = DeliveryResult.COPIED if copied else DeliveryResult.FAILED
            return Delivered(wish.delivery, arrival, failure=None if copied else _NO_CLIPBOARD)
        self._free_modifiers()
        now = self.focus()
        if now is None or not now.window or (wish.target is not None and wish.target.window != now.window):
            return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED)
        refused = wish.refused_by(now)
        if refused is not None:
            return Delivered(wish.delivery, refused, target=now)
        text = wish.text_for(now) if wish.as_is else fit(wish.text_for(now), wish.before)
        for _ in range(wish.erase):
            if not self._tap(_BACKSPACE):
                return Delivered(wish.delivery, DeliveryResult.FAILED, "", now, _REFUSED)
        for at, character in enumerate(text):
            if at % _LOOK_EVERY == 0 and str(self._user.GetForegroundWindow()) != now.window:
                return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED, text[:at], now)
            if not self._type(character):
                return Delivered(wish.delivery, DeliveryResult.FAILED, text[:at], now, _REFUSED)
        return Delivered(wish.delivery, DeliveryResult.INSERTED, text, now)

    def close(self) -> None:
        pass

    def _free_modifiers(self) -> None:
        end = time.monotonic() + _PATIENCE
        while held := [key for key in _MODIFIERS if self._user.GetAsyncKeyState(key) & 0x8000]:
            if time.monotonic() > end:
                self._send(*(_Key(key, 0, _KEY_UP, 0, 0) for key in held))
                return
            time.sleep(0.01)

    def _type(self, character: str) -> bool:
        if character in "\n\t":
            return self._tap(_RETURN if character == "\n" else _TAB)
        units = character.encode("utf-16-le")
        codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
        downs = [_Key(0, code, _UNICODE, 0, 0) for code in codes]
        ups = [_Key(0, code, _UNICODE | _KEY_UP, 0, 0) for code in codes]
        return self._send(*downs, *ups)

    def _tap(self, key: int) -> bool:
        return self._send(_Key(key, 0, 0, 0, 0), _Key(key, 0, _KEY_UP, 0, 0))

    def _send(self, *keys: _Key) -> bool:
        inputs = (_Input * len(keys))(*(_Input(_KEYBOARD, _Either(key=key)) for key in keys))
        return int(self._user.SendInput(len(keys), inputs, ctypes.sizeof(_Input))) == len(keys)

    def _copy(self, text: str) -> bool:
        if not self._user.OpenClipboard(None):
            return False
        try:
            content = text.encode("utf-16-le") + b"\0\0"
            block = self._kernel.GlobalAlloc(_MOVEABLE, len(content))
            ctypes.memmove(self._kernel.GlobalLock(block), content, len(content))
            self._kernel.GlobalUnlock(block)
            self._user.EmptyClipboard()
            return bool(self._user.SetClipboardData(_TEXT_FORMAT, block))
        finally:
            self._user.CloseClipboard()


def open_output(_here: DesktopEnvironment) -> WindowsOutput:
    return WindowsOutput()
