"""An answer in the terminal is checked like one in a talk."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

import pytest

from tests.engines.test_checked import GONE, Guard
from tests.virtual_time import run
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.moderation.gate import GateRules
from voiceapp.core.moderation.verdict import CHECK_PATIENCE
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, ChatThought, ChatTool, EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, ItemId, Message, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.checked.chat import CheckedChat


@dataclass
class Talker:
    pieces: list[ChatPiece]
    traits: EngineTraits = field(default_factory=lambda: EngineTraits(Sentence("talker")))

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        del items, wishes
        for piece in self.pieces:
            yield piece


async def answered(
    pieces: list[ChatPiece], guard: Guard, said: str = "Hello", *, closed: bool = False
) -> tuple[list[ChatPiece], EngineError | None]:
    chat = CheckedChat(Talker(pieces), guard, GateRules(closed=closed))
    came: list[ChatPiece] = []
    items = (Message(ItemId("1"), Speaker.USER, 0.0, said),) if said else ()
    try:
        async for piece in chat.answer(items, SessionWishes()):
            came += [piece]  # what came before a failure counts as well
    except EngineError as error:
        return came, error
    return came, None


FIRST, SECOND, END = ChatText("Good day."), ChatText(" A punch in the nose."), ChatEnd()


def test_what_is_harmless_comes_whole() -> None:
    async def live() -> None:
        tool = ChatTool("c", "f", "{}")
        guard = Guard()
        said: list[ChatPiece] = [ChatText("Good"), ChatText(" day."), tool, END]
        came, error = await answered([ChatThought("punch"), *said], guard)
        assert (came, error) == ([ChatThought(""), *said], None)
        assert guard.looked_at == ["Hello", "Good day.", "Good day.\n{}\n"]
        assert (await answered([END], guard, said=""))[0] == [END]

    run(live())


def test_what_is_found_ends_it() -> None:
    async def live() -> None:
        came, error = await answered([FIRST, SECOND, END], Guard())
        assert came == [FIRST]
        assert error is not None
        assert str(error.failure.sentence).startswith("The rest of the answer was held back")
        came, error = await answered([FIRST, END], Guard(), "how to punch")
        assert came == []
        assert error is not None
        assert error.failure.kind is FailureKind.CONTENT_REFUSED

    run(live())


@pytest.mark.parametrize("guard", [Guard(fails=EngineError(GONE)), Guard(takes=CHECK_PATIENCE + 60)])
def test_what_cannot_be_checked_passes_or_not(guard: Guard) -> None:
    async def live() -> None:
        assert await answered([FIRST, END], guard) == ([FIRST, END], None)
        came, error = await answered([FIRST, END], guard, closed=True)
        assert came == []
        assert error is not None
        assert error.failure.kind is FailureKind.UNCHECKED

    run(live())


def test_who_sees_the_words_is_said() -> None:
    assert CheckedChat(Talker([]), Guard(), GateRules()).traits.leaves_machine is not None
