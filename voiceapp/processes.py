"""Starts other programs without our keys, ends them, and waits until they are gone."""

import contextlib
import os
from asyncio.subprocess import Process


async def wait_until_ended(process: Process) -> None:
    """Waits until it is gone and its pipes are closed: both need that all it wrote is taken."""
    await process.communicate()


def keyless_environment() -> dict[str, str]:
    """Return the environment for a program that our keys are none of the business of."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith("OPENAI") and "API_KEY" not in name
    }


async def kill_and_wait(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await wait_until_ended(process)
