"""What a talk has cost is seen beside the line that cost it, and in all."""

import pytest

from tests.core.world import TALK, World, talking
from voiceapp.core.messages import (
    AsideAnswered,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplyInterrupted,
    ReplySpoken,
    TalkOpened,
    TurnWords,
)
from voiceapp.core.talk.titles import TITLE_JOB
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Spent, Talk, Usage
from voiceapp.core.wishes import TalkWishes

CENT = Spent("model", Usage(), 0.01)
UNPRICED = Spent("another model", Usage(), None)


def end(world: World, reply: ReplyId | None, *spent: Spent) -> None:
    assert reply is not None
    world.answering = None
    world.hear_engine(ReplySpoken(reply))
    world.hear_engine(ReplyEnded(reply, Outcome.DONE, spent))


def test_a_reply_bears_what_it_cost() -> None:
    world = talking()
    world.say_something()
    end(world, world.answer(whole=False), CENT)
    world.play_out()
    (line,) = world.lines(Speaker.ASSISTANT)
    assert line.spent == (CENT,)
    assert world.kept[line.id] == line
    assert world.state.spent_usd == pytest.approx(0.01)
    assert not world.state.unpriced


def test_a_reply_of_which_nothing_came_costs_all_the_same() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(ReplyBegan(ReplyId("r")))
    world.tell(ReplyInterrupted())
    end(world, ReplyId("r"), CENT)
    assert world.lines(Speaker.ASSISTANT) == []
    assert world.state.spent_usd == pytest.approx(0.01)


def test_who_was_understood_sees_what_that_cost() -> None:
    world = talking()
    world.say_something()
    (turn,) = world.commits
    world.hear_engine(TurnWords(turn, "What time is it?", final=True, spent=(CENT,)))
    assert world.lines(Speaker.USER)[0].spent == (CENT,)
    assert world.state.spent_usd == pytest.approx(0.01)


def test_a_title_counts_too() -> None:
    world = World(TalkWishes()).begin()
    world.say_something()
    world.answer()
    world.play_out()
    world.hear_engine(AsideAnswered(TITLE_JOB, "Tea", (CENT,)))
    assert world.state.spent_usd == pytest.approx(0.01)


def test_what_has_no_known_price_is_said_to_have_none() -> None:
    world = talking()
    world.say_something()
    end(world, world.answer(whole=False), CENT, UNPRICED)
    assert world.state.spent_usd == pytest.approx(0.01)
    assert world.state.unpriced


def test_a_talk_that_is_taken_up_again_has_cost_what_its_lines_did() -> None:
    world = talking()
    old = Message(ItemId("old-1"), Speaker.ASSISTANT, 1.0, "Noon.", MessageState.DONE, spent=(CENT, CENT))
    world.tell(TalkOpened(Talk(TALK, 0.0, items=(old,))))
    assert world.state.spent_usd == pytest.approx(0.02)
