"""Types text into other programs on macOS, as key events that carry the text. Written with care, not tried.

Pasting is typing here, which needs no layout and leaves the clipboard alone. The system itself says when somebody types
a password.
"""

import ctypes
import ctypes.util
import subprocess
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

_SESSION = 1
_AT_A_TIME = 16
"""UTF-16 units per event: some programs cut off more."""
_RETURN, _TAB, _BACKSPACE = 36, 48, 51
_BETWEEN = 0.004
_NO_CLIPBOARD = Failure(FailureKind.REJECTED, Sentence("The clipboard couldn't be used. Try again."))
_NOT_ALLOWED = Failure(
    FailureKind.REJECTED,
    Sentence("macOS doesn't let voiceapp type. Allow it in System Settings > Privacy & Security > Accessibility."),
)


class MacOutput:
    """Meets `TextOutput`."""

    def __init__(self) -> None:
        self._services = ctypes.CDLL(ctypes.util.find_library("ApplicationServices"))
        self._carbon = ctypes.CDLL(ctypes.util.find_library("Carbon"))
        self._core = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
        self._services.CGEventCreateKeyboardEvent.restype = ctypes.c_void_p
        self._services.CGEventCreateKeyboardEvent.argtypes = (ctypes.c_void_p, ctypes.c_uint16, ctypes.c_bool)
        self._services.CGEventKeyboardSetUnicodeString.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
        self._services.CGEventSetFlags.argtypes = (ctypes.c_void_p, ctypes.c_uint64)
        self._services.CGEventPost.argtypes = (ctypes.c_uint32, ctypes.c_void_p)
        self._services.AXIsProcessTrusted.restype = ctypes.c_bool
        self._carbon.IsSecureEventInputEnabled.restype = ctypes.c_bool
        self._core.CFRelease.argtypes = (ctypes.c_void_p,)

    def focus(self) -> TextTarget | None:
        front = self._ask("lsappinfo", "front").strip()
        told = self._ask("lsappinfo", "info", "-only", "name", front)
        name = told.rpartition("=")[2].strip().strip('"').lower()
        return place(front, name, 0, CursorContext(secret=bool(self._carbon.IsSecureEventInputEnabled())))

    def prepare(self) -> None:
        pass

    def deliver(self, wish: Deliver) -> Delivered:
        if wish.way is DeliveryMethod.CLIPBOARD and not wish.erase:
            done = subprocess.run(
                ["/usr/bin/pbcopy"], input=wish.text_for(wish.target).encode(), check=False, timeout=5
            )
            arrival = DeliveryResult.FAILED if done.returncode else DeliveryResult.COPIED
            return Delivered(wish.delivery, arrival, failure=_NO_CLIPBOARD if done.returncode else None)
        if not self._services.AXIsProcessTrusted():
            return Delivered(wish.delivery, DeliveryResult.FAILED, failure=_NOT_ALLOWED)
        now = self.focus()
        if now is None or (wish.target is not None and wish.target.window != now.window):
            return Delivered(wish.delivery, DeliveryResult.FOCUS_MOVED)
        refused = wish.refused_by(now)
        if refused is not None:
            return Delivered(wish.delivery, refused, target=now)
        text = wish.text_for(now) if wish.as_is else fit(wish.text_for(now), wish.before)
        for _ in range(wish.erase):
            self._key(_BACKSPACE)
        for piece in _pieces(text):
            if piece in ("\n", "\t"):
                self._key(_RETURN if piece == "\n" else _TAB)
            else:
                self._key(0, piece)
        return Delivered(wish.delivery, DeliveryResult.INSERTED, text, now)

    def close(self) -> None:
        pass

    def _key(self, code: int, text: str = "") -> None:
        for down in (True, False):
            event = self._services.CGEventCreateKeyboardEvent(None, code, down)
            # Without the modifiers that the person holds, which would turn the text into shortcuts.
            self._services.CGEventSetFlags(event, 0)
            if text:
                units = text.encode("utf-16-le")
                self._services.CGEventKeyboardSetUnicodeString(event, len(units) // 2, units)
            self._services.CGEventPost(_SESSION, event)
            self._core.CFRelease(event)
        time.sleep(_BETWEEN)

    @staticmethod
    def _ask(*command: str) -> str:
        try:
            return subprocess.run(
                ["/usr/bin/" + command[0], *command[1:]], capture_output=True, text=True, timeout=2, check=False
            ).stdout
        except (OSError, subprocess.TimeoutExpired):
            return ""


def _pieces(text: str) -> list[str]:
    """Line ends and tabs by themselves, the rest in short runs of whole characters."""
    pieces: list[str] = []
    for character in text:
        alone = character in "\n\t"
        fresh = not pieces or alone or pieces[-1] in ("\n", "\t")
        if fresh or len((pieces[-1] + character).encode("utf-16-le")) > 2 * _AT_A_TIME:
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def open_output(_here: DesktopEnvironment) -> MacOutput:
    return MacOutput()
