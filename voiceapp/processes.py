"""Starts other programs without our keys, ends them, and waits until they are gone."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Mapping

_LOOKS_EVERY = 0.02


async def wait_until_ended(process: Process) -> None:
    """Waits until it is gone and its pipes are closed: both need that all it wrote is taken."""
    await process.communicate()


def keyless_environment(environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a program that our keys are none of the business of."""
    given = os.environ if environ is None else environ
    return {name: value for name, value in given.items() if not name.startswith("OPENAI") and "API_KEY" not in name}


async def kill_and_wait(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await wait_until_ended(process)


async def end_group(process: Process, patience: float) -> None:
    """End a program that leads a group of its own, and whatever it has started: politely first, in bounded time."""
    with contextlib.suppress(OSError, RuntimeError):
        if process.stdin is not None:
            process.stdin.close()
    if not await _ends_within(process, patience):
        _signal_group(process, "SIGTERM")
        await _ends_within(process, patience)
    # Also where it has ended by itself: what it started may still be there.
    _signal_group(process, "SIGKILL")
    await _ends_within(process, patience)


async def _ends_within(process: Process, patience: float) -> bool:
    # Its pipes are not waited for: what it started may hold them open.
    end = asyncio.get_running_loop().time() + patience
    while process.returncode is None and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110
        await asyncio.sleep(_LOOKS_EVERY)
    return process.returncode is not None


def _signal_group(process: Process, name: str) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, getattr(signal, name))
