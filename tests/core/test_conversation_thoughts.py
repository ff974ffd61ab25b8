"""What a model thinks on its way to a reply: kept beside the line, never in it, never heard."""

import pytest

from tests.core.world import talking
from voiceapp.core.messages import EndSound, ReplyBegan, ReplyId, ReplyThought, ReplyWords
from voiceapp.core.transcript import MessageState, Speaker

REPLY = ReplyId("r")


def test_thoughts_stand_beside_the_line_and_not_in_it() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(ReplyBegan(REPLY))
    world.hear_engine(ReplyThought(REPLY, "Hm, somebody "))
    assert not world.lines(Speaker.ASSISTANT), "there is nothing to read yet"
    world.hear_engine(ReplyThought(REPLY, "asks.\x1b"))
    world.hear_engine(ReplyWords(REPLY, "Noon."))
    (line,) = world.lines(Speaker.ASSISTANT)
    assert (line.text, line.thoughts) == ("Noon.", "Hm, somebody asks.")
    assert world.kept[line.id] == line
    world.hear_engine(ReplyThought(REPLY, " One more."))
    assert world.lines(Speaker.ASSISTANT)[0].thoughts == "Hm, somebody asks. One more."


def test_how_long_it_thought_is_known() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(ReplyBegan(REPLY))
    world.now += 4.0
    world.hear_engine(ReplyThought(REPLY, "Hm."))
    world.now += 3.0
    world.hear_engine(ReplyThought(REPLY, ""))
    world.hear_engine(ReplyWords(REPLY, "Noon."))
    assert world.lines(Speaker.ASSISTANT)[0].thought_for == pytest.approx(4.0), "writing the words is no thinking"


def test_an_answer_without_thoughts_took_no_time_for_any() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(ReplyBegan(REPLY))
    world.now += 4.0
    world.hear_engine(ReplyWords(REPLY, "Noon."))
    assert world.lines(Speaker.ASSISTANT)[0].thought_for == 0.0


def test_one_who_thinks_for_long_is_at_work() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(ReplyBegan(REPLY))
    for _ in range(8):
        world.now += 20.0
        world.hear_engine(ReplyThought(REPLY, ""))
    world.hear_engine(ReplyWords(REPLY, "Noon."))
    assert world.lines(Speaker.ASSISTANT)[0].text == "Noon."


def test_what_turns_out_to_be_a_thought_is_silent_at_once_and_gone() -> None:
    world = talking()
    world.say_something()
    thought = world.answer("I should be brief.", whole=False)
    world.play(200)
    assert thought is not None
    world.take_back("Noon.")
    assert not [queued for queued, _ in world.speaker.queue if queued == thought]
    world.finish_answer()
    world.play_out()
    (line,) = world.lines(Speaker.ASSISTANT)
    assert (line.text, line.state) == ("Noon.", MessageState.DONE)
    assert [item.id for item in world.kept.values() if item in world.lines(Speaker.ASSISTANT)] == [line.id]
    assert any(isinstance(command, EndSound) and not command.keep for command in world.commands)
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE
    assert world.state.waiting == 0
    assert world.breaches == []


def test_what_was_taken_back_before_it_was_heard_leaves_no_trace_either() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(ReplyBegan(REPLY))
    world.answering = REPLY
    world.hear_engine(ReplyWords(REPLY, "I should be brief."))
    world.take_back("Noon.")
    world.finish_answer()
    world.play_out()
    assert [line.text for line in world.lines(Speaker.ASSISTANT)] == ["Noon."]


def test_an_answer_that_was_interrupted_is_not_taken_up_again() -> None:
    world = talking()
    world.say_something()
    world.answer("I should be brief.", whole=False)
    world.play(200)
    world.frames(60, 0.95)
    world.take_back("Noon.")
    assert not [line for line in world.lines(Speaker.ASSISTANT) if line.text == "Noon."]
    assert world.breaches == []
