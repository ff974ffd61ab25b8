"""Reads and writes the clipboard through the programs that desktops have for it."""

import asyncio
import shutil
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.processes import kill_and_wait

PATIENCE = 5.0
_LOOKS, _LOOK_AGAIN = 50, 0.02
SILENT = Sentence("The clipboard doesn't answer.")
NONE = Sentence("No clipboard found. Install wl-clipboard or xclip.")


@dataclass(frozen=True, slots=True)
class ClipboardPrograms:
    """A program that reads the clipboard and the one that writes it."""

    read: tuple[str, ...]
    write: tuple[str, ...]
    settles: bool = True
    """They exit before they own the clipboard: whoever pastes immediately must not get the earlier content."""


class CommandClipboard:
    """Meets `core.ports.Clipboard`."""

    def __init__(self, choices: Sequence[ClipboardPrograms]) -> None:
        """Uses the first of them that is installed."""
        self._choices = choices

    async def read(self) -> str:
        code, text = await _run(self._programs().read, None)
        # These programs fail if the clipboard is empty or holds no text.
        return text if code == 0 else ""

    async def write(self, text: str) -> None:
        programs = self._programs()
        code, _ = await _run(programs.write, text)
        if code != 0:
            raise ToolError(Sentence("The clipboard couldn't be written."))
        if programs.settles:
            await self._settled(programs, text)

    @staticmethod
    async def _settled(programs: ClipboardPrograms, text: str) -> None:
        for _ in range(_LOOKS):
            if await _run(programs.read, None) == (0, text):
                return
            await asyncio.sleep(_LOOK_AGAIN)

    def _programs(self) -> ClipboardPrograms:
        for programs in self._choices:
            if shutil.which(programs.read[0]) and shutil.which(programs.write[0]):
                return programs
        raise ToolError(NONE)


async def _run(command: Sequence[str], text: str | None) -> tuple[int, str]:
    # These programs stay in the background to serve what was copied, so they must not hold our pipes.
    reads = text is None
    process = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL if reads else PIPE, stdout=PIPE if reads else DEVNULL, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(PATIENCE):
            out, _ = await process.communicate(None if text is None else text.encode())
    except TimeoutError:
        await kill_and_wait(process)
        raise ToolError(SILENT) from None
    except asyncio.CancelledError:
        await kill_and_wait(process)
        raise
    return process.returncode or 0, (out or b"").decode("utf-8", "replace")
