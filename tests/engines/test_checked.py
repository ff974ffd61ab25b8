"""A real session whose engine is checked: what is harmful is not heard, and each utterance ends answered or told."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import pytest

from tests.engines.failing import FAULTS, Cascading, Player, Rig, Scripted
from tests.virtual_time import run
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits, TextEntered
from voiceapp.core.moderation.gate import GateRules
from voiceapp.core.moderation.verdict import CHECK_PATIENCE, Harm, Verdict
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, MessageState, Speaker
from voiceapp.engines.checked.engine import CheckedEngine, with_check
from voiceapp.engines.supervisor.engine import Supervisor

GONE = Failure(FailureKind.NO_NETWORK, Sentence("The service can't be reached."))


@dataclass
class Guard:
    """Objects to some texts, takes a while, and may fail."""

    objects_to: str = "punch"
    takes: float = 0.2
    fails: BaseException | None = None
    whom: str = "Guard"
    looked_at: list[str] = field(default_factory=list[str])

    async def look(self, text: str, images: tuple[Image, ...] = ()) -> Verdict:
        del images
        self.looked_at.append(text)
        await asyncio.sleep(self.takes)
        if self.fails is not None:
            raise self.fails
        return Verdict(frozenset({Harm.VIOLENCE} if self.objects_to in text else ()), {})


class CheckedRig(Rig):
    def __init__(self, engines: Sequence[Player], guard: Guard, *, closed: bool = False) -> None:
        self._guard = guard
        self._rules = GateRules(closed=closed)
        super().__init__(engines)

    def _supervisor(self) -> Supervisor:
        return cast("Supervisor", CheckedEngine(super()._supervisor(), self._guard, self._rules))


@pytest.mark.parametrize("engine", [Scripted("realtime", ends_turns=True), Cascading("cascade")])
def test_what_is_harmless_is_answered_and_heard(engine: Player) -> None:
    async def live() -> None:
        guard = Guard()
        rig = CheckedRig([engine], guard)
        await rig.begin()
        await rig.say(3)
        await rig.silence(3)
        assert len(rig.answers_to("utterance 3")) == 1
        assert {"utterance 3", "Answer to utterance 3."} <= set(guard.looked_at)
        await rig.end()

    run(live())


@pytest.mark.parametrize("engine", [Scripted("realtime"), Cascading("cascade")])
def test_what_is_found_is_neither_seen_nor_heard_and_the_next_is_answered(engine: Player) -> None:
    async def live() -> None:
        rig = CheckedRig([engine], Guard("punch"))
        await rig.begin()
        rig.session.tell(TextEntered("how to punch"))
        await rig.silence(3)
        assert rig.lines(Speaker.ASSISTANT) == []
        assert not rig._playing
        (asked,) = rig.lines(Speaker.USER)
        assert asked.state is MessageState.WAITING
        assert "found violence" in str(asked.failure)
        assert [failure.kind for failure in rig.failures] == [FailureKind.CONTENT_REFUSED]
        rig.session.tell(TextEntered("how to knit"))
        await rig.silence(3)
        assert len(rig.answers_to("how to knit")) == 1
        await rig.end()

    run(live())


@pytest.mark.expects_log
@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize(
    ("guard", "says"),
    [
        (Guard(fails=EngineError(GONE)), "can't be reached"),
        (Guard(takes=CHECK_PATIENCE + 60), "doesn't answer"),
        (Guard(fails=ValueError("a fault of ours")), "couldn't be checked"),
    ],
)
def test_what_cannot_be_checked_passes_or_not_as_the_person_wants(guard: Guard, says: str, closed: bool) -> None:
    async def live() -> None:
        rig = CheckedRig([Scripted("local")], guard, closed=closed)
        await rig.begin()
        rig.session.tell(TextEntered("hello"))
        await rig.silence(15)
        assert len(rig.answers_to("hello")) == (0 if closed else 1)
        (told,) = rig.failures
        assert told.kind is FailureKind.UNCHECKED
        assert says in str(told.sentence)
        await rig.end()

    run(live())


@pytest.mark.expects_log
@pytest.mark.parametrize("fault", [fault for fault in FAULTS if not fault.startswith("drop-listening")])
def test_a_fault_of_the_engine_behind_it_loses_nothing(fault: str) -> None:
    async def live() -> None:
        rig = CheckedRig([Scripted("realtime", [fault] * 3), Scripted("local")], Guard())
        await rig.begin()
        await rig.say(7)
        await rig.silence(60)
        assert len(rig.answers_to("utterance 7")) == 1
        await rig.end()

    run(live())


def test_who_sees_the_words_is_said() -> None:
    assert with_check(EngineTraits(Sentence("On this device")), "") == EngineTraits(Sentence("On this device"))
    local = with_check(EngineTraits(Sentence("On this device")), "OpenAI")
    assert str(local.leaves_machine) == "The words are checked by OpenAI."
    service = with_check(EngineTraits(Sentence("S"), leaves_machine=Sentence("Your voice goes to S.")), "OpenAI")
    assert str(service.leaves_machine) == "Your voice goes to S. The words are checked by OpenAI."
    assert CheckedEngine(Scripted("local"), Guard(), GateRules()).traits.leaves_machine is not None
