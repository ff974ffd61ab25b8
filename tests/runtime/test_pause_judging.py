"""The session has one pause judged at a time: the newest."""

import asyncio

from tests.engines.failing import Rig, Scripted
from tests.rig.patience import EVENT
from voiceapp.core.messages import JudgePause
from voiceapp.core.transcript import SoundId
from voiceapp.runtime.session import Session

SOUND = SoundId("u1")


class BusyJudge:
    """Takes until it is told to answer. Meets `core.ports.PauseJudge`."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[bytes] = asyncio.Queue()
        self.given_up: asyncio.Queue[bytes] = asyncio.Queue()

    def get_ready(self) -> None:
        """It always is."""

    async def likelihood(self, pcm: bytes) -> float | None:
        self.asked.put_nowait(pcm)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.given_up.put_nowait(pcm)
            raise
        return None


async def test_a_pause_that_is_over_is_not_judged_any_more_when_the_next_one_is() -> None:
    judge = BusyJudge()
    rig = Rig([Scripted("realtime")], pause_judge=judge)
    assert isinstance(rig.session, Session)
    async with asyncio.timeout(EVENT):
        rig.session.carry_out_all((JudgePause(SOUND, 1, b"one"),))
        assert await judge.asked.get() == b"one"
        rig.session.carry_out_all((JudgePause(SOUND, 2, b"two"),))
        assert await judge.given_up.get() == b"one"
        assert await judge.asked.get() == b"two"
        await rig.end()
    assert judge.given_up.get_nowait() == b"two"
