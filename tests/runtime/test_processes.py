"""Other programs end without a rest."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE

from tests.rig.patience import EVENT
from voiceapp.processes import kill_and_wait, wait_until_ended

WRITES_AND_STAYS = "import signal, sys; sys.stdout.write('x' * 4_000_000); sys.stdout.flush(); signal.pause()"


async def test_one_whose_words_nobody_takes_ends_all_the_same() -> None:
    # With so little room its reading rests at once.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITES_AND_STAYS, stdin=DEVNULL, stdout=PIPE, limit=1024
    )
    assert process.stdout is not None
    await process.stdout.readexactly(1)
    async with asyncio.timeout(EVENT):
        await kill_and_wait(process)
    assert process.returncode is not None
    assert process.stdout.at_eof()


async def test_one_that_ends_by_itself_is_waited_for() -> None:
    process = await asyncio.create_subprocess_exec("true", stdin=DEVNULL, stdout=PIPE)
    await wait_until_ended(process)
    assert process.returncode == 0
