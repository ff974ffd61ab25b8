"""What the conversation promises about tools, told as dialogues."""

import json

import pytest

from tests.core.world import World, talking
from voiceapp.core.messages import (
    AnswerOverdue,
    AskReply,
    CallId,
    CancelReply,
    CancelTool,
    ItemDeleted,
    ItemRestored,
    OffRecordSet,
    Outcome,
    Phase,
    Play,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplyInterrupted,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    ShowFailure,
    Tick,
    ToolAnswered,
    ToolAsked,
    ToolPermitted,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.talk_state import Floor
from voiceapp.core.talk.tool_calls import NOT_KEPT, OFF_RECORD, REFUSED
from voiceapp.core.transcript import MessageState, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import Permission, SessionWishes, TalkWishes, ToolCard, ToolSpec


def test_a_tool_is_asked_for_permission_first_and_answered_exactly_once() -> None:
    world = talking()
    world.say_something()
    world.ask_tool("clipboard")
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert call.state is ToolState.ASKED
    assert world.running == []
    phases = [world.state.phase]
    world.tell(ToolPermitted(call.id, allowed=True))
    phases.append(world.state.phase)
    assert phases == [Phase.ASKING, Phase.LOOKING]
    world.tools_answer()
    (answer,) = world.tool_outputs
    assert (answer.output, answer.last) == ("done", True)


def test_a_refused_tool_is_told_to_the_model() -> None:
    world = talking()
    world.say_something()
    world.ask_tool("clipboard")
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    world.tell(ToolPermitted(call.id, allowed=False))
    (answer,) = world.tool_outputs
    assert answer.output == REFUSED
    refused = world.shown[call.id]
    assert isinstance(refused, ToolCall)
    assert (refused.state, refused.told, refused.failure) == (ToolState.REFUSED, None, None)
    assert world.running == []


def test_the_turn_stays_open_until_the_reply_after_the_tools() -> None:
    wishes = TalkWishes(permissions=(("clock", Permission.ALWAYS),), titles=False)
    world = World(wishes).begin()
    world.say_something()
    turn = world.unanswered[0]
    world.ask_tool("clock")
    world.tools_answer()
    assert world.conversation.floor.value == "thinking"
    world.unanswered = [turn]
    world.answer("It is noon.")
    world.play_out()
    assert world.state.phase is Phase.LISTENING


def test_a_tool_that_the_model_made_up_asks_nobody() -> None:
    world = talking()
    world.say_something()
    world.ask_tool("crystal_ball")
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert call.state is ToolState.FAILED
    (answer,) = world.tool_outputs
    assert "no such tool" in answer.output
    assert world.running == []


def test_a_tool_may_wait_for_the_person_as_long_as_they_like() -> None:
    world = talking()
    world.say_something()
    turn = world.unanswered[0]
    world.ask_tool("clipboard")
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    world.frames(50 * 120, 0.02)
    world.tell(ToolPermitted(call.id, allowed=True))
    world.tools_answer()
    assert [command for command in world.commands if isinstance(command, ShowFailure)] == []
    world.unanswered = [turn]
    world.answer("It says tea.")
    world.play_out()
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE


ALARM_CARD = ToolCard(
    questions=(Sentence("Set a timer for {length}?", length=""),), done=(Sentence("Timer · {length}", length=""),)
)


def asked_for_a_timer() -> World:
    world = World(TalkWishes(cards=(("clipboard", ALARM_CARD),), titles=False)).begin()
    world.say_something()
    world.ask_tool("clipboard", '{"minutes": 1}')
    return world


def the_call(world: World) -> ToolCall:
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    return call


def test_a_tool_that_is_never_allowed_asks_nobody() -> None:
    world = World(TalkWishes(permissions=(("clipboard", Permission.NEVER),), titles=False)).begin()
    world.say_something()
    world.ask_tool("clipboard")
    assert the_call(world).state is ToolState.REFUSED
    (answer,) = world.tool_outputs
    assert answer.output == REFUSED
    assert world.running == []


def test_what_was_decided_once_is_decided() -> None:
    world = talking()
    world.say_something()
    world.ask_tool("clipboard")
    world.tell(ToolPermitted(the_call(world).id, allowed=True))
    world.tell(ToolPermitted(the_call(world).id, allowed=False))
    assert the_call(world).state is ToolState.RUNNING
    assert len(world.running) == 1
    world.tools_answer()
    world.tell(ToolPermitted(the_call(world).id, allowed=False))
    assert the_call(world).state is ToolState.DONE
    assert len(world.tool_outputs) == 1


def test_a_call_that_is_told_twice_or_answered_twice_is_one() -> None:
    world = World(CLOCK).begin()
    world.say_something()
    reply, call = ReplyId("r"), CallId("c")
    world.hear_engine(ReplyBegan(reply))
    for _ in range(2):
        world.hear_engine(ToolAsked(reply, call, "clock", "{}"))
    assert len(world.running) == 1
    for output in ("noon", "midnight"):
        world.tell(ToolAnswered(call, output))
    assert the_call(world).output == "noon"
    assert [answer.output for answer in world.tool_outputs] == ["noon"]


def test_a_tool_that_failed_is_seen_to_have_failed() -> None:
    world = World(CLOCK).begin()
    world.say_something()
    call = world.ask_tool()
    assert call is not None
    world.tell(ToolAnswered(call, "no clock", failed=True))
    assert (the_call(world).state, the_call(world).output) == (ToolState.FAILED, "no clock")


@pytest.mark.parametrize("allowed", [True, False])
def test_who_goes_on_speaking_stops_the_tools_and_the_model_is_told(*, allowed: bool) -> None:
    world = talking()
    world.say_something()
    call = world.ask_tool("clipboard")
    if allowed:
        world.tell(ToolPermitted(the_call(world).id, allowed=True))
    world.tell(ReplyInterrupted())
    assert [each.call for each in world.commands if isinstance(each, CancelTool)] == ([call] if allowed else [])
    assert the_call(world).state is ToolState.FAILED
    (answer,) = world.tool_outputs
    assert "Interrupted" in answer.output
    world.tools_answer()
    assert len(world.tool_outputs) == 1, "what it still answers comes too late"


@pytest.mark.parametrize("allowed", [True, False])
def test_a_tool_whose_link_is_lost_is_stopped_and_the_question_asked_again(*, allowed: bool) -> None:
    world = talking()
    world.say_something()
    call = world.ask_tool("clipboard")
    if allowed:
        world.tell(ToolPermitted(the_call(world).id, allowed=True))
    world.lose_link()
    assert [each.call for each in world.commands if isinstance(each, CancelTool)] == ([call] if allowed else [])
    assert the_call(world).state is ToolState.FAILED
    world.tick()
    world.open_link()
    assert world.answer() is not None
    world.play_out()
    assert world.tool_outputs == []
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE


def test_a_card_that_was_deleted_does_not_come_back_when_its_tool_answers() -> None:
    world = World(CLOCK).begin()
    world.say_something()
    world.ask_tool()
    world.tell(ItemDeleted(the_call(world).id))
    world.tools_answer()
    assert [item for item in world.shown.values() if isinstance(item, ToolCall)] == []
    assert [answer.output for answer in world.tool_outputs] == ["done"], "the model waits for it all the same"


def test_a_card_that_was_deleted_while_its_tool_ran_is_restored_as_it_ended() -> None:
    world = World(CLOCK).begin()
    world.say_something()
    world.ask_tool()
    clicked = the_call(world)
    assert clicked.state is ToolState.RUNNING
    world.tell(ItemDeleted(clicked.id))
    world.tools_answer()
    world.tell(ItemRestored(clicked))
    assert (the_call(world).state, the_call(world).output) == (ToolState.DONE, "done")


def test_a_question_that_is_deleted_is_refused_so_that_the_model_does_not_wait_for_it() -> None:
    world = asked_for_a_timer()
    clicked = the_call(world)
    world.tell(ItemDeleted(clicked.id))
    assert [answer.output for answer in world.tool_outputs] == [REFUSED]
    assert clicked.id not in world.shown
    world.tell(ItemRestored(clicked))
    assert the_call(world).state is ToolState.REFUSED
    assert world.running == []


def test_a_reply_that_nobody_wants_any_more_runs_no_tool() -> None:
    world = World(CLOCK).begin()
    world.say_something()
    world.hear_engine(ReplyBegan(ReplyId("r")))
    world.tell(ReplyInterrupted())
    world.hear_engine(ToolAsked(ReplyId("r"), CallId("c"), "clock", "{}"))
    assert world.running == []
    assert [item for item in world.shown.values() if isinstance(item, ToolCall)] == []


def test_a_card_asks_in_the_tools_own_words_and_says_afterwards_what_was_done() -> None:
    world = asked_for_a_timer()
    call = the_call(world)
    assert str(call.told) == "Set a timer for 1 min?"
    assert call.says_all
    world.tell(ToolPermitted(call.id, allowed=True))
    assert the_call(world).told is None
    world.tools_answer()
    assert str(the_call(world).told) == "Timer · 1 min"


def test_a_card_says_to_the_person_why_a_tool_failed() -> None:
    world = asked_for_a_timer()
    world.tell(ToolPermitted(the_call(world).id, allowed=True))
    why = Sentence("That took too long.")
    (run,) = world.running
    world.tell(ToolAnswered(run.call, '{"error": "That took too long."}', failed=True, failure=why))
    assert (the_call(world).state, the_call(world).failure, the_call(world).told) == (ToolState.FAILED, why, None)


OPEN_LINK = ToolSpec("open_link", "", '{"type": "object", "properties": {"url": {"type": "string"}}}')


def with_open_link() -> World:
    world = World(TalkWishes(SessionWishes(tools=(OPEN_LINK,)), titles=False)).begin()
    world.say_something()
    return world


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ('{"url": "https://good.example", "comment": "harmless"}', "no field 'comment'"),
        ('{"url": "https://good.example", "url": "https://evil.example"}', "each field once"),
        ('{"url": "https://good.example"', "one JSON object"),
        ('["https://good.example"]', "one JSON object"),
        (json.dumps({"url": "https://good.example/" + "x" * 200_000}), "too long"),
        ("[" * 100_000, "one JSON object"),
    ],
)
def test_what_the_tool_would_pass_over_is_refused_before_anybody_is_asked(arguments: str, why: str) -> None:
    world = with_open_link()
    world.ask_tool("open_link", arguments)
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert call.state is ToolState.FAILED
    (answer,) = world.tool_outputs
    assert why in answer.output
    assert world.running == []


def test_what_is_asked_is_what_is_run() -> None:
    world = with_open_link()
    world.ask_tool("open_link", ' {"url" : "https:\\/\\/good.example\\u001b[8m\u2028"} ')
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert json.loads(call.arguments) == {"url": "https://good.example[8m\n"}
    world.tell(ToolPermitted(call.id, allowed=True))
    assert [run.arguments for run in world.running] == [call.arguments]


CLOCK = TalkWishes(permissions=(("clock", Permission.ALWAYS),), titles=False)


def preamble_with_a_tool() -> World:
    """The reply says a sentence and calls a tool; the tool has answered while the sentence still sounds."""
    world = World(CLOCK).begin()
    world.say_something()
    world.unanswered = []
    world.hear_engine(ReplyBegan(ReplyId("preamble")))
    world.hear_engine(ReplyWords(ReplyId("preamble"), "I look at the clock."))
    world.hear_engine(ReplySound(ReplyId("preamble"), bytes(WIRE.bytes(2_000))))
    world.hear_engine(ToolAsked(ReplyId("preamble"), CallId("call"), "clock", "{}"))
    world.hear_engine(ReplyEnded(ReplyId("preamble"), Outcome.DONE))
    world.tools_answer()
    return world


def rest_comes(world: World) -> None:
    world.hear_engine(ReplyBegan(ReplyId("rest")))
    world.hear_engine(ReplyWords(ReplyId("rest"), "It is noon."))
    world.hear_engine(ReplySound(ReplyId("rest"), bytes(WIRE.bytes(1_000))))
    world.hear_engine(ReplyEnded(ReplyId("rest"), Outcome.DONE))


def test_an_answer_that_is_whole_before_its_preamble_was_heard_is_not_asked_for_again() -> None:
    world = preamble_with_a_tool()
    rest_comes(world)
    world.play_out()
    for _ in range(200):
        world.tell(Tick(), 1.0)
    assert world.told(AskReply) == []
    assert world.told(AnswerOverdue) == []
    assert [command for command in world.commands if isinstance(command, ShowFailure)] == []
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE
    assert world.conversation.floor is Floor.NOBODY


def test_who_stops_the_preamble_stops_the_answer_that_follows_it() -> None:
    world = preamble_with_a_tool()
    world.tell(ReplyInterrupted())
    rest_comes(world)
    assert all(play.reply != ReplyId("rest") for play in world.commands if isinstance(play, Play))
    assert [wish.reply for wish in world.sent if isinstance(wish, CancelReply)][-1] == ReplyId("rest")


def test_a_preamble_whose_link_is_lost_before_its_tool_answers_is_no_answer() -> None:
    world = World(CLOCK).begin()
    world.say_something()
    preamble = ReplyId("preamble")
    world.hear_engine(ReplyBegan(preamble))
    world.hear_engine(ReplyWords(preamble, "I look at the clock."))
    world.hear_engine(ReplySound(preamble, bytes(WIRE.bytes(1_000))))
    world.hear_engine(ToolAsked(preamble, CallId("call"), "clock", "{}"))
    world.hear_engine(ReplySpoken(preamble))
    world.lose_link()
    world.play_out()
    world.tick()
    world.open_link()
    assert world.answer("It is noon.") is not None
    world.play_out()
    assert [line.text for line in world.lines(Speaker.ASSISTANT)] == ["I look at the clock.", "It is noon."]
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE


def test_a_tool_that_may_change_something_elsewhere_cannot_be_allowed_for_good() -> None:
    card = ToolCard(names_it=Sentence("Let {server} use its tool “{tool}”?", server="s", tool="t"), may_always=False)
    world = World(TalkWishes(cards=(("clipboard", card),), titles=False)).begin()
    world.say_something()
    world.ask_tool("clipboard")
    assert the_call(world).each_time
    assert str(the_call(world).told) == "Let s use its tool “t”?"


def test_what_keeps_what_was_said_is_not_run_off_the_record() -> None:
    card = ToolCard(keeps=True)
    world = World(TalkWishes(cards=(("clipboard", card),), titles=False)).begin()
    world.tell(OffRecordSet(off=True))
    world.say_something()
    world.ask_tool("clipboard")
    assert the_call(world).state is ToolState.FAILED
    assert the_call(world).failure == NOT_KEPT
    assert world.running == []
    (answer,) = world.tool_outputs
    assert answer.output == OFF_RECORD
