"""Whoever ends the person's turns, and whoever answers: each turn is answered once, and whole."""

from collections.abc import Callable
from itertools import permutations

import pytest

from tests.engines.failing import SPOKEN, Cascading, Player, Rig, Scripted
from tests.virtual_time import run
from voiceapp.core.messages import TextEntered
from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import MessageState, Speaker
from voiceapp.core.wishes import TurnTaking

LATENCY = 0.15
MODES = [mode for mode in TurnTaking if mode is not TurnTaking.TOGGLE]


def realtime(*faults: str) -> Scripted:
    return Scripted("realtime", list(faults), ends_turns=True, latency=LATENCY)


WHO_ANSWERS: dict[str, Callable[[], list[Player]]] = {
    "realtime": lambda: [realtime()],
    "cascade": lambda: [Cascading("cascade")],
    "this machine": lambda: [Cascading("local")],
    "failing over at once": lambda: [realtime("refuse-key"), Cascading("cascade"), Cascading("local")],
    "failing over in mid-talk": lambda: [realtime("ok", "drop-listening", "refuse-key"), Cascading("local")],
}


@pytest.mark.parametrize("answers", list(WHO_ANSWERS))
@pytest.mark.parametrize("turn_taking", TurnTaking)
def test_whoever_ends_the_turns_whoever_answers_does(turn_taking: TurnTaking, answers: str) -> None:
    async def live() -> None:
        engines = WHO_ANSWERS[answers]()
        rig = Rig(engines, turn_taking=turn_taking)
        await rig.begin()
        expected = []
        for number in (1, 2, 3):
            await rig.say(number)
            await rig.silence(3)
            rig.session.tell(TextEntered(f"line {number}"))
            await rig.silence(3)
            expected += [f"utterance {number}", f"line {number}"]
        said = [line.text for line in rig.lines(Speaker.USER)]
        assert said == expected
        assert [len(rig.answers_to(text)) for text in expected] == [1] * len(expected)
        assert all(line.state is MessageState.DONE for line in rig.lines(Speaker.USER))
        for engine in engines:
            health = rig.breakers.of(engine.name)
            assert health.failure is None or "refused the key" in str(health.failure.sentence)
            if isinstance(engine, Cascading):
                assert len(engine.parts.heard) <= 3, "nothing is recognised twice"
                assert all(len(pcm) <= WIRE.frame_bytes * (SPOKEN + 100) for pcm in engine.parts.heard)
        await rig.end()

    run(live())


@pytest.mark.parametrize("answers", ["realtime", "cascade", "failing over in mid-talk"])
@pytest.mark.parametrize(("before", "after"), list(permutations(MODES, 2)))
def test_turn_taking_that_changes_in_mid_speech_loses_nothing(
    before: TurnTaking, after: TurnTaking, answers: str
) -> None:
    async def live() -> None:
        rig = Rig(WHO_ANSWERS[answers](), turn_taking=before)
        await rig.begin()
        await rig.say(1, then=after)
        await rig.silence(3)
        await rig.say(2, then=before)
        await rig.silence(3)
        rig.session.tell(TextEntered("line 3"))
        await rig.silence(3)
        expected = ["utterance 1", "utterance 2", "line 3"]
        assert [line.text for line in rig.lines(Speaker.USER)] == expected
        assert [len(rig.answers_to(text)) for text in expected] == [1, 1, 1]
        await rig.end()

    run(live())
