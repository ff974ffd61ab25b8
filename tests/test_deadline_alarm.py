"""A deadline that moves in any way is kept, in virtual time."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from tests.virtual_time import run
from voiceapp.deadline_alarm import DeadlineAlarm

SOON = st.floats(0.1, 10.0)


class Machine:
    """Wants something at its deadline, and then nothing more."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.deadline: float | None = None
        self.rang: list[float] = []
        self.alarm = DeadlineAlarm(loop, lambda: self.deadline, loop.time, self.due)

    def due(self) -> None:
        assert self.deadline is not None
        assert self._loop.time() >= self.deadline, "it never rings too early"
        self.rang.append(self._loop.time())
        self.deadline = None
        self.alarm.look()

    def wish(self, after: float | None) -> None:
        self.deadline = None if after is None else self._loop.time() + after
        self.alarm.look()


@given(st.lists(st.tuples(SOON, st.none() | SOON), max_size=12))
def test_a_deadline_is_kept_however_it_moves(steps: list[tuple[float, float | None]]) -> None:
    async def live() -> None:
        loop = asyncio.get_running_loop()
        machine = Machine(loop)
        for pause, after in steps:
            machine.wish(after)
            due, before = machine.deadline, list(machine.rang)
            ends = loop.time() + pause
            await asyncio.sleep(pause)
            if due is not None and due < ends:
                assert machine.rang == [*before, due]
            elif due is None:
                assert machine.rang == before
        machine.wish(None)
        rang = list(machine.rang)
        await asyncio.sleep(100)
        assert machine.rang == rang

    run(live())


def test_a_stopped_alarm_does_not_ring() -> None:
    async def live() -> None:
        machine = Machine(asyncio.get_running_loop())
        machine.wish(1.0)
        machine.alarm.stop()
        await asyncio.sleep(5)
        assert machine.rang == []

    run(live())
