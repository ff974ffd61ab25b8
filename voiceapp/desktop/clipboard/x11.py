"""Reaches the clipboard of X11 through the programs that desktops have for it."""

from voiceapp.desktop.clipboard.programs import ClipboardPrograms, CommandClipboard
from voiceapp.desktop.environment import DesktopEnvironment

PROGRAMS = (
    ClipboardPrograms(
        ("xclip", "-selection", "clipboard", "-out", "-target", "UTF8_STRING"),
        ("xclip", "-selection", "clipboard", "-in"),
    ),
    ClipboardPrograms(("xsel", "--clipboard", "--output"), ("xsel", "--clipboard", "--input")),
)


def open_clipboard(_here: DesktopEnvironment) -> CommandClipboard:
    return CommandClipboard(PROGRAMS)
