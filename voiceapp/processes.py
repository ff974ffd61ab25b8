"""Ends other programs and waits until they are gone."""

import contextlib
from asyncio.subprocess import Process


async def wait_until_ended(process: Process) -> None:
    """Waits until it is gone and its pipes are closed: both need that all it wrote is taken."""
    await process.communicate()


async def kill_and_wait(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await wait_until_ended(process)
