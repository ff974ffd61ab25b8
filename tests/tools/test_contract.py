"""A tool is declared in one place: models of any size, permission, the terminal and cards go by that."""

import re
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest

from tests.core.world import World
from tests.tools.world import ToolWorld
from voiceapp.core.messages import EngineTraits
from voiceapp.core.phrasing import Fields, Phrasing
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, ChatTool, Tool
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.tool_arguments import told
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import Permission, SessionWishes, title_of_tool
from voiceapp.local.quick_answers import QuickAnswers, intent_in
from voiceapp.openai.realtime_client_events import Dialect, session
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import talk_wishes
from voiceapp.tools import TOOLS, all_tools, phrasings_of
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext

# --- a whole tool


class Dice(ToolArguments, frozen=True):
    sides: int


async def _roll(_: ToolContext, dice: Dice) -> str:
    return answer(rolled=dice.sides)


def _asked(words: str) -> Fields | None:
    match = re.fullmatch(r"roll a (\d+) sided die", words)
    return {"sides": int(match[1])} if match else None


THROWAWAY = Function(
    "roll_dice",
    "Rolls a die.",
    Dice,
    _roll,
    phrasing=Phrasing(_asked, lambda answered: f"It shows {answered['rolled']}."),
)

# --- whoever uses it


def in_this_world(folder: Path) -> Tool:
    around = ToolWorld(folder)
    return all_tools(ToolContext(around.alarms, around.shelf, around.board, lambda _: True), [THROWAWAY])["roll_dice"]


class Guessing:
    """A small model, which knows nothing of tools."""

    traits = EngineTraits(Sentence("small"))

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        del items, wishes
        yield ChatText("Seven, perhaps.")


def asking(text: str) -> Item:
    return Message(ItemId("u"), Speaker.USER, 0.0, text, MessageState.DONE)


@pytest.mark.parametrize("dialect", Dialect)
def test_a_large_model_is_told_of_it(dialect: Dialect, tmp_path: Path) -> None:
    wishes = talk_wishes(Settings(), [in_this_world(tmp_path)])
    offered = str(session(wishes.session, dialect)["tools"])
    assert "roll_dice" in offered
    assert "Rolls a die." in offered
    assert "'sides': {'type': 'integer'}" in offered


async def test_for_a_small_model_its_words_are_understood_and_its_answer_said(tmp_path: Path) -> None:
    tool = in_this_world(tmp_path)
    chat = QuickAnswers(Guessing(), phrasings_of([THROWAWAY]))
    wishes = SessionWishes(tools=(tool.spec,))
    items = [asking("Please roll a twenty sided die!")]
    call, end = [piece async for piece in chat.answer(items, wishes)]
    assert isinstance(call, ChatTool)
    assert isinstance(end, ChatEnd)
    output = await tool.run(call.arguments)
    items.append(ToolCall(ItemId("c"), 0.0, call.name, call.arguments, output, ToolState.DONE, call.call))
    said, _ = [piece async for piece in chat.answer(items, wishes)]
    assert said == ChatText("It shows 20.")
    other = [piece async for piece in chat.answer([asking("What will it show?")], wishes)]
    assert other == [ChatText("Seven, perhaps.")]


def test_a_person_is_asked_first_and_sees_all_of_it(tmp_path: Path) -> None:
    world = World(talk_wishes(Settings(), [in_this_world(tmp_path)])).begin()
    world.say_something()
    world.ask_tool("roll_dice", '{"sides": 6}')
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert (call.state, world.running) == (ToolState.ASKED, [])
    assert (title_of_tool(call.name), told(call.arguments)) == ("Roll dice", (("sides", "6"),))


# --- the tools that there are


def test_each_name_stands_for_one_tool() -> None:
    assert len({tool.name for tool in TOOLS}) == len(TOOLS)


@pytest.mark.parametrize("tool", TOOLS, ids=[tool.name for tool in TOOLS])
def test_a_command_in_a_terminal_uses_only_what_is_harmless(tool: Function[Dice]) -> None:
    assert not tool.alone or tool.suggested is Permission.ALWAYS


def test_each_is_shown_in_the_words_that_are_translated(tmp_path: Path) -> None:
    german = Path("assets/i18n/voiceapp_de.ts").read_text(encoding="utf-8")
    for name in ToolWorld(tmp_path).tools:
        assert f"<source>{title_of_tool(name)}</source>" in german


@pytest.mark.parametrize(
    ("words", "tool"),
    [
        ("What time is it?", "date_and_time"),
        ("Set a timer for five minutes.", "set_timer"),
        ("How much time is left on the timer?", "list_alarms"),
        ("Cancel timer 3", "cancel_alarm"),
        ("What is twelve times seven?", "calculate"),
        ("Convert 100 Fahrenheit to Celsius.", "convert_units"),
    ],
)
def test_no_phrasing_takes_what_another_one_asks(words: str, tool: str) -> None:
    phrasings = phrasings_of()
    found = [name for name in phrasings if intent_in(words, {name: phrasings[name]}) is not None]
    assert found == [tool]
