"""Other programs, started from a loop and ended without a rest."""

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping
from functools import partial

STREAM_LIMIT = 2**20


async def started(*command: str, stdin: int, stdout: int, env: Mapping[str, str] | None = None) -> Process:
    """As asyncio's own, but it bears being cancelled: asyncio then waits for ever for pipes that are not connected yet."""
    begin = partial(asyncio.create_subprocess_exec, stdin=stdin, stdout=stdout, stderr=DEVNULL, env=env)
    beginning = asyncio.ensure_future(begin(*command, limit=STREAM_LIMIT))
    try:
        return await asyncio.shield(beginning)
    except asyncio.CancelledError:
        beginning.add_done_callback(_unwanted)
        await asyncio.wait({beginning})
        if not beginning.cancelled() and beginning.exception() is None:
            await ended(beginning.result())
        raise


async def ended(process: Process) -> None:
    """Until it is gone and its pipes are closed: both need that all it wrote is taken."""
    await process.communicate()


async def killed(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await ended(process)


def _unwanted(beginning: "asyncio.Future[Process]") -> None:
    if not beginning.cancelled() and beginning.exception() is None:
        with contextlib.suppress(ProcessLookupError):
            beginning.result().kill()
