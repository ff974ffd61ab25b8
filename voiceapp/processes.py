"""Ends other programs and waits until they are gone."""

import contextlib
from asyncio.subprocess import Process


async def ended(process: Process) -> None:
    """Waits until it is gone and its pipes are closed: both need that all it wrote is taken."""
    await process.communicate()


async def killed(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await ended(process)
