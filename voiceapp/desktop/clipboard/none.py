"""Stands in when only a window could have a clipboard, and there is no window."""

from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment

NONE = Sentence("There's no clipboard here without the app's window.")


class NoClipboard:
    """Meets `core.ports.Clipboard`."""

    async def read(self) -> str:
        raise ToolError(NONE)

    async def write(self, text: str) -> None:
        del text
        raise ToolError(NONE)


def open_clipboard(_here: DesktopEnvironment) -> NoClipboard:
    return NoClipboard()
