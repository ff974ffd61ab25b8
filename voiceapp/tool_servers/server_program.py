"""Runs a server of tools as a program of this machine, and passes its messages on, a line each.

The package's own way to do this takes lines of any length and any number. This one bounds both, gives the program an
environment without our keys, and ends with it whatever it has started.
"""

import asyncio
import contextlib
import re
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.tool_servers.server_entries import EntryProblemError, ServerEntry
from voiceapp.processes import end_group

if TYPE_CHECKING:
    from anyio.streams.memory import MemoryObjectSendStream
    from mcp.client._transport import TransportStreams
    from mcp.shared.message import SessionMessage

INHERITED = [
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LOGNAME",
    "PATH",
    "SHELL",
    "TERM",
    "TMPDIR",
    "TZ",
    "USER",
    "APPDATA",
    "COMSPEC",
    "HOMEDRIVE",
    "HOMEPATH",
    "LOCALAPPDATA",
    "PATHEXT",
    "PROGRAMFILES",
    "SYSTEMDRIVE",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "USERNAME",
    "USERPROFILE",
]
"""The variables that a program needs to run at all. It gets no others, so that no key reaches it by accident."""
LONGEST_LINE = 16_000_000
"""Bytes of one message. A picture may be some millions."""
MOST_AT_ONCE, MOMENT = 200, 0.5
"""Messages within so many seconds, after which a server has to wait: it must not take the app's time from the talk."""
END_PATIENCE = 1.0
LONGEST_LAST_WORDS = 200
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def environment_for(entry: ServerEntry, environ: Mapping[str, str]) -> dict[str, str]:
    """Return all variables that the program gets. A function of a shell among them would be run by one."""
    kept = {name: environ[name] for name in INHERITED if name in environ and not environ[name].startswith("()")}
    return kept | dict(entry.variables)


class ServerProgram:
    """Meets `mcp`'s Transport. `on_end` is called once when the program ends or closes its output."""

    def __init__(self, entry: ServerEntry, environ: Mapping[str, str], on_end: Callable[[], None]) -> None:
        self._entry = entry
        self._environ = environ
        self._on_end = on_end
        self._process: Process | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._last_words = ""
        self._why: Sentence | None = None

    @property
    def why_it_ended(self) -> Sentence:
        """Return the reason, as far as it is known."""
        if self._why is not None:
            return self._why
        words = in_one_line(clean(_COLOURS.sub("", self._last_words))).strip()
        code = self._process.returncode if self._process is not None else None
        if words:
            return Sentence("The program ended and said: {words}", words=words)
        if code:
            return Sentence("The program ended with code {code}.", code=code)
        return Sentence("The program ended.")

    async def __aenter__(self) -> "TransportStreams":
        import anyio  # noqa: PLC0415  (loaded with the `mcp` package only)

        process = await self._started()
        self._process = process
        incoming, read_stream = anyio.create_memory_object_stream["SessionMessage | Exception"](0)
        write_stream, outgoing = anyio.create_memory_object_stream["SessionMessage"](0)

        async def take_lines() -> None:
            async with incoming:
                await self._take_messages(process, incoming)
            self._on_end()

        async def give_lines() -> None:
            async with outgoing:
                async for message in outgoing:
                    await self._write(process, message)

        self._tasks = [asyncio.create_task(each) for each in (take_lines(), give_lines(), self._listen(process))]
        self._streams = (read_stream, write_stream)
        return self._streams

    async def __aexit__(self, *_: object) -> None:
        for stream in self._streams:
            await stream.aclose()
        process = self._process
        if process is not None:
            await end_group(process, END_PATIENCE)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if process is not None:
            # What it left behind may hold the pipes open, and nobody reads them any more.
            transport = cast("asyncio.SubprocessTransport | None", getattr(process, "_transport", None))
            if transport is not None:
                transport.close()

    async def _started(self) -> Process:
        entry = self._entry
        environment = environment_for(entry, self._environ)
        command = shutil.which(entry.command, path=environment.get("PATH"))
        if command is None:
            raise EntryProblemError(
                Sentence("There's no program {command} on this device. Install it first.", command=entry.command)
            )
        folder = entry.folder if entry.folder not in ("", "~") else environment.get("HOME") or str(Path.home())
        try:
            return await asyncio.create_subprocess_exec(
                command,
                *entry.arguments,
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                env=environment,
                cwd=folder,
                limit=LONGEST_LINE,
                start_new_session=sys.platform != "win32",
            )
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise EntryProblemError(Sentence("It can't be started ({why}).", why=clean(why))) from error

    async def _take_messages(
        self, process: Process, incoming: "MemoryObjectSendStream[SessionMessage | Exception]"
    ) -> None:
        import anyio  # noqa: PLC0415
        from mcp.shared.message import SessionMessage  # noqa: PLC0415
        from mcp_types import jsonrpc_message_adapter  # noqa: PLC0415

        assert process.stdout is not None
        loop = asyncio.get_running_loop()
        began, count = loop.time(), 0
        while True:
            try:
                line = await process.stdout.readuntil(b"\n")
            except asyncio.IncompleteReadError:
                return
            except asyncio.LimitOverrunError:
                self._why = Sentence("It sent far more than it may, so it was ended.")
                return
            except OSError:
                return
            try:
                message = jsonrpc_message_adapter.validate_json(line, by_name=False)
            except ValueError:
                continue  # Some programs print other things there.
            finally:
                count += 1
                if count >= MOST_AT_ONCE:
                    await asyncio.sleep(max(0.0, began + MOMENT - loop.time()))
                    began, count = loop.time(), 0
            try:
                await incoming.send(SessionMessage(message))
            except (anyio.ClosedResourceError, anyio.BrokenResourceError):
                return

    @staticmethod
    async def _write(process: Process, message: "SessionMessage") -> None:
        assert process.stdin is not None
        text = message.message.model_dump_json(by_alias=True, exclude_unset=True)
        # Where it reads no more it has ended, which its output tells.
        with contextlib.suppress(OSError):
            process.stdin.write(text.encode() + b"\n")
            await process.stdin.drain()

    async def _listen(self, process: Process) -> None:
        """Remember what it complained of last. It goes to no log, because nobody knows what it holds."""
        assert process.stderr is not None
        while True:
            piece = await process.stderr.read(4_096)
            if not piece:
                return
            lines = [line for line in piece.decode(errors="replace").splitlines() if line.strip()]
            self._last_words = lines[-1][-LONGEST_LAST_WORDS:] if lines else self._last_words
