"""What the conversation promises about pictures that a tool makes, told as dialogues."""

import json

import pytest

from tests.core.world import World
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    CancelTool,
    ItemDeleted,
    KeepItem,
    LinkLost,
    OffRecordSet,
    ReplyInterrupted,
    RunTool,
    TalkOpened,
    TextEntered,
    ToolAnswered,
    ToolPermitted,
    ToolProgressed,
)
from voiceapp.core.pictures.picture_tool import DRAWS, PATIENCE, ToolPicture
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.tool_calls import GOES_ON, INTERRUPTED, NO_PICTURE_YET, STOPPED
from voiceapp.core.transcript import Image, Talk, TalkId, ToolCall, ToolState
from voiceapp.core.wishes import CardFact, Permission, TalkWishes, ToolCard

FOX, HALF, CAT = (Image("image/png", name, 8, 8) for name in (b"fox", b"half", b"cat"))
DRAWN = ToolCard(
    questions=(
        Sentence("Draw {prompt} ({how})? {terms}", prompt="", how="", terms=""),
        Sentence("Draw {prompt}? {terms}", prompt="", terms=""),
        Sentence("Draw this? {terms}", terms=""),
    ),
    done=(Sentence("{prompt}", prompt=""),),
    facts=(
        CardFact("how", Sentence("wide"), "shape", "wide"),
        CardFact("terms", Sentence("Two cents."), "shape", "wide"),
        CardFact("terms", Sentence("One cent.")),
    ),
    goes_on=True,
)
CHANGED = ToolCard(questions=(Sentence("Change it: {prompt}?", prompt=""),), takes_picture=True, goes_on=True)
TOOLS = (("draw", Permission.ALWAYS), ("change", Permission.ASK), ("ask_to_draw", Permission.ASK))
CARDS = (("draw", DRAWN), ("change", CHANGED), ("ask_to_draw", DRAWN))


@pytest.fixture
def world() -> World:
    return World(TalkWishes(permissions=TOOLS, cards=CARDS, titles=False)).begin()


def ask(world: World, tool: str, prompt: str = "a fox", **more: str) -> ToolCall:
    if not world.unanswered:
        world.say_something()
    world.ask_tool(tool, json.dumps({"prompt": prompt} | more))
    return card(world)


def card(world: World) -> ToolCall:
    return [item for item in world.shown.values() if isinstance(item, ToolCall)][-1]


def answer(world: World, image: Image = FOX) -> None:
    running = world.running.pop()
    world.tell(ToolAnswered(running.call, '{"done": "There."}', images=(image,)))


def test_a_picture_on_its_way_is_shown_and_kept_only_when_it_is_done(world: World) -> None:
    ask(world, "draw")
    world.tell(ToolProgressed(world.running[0].call, HALF))
    assert (card(world).state, card(world).images) == (ToolState.RUNNING, (HALF,))
    answer(world)
    assert (card(world).state, card(world).images) == (ToolState.DONE, (FOX,))
    assert str(card(world).told) == "a fox"
    kept = [command.item for command in world.commands if isinstance(command, KeepItem)]
    assert [item.images for item in kept if isinstance(item, ToolCall)] == [(), (), (FOX,)]
    (told,) = world.tool_outputs
    assert told.output == '{"done": "There."}'


def test_what_comes_late_for_a_picture_changes_nothing(world: World) -> None:
    ask(world, "draw")
    call = world.running[0].call
    answer(world)
    world.tell(ToolProgressed(call, HALF))
    assert card(world).images == (FOX,)


@pytest.mark.parametrize(
    ("more", "question"), [({}, "Draw a fox? One cent."), ({"shape": "wide"}, "Draw a fox (wide)? Two cents.")]
)
def test_its_price_stands_in_the_question_and_goes_by_what_is_asked(
    world: World, more: dict[str, str], question: str
) -> None:
    asked = ask(world, "ask_to_draw", **more)
    assert (str(asked.told), asked.says_all) == (question, True)
    assert world.running == []


def test_its_price_stands_also_where_the_words_are_too_long_for_a_question(world: World) -> None:
    asked = ask(world, "ask_to_draw", "fox " * 1_000)
    assert (str(asked.told), asked.says_all) == ("Draw this? One cent.", False)


def test_a_change_works_on_the_newest_picture_drawn_or_shown(world: World) -> None:
    ask(world, "draw")
    answer(world)
    world.tell(ToolPermitted(ask(world, "change").id, allowed=True))
    assert world.running[-1].picture == FOX
    answer(world, CAT)
    world.tell(TextEntered("This one.", (HALF,)))
    world.tell(ToolPermitted(ask(world, "change").id, allowed=True))
    assert world.running[-1].picture == HALF


def test_a_picture_that_is_being_drawn_is_not_the_newest_yet(world: World) -> None:
    ask(world, "draw")
    answer(world)
    ask(world, "draw")
    world.tell(ToolProgressed(world.running[-1].call, HALF))
    world.tell(ToolPermitted(ask(world, "change").id, allowed=True))
    assert world.running[-1].picture == FOX


def test_the_tools_that_draw_are_given_longer_than_others() -> None:
    assert {"draw_picture", "edit_picture"} == DRAWS
    assert PATIENCE > 60
    assert ToolPicture(FOX).output == ""


def test_a_change_without_a_picture_asks_nobody_and_says_so(world: World) -> None:
    asked = ask(world, "change")
    assert (asked.state, asked.failure) == (ToolState.FAILED, NO_PICTURE_YET)
    assert "no picture" in world.tool_outputs[-1].output


def test_a_picture_is_drawn_on_while_the_person_speaks(world: World) -> None:
    ask(world, "draw")
    running = world.running[0]
    world.tell(ReplyInterrupted())
    assert world.tool_outputs[-1].output == GOES_ON
    assert card(world).state is ToolState.RUNNING
    world.tell(ToolProgressed(running.call, HALF))
    assert card(world).images == (HALF,)
    answer(world)
    assert (card(world).state, card(world).images, len(world.tool_outputs)) == (ToolState.DONE, (FOX,), 1)
    assert not any(isinstance(command, CancelTool) for command in world.commands)


def test_a_picture_is_drawn_on_while_the_line_is_lost(world: World) -> None:
    ask(world, "draw")
    world.hear_engine(LinkLost(Failure(FailureKind.LINK_DROPPED, Sentence("Gone."))))
    answer(world)
    assert (card(world).state, card(world).images) == (ToolState.DONE, (FOX,))
    assert world.tool_outputs == []


def test_a_picture_that_failed_after_all_has_none(world: World) -> None:
    ask(world, "draw")
    world.tell(ReplyInterrupted())
    call = world.running[0].call
    world.tell(ToolProgressed(call, HALF))
    why = Sentence("Not allowed.")
    world.tell(ToolAnswered(call, "Not allowed.", failed=True, failure=why))
    assert (card(world).state, card(world).failure, card(world).images) == (ToolState.FAILED, why, ())


@pytest.mark.parametrize("spoke", [False, True])
def test_the_person_cancels_it(world: World, spoke: bool) -> None:
    drawn = ask(world, "draw")
    call = world.running[0].call
    if spoke:
        world.tell(ReplyInterrupted())
    world.tell(ToolPermitted(drawn.id, allowed=True))
    assert card(world).state is ToolState.RUNNING
    world.tell(ToolPermitted(drawn.id, allowed=False))
    assert CancelTool(call) in world.commands
    assert (card(world).state, card(world).failure) == (ToolState.FAILED, INTERRUPTED)
    assert [each.output for each in world.tool_outputs] == [GOES_ON if spoke else STOPPED]
    answer(world)
    assert card(world).state is ToolState.FAILED


def test_another_tool_that_runs_is_stopped_by_no_word_on_its_card(world: World) -> None:
    drawn = ask(world, "draw")
    world.conversation._tools._calls[world.running[0].call].card = None
    world.tell(ToolPermitted(drawn.id, allowed=False))
    assert card(world).state is ToolState.RUNNING


def test_deleting_it_and_opening_another_talk_stop_it(world: World) -> None:
    drawn = ask(world, "draw")
    world.tell(ItemDeleted(drawn.id))
    ask(world, "draw")
    world.tell(TalkOpened(Talk(TalkId("other"), 0.0)))
    cancelled = [command for command in world.commands if isinstance(command, CancelTool)]
    assert len(cancelled) == 2


def test_a_picture_made_of_one_that_is_kept_nowhere_is_kept_nowhere(world: World) -> None:
    world.tell(OffRecordSet(off=True))
    ask(world, "draw")
    answer(world)
    secret = card(world)
    assert secret.off_record
    world.tell(OffRecordSet(off=False))
    world.unanswered.clear()
    world.tell(ToolPermitted(ask(world, "change").id, allowed=True))
    answer(world, CAT)
    assert (card(world).images, card(world).off_record) == ((CAT,), True)
    kept = [command.item for command in world.commands if isinstance(command, KeepItem)]
    assert [item for item in kept if isinstance(item, ToolCall)] == []
    assert [run.picture for run in world.commands if isinstance(run, RunTool)] == [None, FOX]
