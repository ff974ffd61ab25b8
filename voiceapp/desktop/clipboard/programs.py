"""Reaches the clipboard where no window lends its own: through the programs that every desktop has for it."""

import asyncio
import os
import shutil
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voiceapp.core.ports import ToolError
from voiceapp.processes import killed

PATIENCE = 5.0
_LOOKS, _LOOK_AGAIN = 50, 0.02
NONE = "There is no clipboard here: wl-clipboard or xclip would give one."


@dataclass(frozen=True, slots=True)
class _Programs:
    read: tuple[str, ...]
    write: tuple[str, ...]


_WAYLAND = _Programs(("wl-paste", "--no-newline", "--type", "text"), ("wl-copy", "--type", "text/plain"))
_XCLIP = _Programs(
    ("xclip", "-selection", "clipboard", "-out", "-target", "UTF8_STRING"),
    ("xclip", "-selection", "clipboard", "-in"),
)
_XSEL = _Programs(("xsel", "--clipboard", "--output"), ("xsel", "--clipboard", "--input"))
_MAC = _Programs(("pbpaste",), ("pbcopy",))


class CommandClipboard:
    """Meets `core.ports.Clipboard`."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ

    async def read(self) -> str:
        code, text = await _run(self._programs().read, None)
        # These programs refuse when nothing, or no text, is there.
        return text if code == 0 else ""

    async def write(self, text: str) -> None:
        programs = self._programs()
        code, _ = await _run(programs.write, text)
        if code != 0:
            raise ToolError("The clipboard could not be written.")
        if programs is not _MAC:
            await self._settled(programs, text)

    async def _settled(self, programs: _Programs, text: str) -> None:
        """They end before the clipboard is theirs: whoever pastes at once must not get what stood there before."""
        for _ in range(_LOOKS):
            if await _run(programs.read, None) == (0, text):
                return
            await asyncio.sleep(_LOOK_AGAIN)

    def _programs(self) -> _Programs:
        if sys.platform == "darwin":
            return _MAC
        choices: list[_Programs] = []
        if self._environ.get("WAYLAND_DISPLAY"):
            choices.append(_WAYLAND)
        if self._environ.get("DISPLAY"):
            choices += [_XCLIP, _XSEL]
        for programs in choices:
            if shutil.which(programs.read[0]) and shutil.which(programs.write[0]):
                return programs
        raise ToolError(NONE)


async def _run(command: Sequence[str], text: str | None) -> tuple[int, str]:
    # These programs go on in the background to serve what was copied: they must not hold our pipes.
    reads = text is None
    process = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL if reads else PIPE, stdout=PIPE if reads else DEVNULL, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(PATIENCE):
            out, _ = await process.communicate(None if text is None else text.encode())
    except TimeoutError:
        await killed(process)
        raise ToolError("The clipboard does not answer.") from None
    except asyncio.CancelledError:
        await killed(process)
        raise
    return process.returncode or 0, (out or b"").decode("utf-8", "replace")
