"""Reaches the clipboard of Wayland through wl-clipboard, or through the X11 server that runs inside it."""

from voiceapp.desktop.clipboard import x11
from voiceapp.desktop.clipboard.programs import ClipboardPrograms, CommandClipboard
from voiceapp.desktop.environment import DesktopEnvironment

PROGRAMS = ClipboardPrograms(("wl-paste", "--no-newline", "--type", "text"), ("wl-copy", "--type", "text/plain"))


def open_clipboard(here: DesktopEnvironment) -> CommandClipboard:
    return CommandClipboard((PROGRAMS, *(x11.PROGRAMS if here.has_x11 else ())))
