"""The chat part reads the talk before it is asked, so that an answer begins sooner."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from functools import partial

from tests.engines.driver import Driver
from tests.engines.parts import Brain, Ears, Voice
from tests.rig.patience import EVENT
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import CommitTurn, EngineTraits, ReplyEnded, SendAudio, TurnId
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Message, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.parts import CascadeParts

EARLIER = Message(ItemId("earlier"), Speaker.USER, 0.0, "Good morning.")
SPEECH = bytes(WIRE.bytes(200))


class Reader:
    def __init__(self, failure: Failure | None = None) -> None:
        self.read: asyncio.Queue[tuple[str, ...]] = asyncio.Queue()
        self._failure = failure

    async def get_ready(self, items: Sequence[Item], wishes: SessionWishes) -> None:
        del wishes
        self.read.put_nowait(tuple(item.text for item in items if isinstance(item, Message)))
        if self._failure is not None:
            raise EngineError(self._failure)

    async def next(self) -> tuple[str, ...]:
        async with asyncio.timeout(EVENT):
            return await self.read.get()


@contextlib.asynccontextmanager
async def nothing() -> AsyncGenerator[None]:
    yield


def talking(reader: Reader) -> Driver:
    parts = CascadeParts(Ears(["And now?"]), Brain([["It is noon."]]), Voice(), get_ready=reader.get_ready)
    engine = CascadeEngine(parts, EngineTraits(Sentence("here")), nothing)
    return Driver(engine, SessionWishes(language="en"), (EARLIER,))


def all_ended(link: Driver, count: int, _: ReplyEnded) -> bool:
    return len(link.of(ReplyEnded)) >= count


async def test_the_talk_is_read_when_the_link_opens_and_each_time_the_person_begins_to_speak() -> None:
    reader = Reader()
    async with talking(reader) as link:
        assert await reader.next() == ("Good morning.",)
        read: tuple[str, ...] = ()
        for number in range(2):
            turn = TurnId(f"turn-{number}")
            link.send(SendAudio(SPEECH))
            link.send(SendAudio(SPEECH))
            read = await reader.next()
            link.send(CommitTurn(turn))
            await link.until(ReplyEnded, partial(all_ended, link, number + 1))
        assert read[:3] == ("Good morning.", "And now?", "It is noon."), "what was said last is read, too"
        assert reader.read.empty(), "once for each turn"


async def test_what_goes_wrong_beforehand_costs_no_answer() -> None:
    reader = Reader(Failure(FailureKind.MODEL_BROKEN, Sentence("It's gone.")))
    async with talking(reader) as link:
        await reader.next()
        link.send(SendAudio(SPEECH))
        link.send(CommitTurn(TurnId("turn")))
        assert (await link.until(ReplyEnded)).failure is None
