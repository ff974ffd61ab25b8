"""Programs that are started and, at whatever moment, not wanted any more."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

import pytest

from voiceapp.processes import ended, killed, started

WRITES_AND_STAYS = "import sys, time; sys.stdout.write('x' * 4_000_000); sys.stdout.flush(); time.sleep(600)"
PATIENCE = 60


def running(mark: str) -> bool:
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark.encode() in command.read_bytes():
                return True
        except OSError:
            continue
    return False


@pytest.mark.parametrize("steps", range(8))
async def test_one_that_is_not_wanted_any_more_while_it_starts_is_ended(steps: int) -> None:
    mark = f"600.0{steps}"
    starting = asyncio.create_task(started("sleep", mark, stdin=PIPE, stdout=PIPE))
    for _ in range(steps):
        await asyncio.sleep(0)
    starting.cancel()
    done, _ = await asyncio.wait({starting}, timeout=PATIENCE)
    assert done == {starting}
    if not starting.cancelled():
        await killed(starting.result())
    assert not running(mark)


async def test_one_whose_words_nobody_takes_ends_all_the_same() -> None:
    process = await started(sys.executable, "-c", WRITES_AND_STAYS, stdin=DEVNULL, stdout=PIPE)
    assert process.stdout is not None
    await process.stdout.readexactly(1)
    async with asyncio.timeout(PATIENCE):
        await killed(process)
    assert process.returncode is not None
    assert process.stdout.at_eof()


async def test_one_that_is_not_there_is_an_error_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        await started("there-is-no-such-program", stdin=DEVNULL, stdout=PIPE)


async def test_one_that_ends_by_itself_is_waited_for() -> None:
    process = await started("true", stdin=DEVNULL, stdout=PIPE)
    await ended(process)
    assert process.returncode == 0
