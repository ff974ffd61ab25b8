"""Whatever a machine is, it is run in order, in time, and nothing that fails is silent."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rig.patience import EVENT
from tests.virtual_time import run
from voiceapp.core.messages import MicFrame, Stopped, Tick
from voiceapp.runtime import machine_runner
from voiceapp.runtime.background_tasks import BackgroundTasks
from voiceapp.runtime.machine_runner import MachineRunner


@dataclass(frozen=True)
class Said:
    """An event with the events that carrying out its commands posts at once."""

    name: int
    posts: tuple["Said", ...] = ()


@dataclass(frozen=True)
class Woke:
    seconds: float


Told = Said | Woke | MicFrame | Tick | Stopped


@dataclass(frozen=True)
class Do:
    work: Callable[[], None]


@dataclass
class Notebook:
    """A machine that writes down what it is told, and commands what `follows` says."""

    follows: Callable[[Told], list[Do]] = lambda _: []
    handled: list[Told] = field(default_factory=list[Told])
    at: list[float] = field(default_factory=list[float])
    deadline: float | None = None
    inside: bool = False

    def handle(self, event: Told, now: float) -> list[Do]:
        assert not self.inside, "one event at a time"
        self.inside = True
        try:
            self.handled.append(event)
            self.at.append(now)
            return self.follows(event)
        finally:
            self.inside = False


class LoopClock:
    """The loop's own time, which may be virtual, and sleeps as a test wants them."""

    def __init__(self) -> None:
        self.asleep = 0.0

    def now(self) -> float:
        return asyncio.get_running_loop().time() + self.asleep

    def of_wall(self, epoch: float) -> float:
        return epoch

    def slept(self) -> float:
        return self.asleep


def runner_of(
    machine: Notebook, clock: LoopClock | None = None, mend: Callable[[], Notebook] | None = None
) -> MachineRunner[Told, Do]:
    return MachineRunner[Told, Do](
        machine, clock or LoopClock(), lambda command: command.work(), tick=Tick(), woke=Woke, mend=mend
    )


def fails(number: int = 0) -> None:
    raise RuntimeError(number)


def breaks(_: Told) -> list[Do]:
    raise RuntimeError


def _posts(event: Told) -> tuple[Said, ...]:
    return event.posts if isinstance(event, Said) else ()


families = st.recursive(
    st.builds(Said, st.integers(0, 9)),
    lambda children: st.builds(Said, st.integers(0, 9), st.lists(children, max_size=3).map(tuple)),
    max_leaves=12,
)


@given(st.lists(families, max_size=5))
def test_what_is_posted_while_an_event_is_handled_comes_after_all_that_was_there(events: list[Said]) -> None:
    async def live() -> None:
        machine = Notebook()
        runner = runner_of(machine)

        def follow(event: Told) -> list[Do]:
            return [Do(partial(runner.post, post)) for post in _posts(event)]

        machine.follows = follow
        for event in events:
            runner.post(event)
        assert machine.handled == []
        runner.start()
        expected: list[Told] = []
        waiting = deque[Told](events)
        while waiting:
            expected.append(waiting.popleft())
            waiting += _posts(expected[-1])
        assert machine.handled == expected

    run(live())


async def test_events_of_other_threads_keep_their_order_and_none_is_lost() -> None:
    machine = Notebook()
    runner = runner_of(machine)
    running = asyncio.create_task(runner.run())

    def tell(thread: int) -> None:
        for number in range(500):
            runner.post(Said(thread * 1_000 + number))

    async with asyncio.timeout(EVENT):
        await asyncio.gather(*(asyncio.to_thread(tell, thread) for thread in range(4)))
        await asyncio.to_thread(runner.post, Stopped())
        await running
    numbers = [event.name for event in machine.handled if isinstance(event, Said)]
    assert len(numbers) == 2_000
    for thread in range(4):
        own = [number for number in numbers if number // 1_000 == thread]
        assert own == sorted(own)


@given(st.lists(st.booleans(), min_size=1, max_size=8))
@pytest.mark.expects_log
def test_each_command_is_carried_out_and_the_first_that_failed_is_raised(good: list[bool]) -> None:
    async def live() -> None:
        done: list[int] = []

        def work(number: int) -> None:
            done.append(number)
            if not good[number]:
                fails(number)

        machine = Notebook(lambda _: [Do(partial(work, number)) for number in range(len(good))])
        runner = runner_of(machine)
        runner.post(Said(1))
        if all(good):
            runner.post(Stopped())
            await runner.run()
            assert done == [*range(len(good))] * 2
        else:
            with pytest.raises(RuntimeError) as failed:
                await runner.run()
            assert failed.value.args == (good.index(False),)
            assert done == [*range(len(good))]
            assert runner.over

    run(live())


@given(st.lists(st.none() | st.floats(0.0, 5.0), max_size=10), st.lists(st.floats(0.0, 3.0), max_size=10))
def test_a_tick_comes_in_time(waits: list[float | None], pauses: list[float]) -> None:
    """Whatever events come in between, and however the deadline moves with them."""

    async def live() -> None:
        loop = asyncio.get_running_loop()
        machine, left, wanted = Notebook(), deque(waits), list[float]()

        def follow(event: Told) -> list[Do]:
            if isinstance(event, Tick):
                wanted.append(machine.deadline if machine.deadline is not None else -1.0)
            wait = left.popleft() if left else None
            machine.deadline = None if wait is None else loop.time() + wait
            return []

        machine.follows = follow
        runner = runner_of(machine)
        runner.start()
        for pause in pauses:
            runner.post(Said(0))
            due = machine.deadline
            until = loop.time() + pause
            await asyncio.sleep(pause)
            assert due is None or due >= until or due in wanted
        await asyncio.sleep(100)
        assert not left or machine.deadline is None
        assert [at for at, event in zip(machine.at, machine.handled, strict=True) if isinstance(event, Tick)] == wanted

    run(live())


def test_after_stopped_nothing_is_handled_kept_or_asked() -> None:
    async def live() -> None:
        machine = Notebook(deadline=5.0)
        runner = runner_of(machine)
        runner.post(Stopped())
        runner.post(Said(1))
        await runner.run()
        runner.post(Said(2))
        await asyncio.sleep(10)
        assert machine.handled == [Stopped()]
        assert runner.left == (Said(1),)

    run(live())


def test_what_comes_after_a_mistake_is_left_for_whoever_goes_on() -> None:
    async def live() -> None:
        runner = runner_of(Notebook(breaks))
        for number in range(3):
            runner.post(Said(number))
        with pytest.raises(RuntimeError):
            await runner.run()
        runner.post(Said(3))
        assert runner.left == (Said(1), Said(2), Said(3))

    run(live())


@pytest.mark.expects_log
def test_a_machine_that_mends_itself_goes_on_with_the_next_event() -> None:
    async def live() -> None:
        second = Notebook(lambda _: [Do(fails)])
        runner = runner_of(Notebook(breaks), mend=lambda: second)
        runner.post(Said(1))
        runner.post(Said(2))
        runner.post(Stopped())
        await runner.run()
        assert second.handled == [Said(2), Stopped()]

    run(live())


@pytest.mark.expects_log
def test_a_machine_that_cannot_be_mended_ends_it() -> None:
    async def live() -> None:
        def no_other() -> Notebook:
            raise RuntimeError

        runner = runner_of(Notebook(breaks), mend=no_other)
        runner.post(Said(1))
        with pytest.raises(RuntimeError):
            await runner.run()

    run(live())


def test_a_sleep_is_told_before_what_comes_after_it() -> None:
    async def live() -> None:
        machine, clock = Notebook(), LoopClock()
        runner = runner_of(machine, clock)
        runner.start()
        clock.asleep = 2.0
        runner.post(Said(1))
        clock.asleep = 9.0
        runner.post(Said(2))
        assert machine.handled == [Said(1), Woke(7.0), Said(2)]

    run(live())


@pytest.mark.expects_log
def test_a_machine_that_is_far_behind_drops_sound_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_runner, "INBOX_LIMIT", 2)

    async def live() -> None:
        runner = runner_of(Notebook())
        frame = MicFrame(b"", 0.0, 0.0, 0.0)
        for event in (frame, frame, frame, Said(1), frame):
            runner.post(event)
        assert runner.left == (frame, frame, Said(1))

    run(live())


def test_posting_from_a_thread_after_the_loop_is_closed_is_harmless() -> None:
    runners: list[MachineRunner[Told, Do]] = []

    async def live() -> None:
        runners.append(runner_of(Notebook()))

    run(live())
    thread = threading.Thread(target=lambda: runners[0].post(Said(1)))
    thread.start()
    thread.join(EVENT)
    assert runners[0].left == ()


# --- what takes time beside it


def test_a_task_is_cancelled_once_and_under_its_own_name() -> None:
    async def live() -> None:
        tasks, ended = BackgroundTasks(), list[str]()

        async def work(name: str) -> None:
            try:
                await asyncio.sleep(1_000)
            finally:
                await asyncio.sleep(1)  # a goodbye, which a second cancellation would cut short
                ended.append(name)

        tasks.start(work("first"), "link")
        await asyncio.sleep(0)
        tasks.cancel("link")
        tasks.cancel("link")
        tasks.start(work("second"), "link")
        tasks.cancel("no such")
        await asyncio.sleep(5)
        assert ended == ["first"]
        tasks.cancel("link")
        await tasks.close()
        assert ended == ["first", "second"]
        await tasks.close()

    run(live())


@pytest.mark.expects_log
def test_a_task_that_does_not_end_keeps_nobody(caplog: pytest.LogCaptureFixture) -> None:
    async def live() -> None:
        tasks, may_end = BackgroundTasks(), asyncio.Event()

        async def stubborn() -> None:
            while not may_end.is_set():
                try:
                    await may_end.wait()
                except asyncio.CancelledError:
                    continue

        task = tasks.start(stubborn())
        await asyncio.sleep(0)
        await tasks.close()
        assert not task.done()
        may_end.set()
        await asyncio.wait((task,))

    run(live())
    assert "did not end in time" in caplog.text
