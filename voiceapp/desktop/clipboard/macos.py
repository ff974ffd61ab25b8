"""Reaches the clipboard of macOS through its own programs (written with care; not tried there)."""

from voiceapp.desktop.clipboard.programs import ClipboardPrograms, CommandClipboard
from voiceapp.desktop.environment import DesktopEnvironment

PROGRAMS = ClipboardPrograms(("pbpaste",), ("pbcopy",), settles=False)


def open_clipboard(_here: DesktopEnvironment) -> CommandClipboard:
    return CommandClipboard((PROGRAMS,))
