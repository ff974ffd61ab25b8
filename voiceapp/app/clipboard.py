"""The clipboard that tools use: the window's where there is one, else the desktop's own programs."""

from voiceapp.core.ports import Clipboard
from voiceapp.tools.parts.clipboards import CommandClipboard


class LentClipboard:
    """Meets `core.ports.Clipboard`."""

    def __init__(self) -> None:
        self.lent: Clipboard = CommandClipboard()

    async def read(self) -> str:
        return await self.lent.read()

    async def write(self, text: str) -> None:
        await self.lent.write(text)
