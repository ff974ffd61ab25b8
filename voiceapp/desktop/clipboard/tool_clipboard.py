"""Gives tools a clipboard: the window's if there is one, otherwise that of the desktop's own programs."""

import asyncio
from collections.abc import Callable, Mapping

from voiceapp.core.ports import Clipboard, ToolError
from voiceapp.desktop.clipboard import answers, open_clipboard
from voiceapp.desktop.clipboard.programs import SILENT

Standing = Callable[[], Mapping[str, bytes] | None]
"""What we ourselves supply while we own the clipboard; None: it is not ours."""


class ToolClipboard:
    """Meets `core.ports.Clipboard`."""

    def __init__(self) -> None:
        self.lent: Clipboard = open_clipboard()
        self.standing: Standing = lambda: None

    async def read(self) -> str:
        ours = self.standing()
        if ours is not None:
            return ours.get("UTF8_STRING", b"").decode("utf-8", "replace")
        if not await asyncio.to_thread(answers):
            # The window would wait for it as well.
            raise ToolError(SILENT)
        return await self.lent.read()

    async def write(self, text: str) -> None:
        await self.lent.write(text)
