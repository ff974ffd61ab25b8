"""The session's clock goes on while the machine sleeps, and whatever is done to the system's."""

import time

import pytest

from tests.engines.failing import Rig, Scripted
from tests.virtual_time import run
from voiceapp import suspend_clock
from voiceapp.core.transcript import Speaker
from voiceapp.runtime.clock import SteadyClock


class Machine:
    """Its clocks, as far as they are asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.awake, self.asleep, self.wall = 100.0, 5.0, 1_000_000.0
        monkeypatch.setattr(time, "monotonic", lambda: self.awake)
        monkeypatch.setattr(time, "time", lambda: self.wall)
        monkeypatch.setattr(suspend_clock, "elapsed", lambda: self.awake + self.asleep)

    def passes(self, awake: float = 0.0, asleep: float = 0.0) -> None:
        self.awake += awake
        self.asleep += asleep
        self.wall += awake + asleep


def test_a_night_of_sleep_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch)
    clock = SteadyClock()
    before, slept = clock.now(), clock.slept()
    machine.passes(awake=10.0, asleep=8 * 3_600.0)
    assert clock.now() == before + 10 + 8 * 3_600
    assert clock.slept() - slept == 8 * 3_600
    assert clock.now() == machine.wall
    machine.passes(awake=1.0)
    assert clock.at(machine.awake - 0.5) == clock.now() - 0.5, "what the sound card tells"


def test_what_a_server_says_counts_by_the_wall_whatever_was_done_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch)
    clock = SteadyClock()
    machine.passes(awake=60.0)
    machine.wall -= 3_600.0
    before = clock.now()
    assert clock.of_wall(machine.wall + 300.0) == before + 300.0
    assert clock.now() == before, "it does not go back itself"


def test_the_clock_of_this_system_goes_on() -> None:
    first = suspend_clock.elapsed()
    assert suspend_clock.elapsed() >= first
    assert abs(SteadyClock().now() - time.time()) < 5.0


def test_a_sleep_is_noticed_by_whatever_comes_first_and_the_link_renewed() -> None:
    async def live() -> None:
        engine = Scripted("realtime")
        rig = Rig([engine])
        await rig.begin()
        await rig.say(1)
        await rig.silence(5)
        rig.asleep += 2.0
        await rig.silence(5)
        assert len(engine.histories) == 1, "a blink"
        rig.asleep += 8 * 3_600.0
        await rig.say(2)
        await rig.silence(5)
        assert len(engine.histories) == 2
        assert engine.answered[0] == "utterance 1"
        assert len(rig.answers_to("utterance 2")) == 1
        first, second = rig.lines(Speaker.USER)
        assert 8 * 3_600 < second.at - first.at < 8 * 3_600 + 60
        await rig.end()

    run(live())


@pytest.mark.parametrize("lives", [-3_600.0, 0.0, 5.0, 61.0, 90.0, 119.0])
def test_sessions_that_end_soon_are_no_storm(lives: float) -> None:
    async def live() -> None:
        engine = Scripted("realtime", lives=lives)
        rig = Rig([engine])
        await rig.begin()
        for _ in range(3_000):
            await rig.silence(0.0)
            if rig.now() > 60.0:
                break
        assert len(engine.histories) <= 10, f"{len(engine.histories)} connections in a minute"
        await rig.say(1)
        await rig.silence(10)
        assert len(rig.answers_to("utterance 1")) == 1
        await rig.end()

    run(live())
