"""Whatever fails, wherever in a turn: each utterance ends answered once, or visibly waiting."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.engines.failing import FAILURES, FAULTS, Rig, Scripted
from tests.virtual_time import run
from voiceapp.core.messages import (
    RetryAsked,
    TextEntered,
)
from voiceapp.core.talk.answer_patience import NO_ANSWER
from voiceapp.core.talk.engine_side import GONE
from voiceapp.core.transcript import (
    Message,
    MessageState,
    Speaker,
)
from voiceapp.core.wishes import TurnTaking
from voiceapp.engines.supervisor.circuit_breakers import FIRST_REST, CircuitBreaker

SCHEDULES = st.lists(st.sampled_from(FAULTS), max_size=6)


def unsettled(rig: Rig, expected: list[str]) -> list[str]:
    """What has no answer, and is not seen to wait for one."""
    waiting = [line for line in rig.lines(Speaker.USER) if line.state is MessageState.WAITING and line.failure]
    cut = [text for engine in rig.engines.values() for text in engine.cut]
    return [text for text in expected if not (rig.answers_to(text) or text in cut or waiting)]


@given(
    st.sampled_from(TurnTaking),
    SCHEDULES,
    SCHEDULES,
    SCHEDULES,
    st.lists(st.sampled_from(["say", "type", "wait", "retry", *TurnTaking]), min_size=1, max_size=6),
)
@example(
    TurnTaking.LOCAL,
    ["refuse-key"],
    ["refuse-network", "fail-quota", "fail-fault"],
    ["fail-quota", "refuse-key"],
    ["say"],
)
@settings(deadline=None, max_examples=40)
@pytest.mark.expects_log
def test_nothing_is_lost_and_nothing_is_answered_twice(
    turn_taking: TurnTaking, first: list[str], second: list[str], third: list[str], gestures: list[str | TurnTaking]
) -> None:
    async def live() -> None:
        engines = [
            Scripted("realtime", first[:], ends_turns=True, latency=0.1),
            Scripted("cascade", second[:]),
            Scripted("local", third[:]),
        ]
        rig = Rig(engines, turn_taking=turn_taking)
        await rig.begin()
        expected: list[str] = []
        for number, gesture in enumerate(gestures, start=1):
            match gesture:
                case "say" | TurnTaking():
                    expected.append(f"utterance {number}")
                    await rig.say(number, then=gesture if isinstance(gesture, TurnTaking) else None)
                case "type":
                    expected.append(f"line {number}")
                    rig.session.tell(TextEntered(f"line {number}"))
                case "retry":
                    rig.session.tell(RetryAsked())
                case _:
                    await rig.silence(2)
            await rig.silence(6)
            await rig.wait(34)
        await rig.wait(600)
        rig.session.tell(RetryAsked())
        await rig.wait(600)
        for _ in range(10):
            if not unsettled(rig, expected):
                break
            # A last try has just begun: it ends in bounded time, too.
            await rig.wait(40)
        assert unsettled(rig, expected) == [], "neither answered nor seen to wait"
        for text in expected:
            assert len(rig.answers_to(text)) <= 1, f"{text} was answered more than once"
        assert len(rig.lines(Speaker.USER)) == len(expected)
        await rig.end()
        assert not rig.breakers.links, "no link is left under supervision"

    run(live())


@pytest.mark.parametrize("turn_taking", [TurnTaking.LOCAL, TurnTaking.SERVER])
@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in ("ok", "fail-fault")])
@pytest.mark.expects_log
def test_each_fault_of_the_first_engine_is_answered_by_the_next_without_saying_it_again(
    fault: str, turn_taking: TurnTaking
) -> None:
    async def live() -> None:
        faults = [fault] * 3
        first, second = Scripted("realtime", faults, ends_turns=True), Scripted("local")
        rig = Rig([first, second], turn_taking=turn_taking)
        await rig.begin()
        await rig.say(7)
        await rig.silence(60)
        assert len(rig.answers_to("utterance 7")) == 1
        assert second.answered == ["utterance 7"] or first.answered == ["utterance 7"]
        if fault.startswith(("stumble", "refuse", "hang", "fail-quota")):
            assert second.answered == ["utterance 7"]
        await rig.end()

    run(live())


def test_the_next_engine_knows_what_was_said_before() -> None:
    async def live() -> None:
        first, second = Scripted("realtime", ["ok", "refuse-quota", "refuse-quota"]), Scripted("local")
        rig = Rig([first, second])
        await rig.begin()
        await rig.say(1)
        await rig.silence(5)
        await rig.say(2)
        await rig.silence(30)
        assert (first.answered, second.answered) == (["utterance 1"], ["utterance 2"])
        told = [item.text for item in second.histories[0] if isinstance(item, Message)]
        assert told == ["utterance 1", "Answer to utterance 1."]
        assert "no credit" in rig.notes
        await rig.end()

    run(live())


@pytest.mark.parametrize(
    ("thinks", "loads_models", "answers"),
    [
        (15.0, False, "first"),
        (40.0, False, "second"),
        (40.0, True, "first"),
        (85.0, True, "first"),
        (100.0, True, "second"),
    ],
)
def test_an_engine_that_loads_its_model_is_given_longer_before_the_next_one_is_asked(
    thinks: float, loads_models: bool, answers: str
) -> None:
    async def live() -> None:
        first, second = Scripted("realtime", thinks=thinks, loads_models=loads_models), Scripted("local")
        rig = Rig([first, second])
        await rig.begin()
        await rig.say(1)
        await rig.silence(2)
        await rig.wait(130)
        assert len(rig.answers_to("utterance 1")) == 1
        assert bool(second.histories) == (answers == "second")
        await rig.end()

    run(live())


@pytest.mark.parametrize("fault", ["hang", "hang-taken", "hang-reply"])
def test_an_engine_without_another_is_asked_once_more_and_then_the_person_is_told(fault: str) -> None:
    async def live() -> None:
        only = Scripted("realtime", [fault] * 10)
        rig = Rig([only])
        await rig.begin()
        await rig.say(1)
        await rig.silence(2)
        await rig.wait(50)
        assert rig.failures == []
        await rig.wait(20)
        assert rig.failures == [NO_ANSWER]
        (line,) = rig.lines(Speaker.USER)
        assert (line.state, line.failure) == (MessageState.WAITING, NO_ANSWER.sentence)
        only.faults.clear()
        await rig.end()

    run(live())


def test_a_wrong_key_is_said_once_and_not_tried_again() -> None:
    async def live() -> None:
        first, second = Scripted("realtime", ["refuse-key"] * 20), Scripted("local")
        rig = Rig([first, second])
        await rig.begin()
        for number in (1, 2, 3):
            await rig.say(number)
            await rig.silence(3)
            await rig.wait(120)
        assert len(second.answered) == 3
        assert len(first.faults) == 19, "asked once"
        assert rig.notes.count("refused the key") == 1
        assert rig.notes.count("a small model on this device answers") == 1
        assert "enter a key" not in rig.notes, "there is one"
        await rig.end()

    run(live())


def test_a_new_key_is_tried_at_once() -> None:
    async def live() -> None:
        first, second = Scripted("realtime", ["refuse-key"]), Scripted("local")
        rig = Rig([first, second])
        await rig.begin()
        await rig.say(1)
        await rig.silence(10)
        rig.breakers.forgive()
        await rig.silence(10)
        await rig.say(2)
        await rig.silence(10)
        assert (first.answered, second.answered) == (["utterance 2"], ["utterance 1"])
        await rig.end()

    run(live())


def test_what_may_not_be_used_any_more_is_sent_nothing_more() -> None:
    """In the middle of what is being said: the other engine gets all of it, this one not another frame."""

    async def live() -> None:
        first, second = Scripted("realtime"), Scripted("local")
        rig = Rig([first, second])
        await rig.begin()
        await rig.say(1)
        await rig.silence(10)
        first.faults += ["refuse-key"]  # It is in no order any more.
        rig.breakers.let_go(but=("local",))
        await rig.say(2)
        await rig.silence(10)
        assert (first.answered, second.answered) == (["utterance 1"], ["utterance 2"])
        rig.breakers.let_go(but=("local",))
        await rig.say(3)
        await rig.silence(10)
        assert len(second.histories) == 1, "what stays here goes on"
        assert second.answered == ["utterance 2", "utterance 3"]
        await rig.end()

    run(live())


def test_the_preferred_engine_comes_back_when_it_is_well_again() -> None:
    async def live() -> None:
        first, second = Scripted("realtime", ["refuse-network"] * 3), Scripted("local")
        rig = Rig([first, second])
        await rig.begin()
        await rig.say(1)
        await rig.silence(3)
        await rig.wait(120)
        await rig.say(2)
        await rig.silence(20)
        assert (first.answered, second.answered) == (["utterance 2"], ["utterance 1"])
        await rig.end()

    run(live())


def test_a_budget_that_is_spent_moves_to_the_machine_and_says_so() -> None:
    async def live() -> None:
        first, second = Scripted("realtime", price=0.6), Scripted("local")
        rig = Rig([first, second], limit=1.0)
        await rig.begin()
        for number in (1, 2, 3):
            await rig.say(number)
            await rig.silence(20)
        assert (first.answered, second.answered) == (["utterance 1", "utterance 2"], ["utterance 3"])
        assert "budget" in rig.notes
        await rig.end()

    run(live())


@pytest.mark.parametrize("others", [[], [Scripted("local", ["refuse-key"] * 99)]])
def test_what_costs_by_the_second_ends_with_the_budget_even_if_nobody_else_can_answer(others: list[Scripted]) -> None:
    """Another engine is tried first, and this one ended by the next that it costs."""

    async def live() -> None:
        first = Scripted("live", price=0.6, bills_time=True)
        rig = Rig([first, *others], limit=1.0)
        last = 3 + len(others)
        await rig.begin()
        for number in range(1, last):
            await rig.say(number)
            await rig.silence(20)
        assert first.links == 0
        await rig.say(last)
        await rig.silence(20)
        assert first.answered == [f"utterance {number}" for number in range(1, last)]
        assert unsettled(rig, [f"utterance {last}"]) == []
        await rig.end()

    run(live())


def test_when_nobody_can_answer_it_waits_and_says_why() -> None:
    async def live() -> None:
        first, second = Scripted("realtime", ["refuse-key"] * 50), Scripted("local", ["refuse-key"] * 50)
        rig = Rig([first, second])
        await rig.begin()
        await rig.say(1)
        await rig.silence(30)
        (line,) = rig.lines(Speaker.USER)
        assert line.state is MessageState.WAITING
        first.faults.clear()
        rig.breakers.forgive()
        rig.session.tell(RetryAsked())
        await rig.silence(10)
        assert first.answered == ["utterance 1"]
        await rig.end()

    run(live())


def test_what_looked_final_is_tried_again_by_itself_in_time() -> None:
    async def live() -> None:
        only = Scripted("realtime", ["refuse-key"])
        rig = Rig([only])
        await rig.begin()
        await rig.say(1)
        await rig.wait(300)
        (line,) = rig.lines(Speaker.USER)
        assert line.state is MessageState.WAITING
        await rig.wait(400)
        assert only.answered == ["utterance 1"], "after ten minutes, and nobody pressed anything"
        await rig.end()

    run(live())


def test_the_only_engine_does_not_rest_long_after_it_is_well() -> None:
    async def live() -> None:
        only = Scripted("realtime", ["refuse-network"] * 10_000)
        rig = Rig([only])
        await rig.begin()
        await rig.say(1)
        await rig.wait(1_800)
        assert len(only.faults) > 9_800, "it is not asked all the time"
        only.faults.clear()
        await rig.silence(40)
        assert only.answered == ["utterance 1"]
        await rig.end()

    run(live())


def test_an_engine_is_not_blamed_for_a_recording_that_is_gone() -> None:
    async def live() -> None:
        first, second = Scripted("realtime", ["drop-before"]), Scripted("local")
        rig = Rig([first, second])
        await rig.begin()
        rig.keep_sound = lambda sound, pcm: None  # type: ignore[method-assign]
        await rig.say(1)
        await rig.silence(20)
        (line,) = rig.lines(Speaker.USER)
        assert (line.state, line.failure) == (MessageState.DONE, GONE.sentence)
        assert (first.answered, second.answered) == ([], [])
        await rig.say(2)
        await rig.silence(5)
        assert first.answered == ["utterance 2"]
        await rig.end()

    run(live())


@given(st.lists(st.tuples(st.sampled_from(list(FAILURES)), st.booleans(), st.floats(0, 400)), max_size=30))
def test_rests_grow_and_end(failures: list[tuple[str, bool, float]]) -> None:
    health, now = CircuitBreaker(), 0.0
    for kind, opening, later in failures:
        now += later
        health.failed(FAILURES[kind], now, opening=opening)
        if health.failure is not None:
            assert health.rests_until - now <= 3_600.0 + 1e-6, "nothing rests for ever"
            assert health.rests_until >= now + min(FIRST_REST, 3.0) or health.failure is not FAILURES[kind]
    health.worked()
    assert health.may_answer(now)


def test_one_slip_is_forgiven() -> None:
    health = CircuitBreaker()
    health.failed(FAILURES["fault"], 0.0, opening=False)
    assert health.may_answer(0.0)
    health.failed(FAILURES["fault"], 1.0, opening=False)
    assert not health.may_answer(1.0)
    assert health.may_answer(1.0 + 4 * FIRST_REST)
