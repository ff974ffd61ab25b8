"""What the conversation promises, told as dialogues."""

from dataclasses import replace

from tests.core.world import DROPPED, REPLY_SOUND, TALK, World
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AlarmRang,
    AskedAgain,
    AskReply,
    CancelReply,
    Chime,
    CommitTurn,
    DropAudio,
    Duck,
    FromEngine,
    ItemCorrected,
    ItemDeleted,
    KeepSound,
    KeyPressed,
    KeyReleased,
    LinkInfo,
    LinkOpened,
    MicrophoneChanged,
    ModelLoading,
    MuteSet,
    NeedsNewSession,
    Outcome,
    Phase,
    Play,
    PlayChime,
    ReadySpeaker,
    ReplyEnded,
    ReplyInterrupted,
    ReplySound,
    ReplySpoken,
    SendText,
    SendUtterance,
    ShowAlarm,
    ShowFailure,
    ShowLevels,
    ShowState,
    StopPlaying,
    TalkOpened,
    TalkStopped,
    TextEntered,
    ToolPermitted,
    TruncateReply,
    TurnBegan,
    TurnId,
    TurnTaken,
    TurnWords,
    Unduck,
)
from voiceapp.core.transcript import MessageState, Note, Speaker, Talk, ToolCall, ToolState
from voiceapp.core.wishes import Permission, SessionWishes, TalkWishes, TurnTaking


def talking(turn_taking: TurnTaking = TurnTaking.LOCAL, *, ends_turns: bool = False) -> World:
    wishes = TalkWishes(SessionWishes(turn_taking=turn_taking), titles=False)
    return World(wishes, ends_turns=ends_turns).begin()


def connected(world: World) -> bool:
    return world.link is not None


def phase_of(world: World) -> Phase:
    return world.state.phase


def test_what_is_said_is_committed_once_and_answered() -> None:
    world = talking()
    world.say_something()
    assert len(world.told(CommitTurn)) == 1
    world.answer("Certainly.")
    world.play_out()
    (user,) = world.lines(Speaker.USER)
    (reply,) = world.lines(Speaker.ASSISTANT)
    assert (user.text, user.state) == ("what was said", MessageState.DONE)
    assert (reply.text, reply.state, reply.heard) == ("Certainly.", MessageState.DONE, None)
    assert world.state.phase is Phase.LISTENING
    assert world.breaches == []


def test_the_first_word_is_never_clipped() -> None:
    world = talking()
    world.frames(100, 0.01)
    world.frames(40, 0.95)
    edges = TalkWishes().edges
    sent_ms = world.audio_sent / 48
    assert sent_ms >= 40 * 20 + 300, "at least 300 ms go in front of what was said"
    assert edges.preroll * 20 >= 300


def test_it_is_on_its_way_to_disk_before_it_is_sent() -> None:
    world = talking()
    world.frames(40, 0.95)
    kinds = [type(command).__name__ for command in world.commands]
    assert kinds.index("KeepSound") < kinds.index("ToEngine")
    assert any(isinstance(command, KeepSound) for command in world.commands)


def test_speaking_over_a_reply_ducks_it_then_silences_it_before_the_engine_is_told() -> None:
    world = talking()
    world.say_something()
    reply = world.answer("One two three four five six seven eight nine ten.", whole=False)
    world.play(400)
    world.commands.clear()
    world.frames(20, 0.95)
    kinds = [type(c.command if hasattr(c, "command") else c) for c in world.commands]
    assert kinds.index(Duck) < kinds.index(StopPlaying) < kinds.index(CancelReply) < kinds.index(TruncateReply)
    (told,) = [wish for wish in world.told(TruncateReply) if isinstance(wish, TruncateReply)]
    assert (told.reply, told.heard) == (reply, 400)
    (line,) = world.lines(Speaker.ASSISTANT)
    assert line.state is MessageState.CUT
    assert 0 < len(line.heard_text) < len(line.text)
    assert world.breaches == []


def test_late_sound_of_a_cut_reply_is_never_played() -> None:
    world = talking()
    world.say_something()
    reply = world.answer(whole=False)
    assert reply is not None
    world.play(200)
    world.frames(20, 0.95)
    world.commands.clear()
    world.hear_engine(ReplySound(reply, REPLY_SOUND))
    assert not any(isinstance(command, Play) for command in world.commands)


def test_a_cough_ducks_the_reply_and_leaves_no_trace() -> None:
    world = talking()
    world.say_something()
    world.answer(whole=True)
    world.play(200)
    world.commands.clear()
    world.cough()
    kinds = [type(command) for command in world.commands]
    assert Duck in kinds
    assert Unduck in kinds
    assert StopPlaying not in kinds
    assert len(world.told(CommitTurn)) == 1
    assert len(world.lines(Speaker.USER)) == 1


def test_a_reply_is_truncated_after_the_engine_is_done_with_it_too() -> None:
    world = talking()
    world.say_something()
    reply = world.answer(whole=True)
    world.play(300)
    world.tell(ReplyInterrupted())
    assert world.told(CancelReply) == [], "there is nothing left to cancel"
    (told,) = world.told(TruncateReply)
    assert isinstance(told, TruncateReply)
    assert (told.reply, told.heard) == (reply, 300)


def test_a_reply_of_which_nothing_was_heard_is_forgotten() -> None:
    world = talking()
    world.say_something()
    world.answer(whole=False)
    world.tell(ReplyInterrupted())
    (told,) = world.told(TruncateReply)
    assert isinstance(told, TruncateReply)
    assert told.heard == 0


def test_a_reply_heard_to_its_end_is_not_truncated() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.play_out()
    world.tell(ReplyInterrupted())
    assert world.told(TruncateReply) == []


def test_speaking_on_before_the_answer_begins_makes_that_answer_unwanted() -> None:
    world = talking()
    world.say_something()
    world.tell(ReplyInterrupted())
    reply = world.answer(whole=False)
    assert world.told(CancelReply) == [CancelReply(reply)]  # type: ignore[arg-type]
    assert world.speaker.queue == []


def test_an_utterance_cut_off_by_a_lost_link_is_sent_again_whole() -> None:
    world = talking()
    world.frames(30, 0.95)
    world.lose_link()
    world.frames(30, 0.95)
    world.frames(60, 0.02)
    (line,) = world.lines(Speaker.USER)
    assert line.state is MessageState.WAITING
    assert line.failure
    world.tick()
    world.open_link()
    assert len(world.told(SendUtterance)) == 1
    world.answer()
    world.play_out()
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE
    assert world.state.waiting == 0


def test_a_turn_whose_answer_broke_off_is_asked_again_and_the_transcript_says_so() -> None:
    world = talking()
    world.say_something()
    world.answer(whole=False)
    world.play(300)
    world.lose_link()
    assert any("begins again" in getattr(item, "text", "") for item in world.shown.values())
    world.tick()
    world.open_link()
    assert len(world.told(SendUtterance)) == 1
    world.answer()
    world.play_out()
    states = [line.state for line in world.lines(Speaker.ASSISTANT)]
    assert states == [MessageState.FAILED, MessageState.DONE]
    assert world.breaches == []


def test_a_whole_reply_survives_the_loss_of_its_link() -> None:
    world = talking()
    world.say_something()
    world.answer(whole=False)
    reply = world.answering
    assert reply is not None

    world.hear_engine(ReplySpoken(reply))
    world.lose_link()
    world.play_out()
    assert [line.state for line in world.lines(Speaker.ASSISTANT)] == [MessageState.DONE]
    assert world.state.waiting == 0


def test_the_first_try_after_a_loss_is_immediate_and_the_next_ones_wait_longer() -> None:
    world = talking()
    waits: list[float] = []
    for _ in range(5):
        world.lose_link()
        before = world.now
        while not world.links_asked:
            assert world.tick()
        waits.append(world.now - before)
    assert waits[0] == 0.0
    assert waits[2] > 0.2
    assert max(waits) <= 30.0


def test_a_wrong_key_is_said_once_and_not_tried_again() -> None:
    world = talking()
    refused = Failure(FailureKind.WRONG_KEY, "The key was refused: enter another one.")
    world.lose_link(refused)
    assert [c for c in world.commands if isinstance(c, ShowFailure)] == [ShowFailure(refused, stays=True)]
    world.say_something()
    assert world.links_asked == []
    assert world.state.phase is Phase.OFFLINE
    assert world.state.waiting == 1


def test_a_turn_that_gets_no_answer_waits_visibly() -> None:
    world = talking()
    world.say_something()
    while world.state.phase is Phase.THINKING:
        world.frames(1, 0.01)
        world.now += 1.0
        world.tick()
    (line,) = world.lines(Speaker.USER)
    assert line.state is MessageState.WAITING
    world.tell(AskedAgain(line.id))
    assert len(world.told(AskReply)) == 1, "the engine has the turn already"
    world.answer()
    world.play_out()
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE


def test_a_failed_reply_is_asked_for_once_more_by_itself() -> None:
    world = talking()
    broken = Failure(FailureKind.SERVER_BROKEN, "The service had a fault.")
    world.say_something()
    reply = world.answer(whole=False)
    assert reply is not None
    world.hear_engine(ReplyEnded(reply, Outcome.FAILED, failure=broken))
    world.play_out()
    assert len(world.told(AskReply)) == 1


def test_muted_means_nothing_is_sent_and_the_reply_goes_on() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.tell(MuteSet(muted=True))
    world.muted = True
    world.frames(60, 0.95)
    world.play_out()
    assert world.breaches == []
    assert world.lines(Speaker.ASSISTANT)[0].state is MessageState.DONE
    assert world.state.phase is Phase.MUTED


def test_push_to_talk_sends_what_came_just_before_the_key_too() -> None:
    world = talking(TurnTaking.HOLD)
    world.frames(50, 0.02)
    assert world.audio_sent == 0
    world.tell(KeyPressed())
    world.frames(40, 0.95)
    world.tell(KeyReleased())
    world.frames(20, 0.02)
    assert world.audio_sent / 48 >= 40 * 20 + 300
    assert len(world.told(CommitTurn)) == 1
    assert world.state.phase is Phase.THINKING


def test_a_key_pressed_by_mistake_is_no_turn() -> None:
    world = talking(TurnTaking.HOLD)
    world.frames(50, 0.02)
    world.tell(KeyPressed())
    world.frames(5, 0.02)
    world.tell(KeyReleased())
    world.frames(20, 0.02)
    assert world.told(CommitTurn) == []
    assert len(world.told(DropAudio)) == 1
    assert world.lines(Speaker.USER) == []
    assert any(isinstance(c, ShowFailure) and c.failure.kind is FailureKind.NO_SPEECH for c in world.commands)


def test_speech_without_the_key_is_not_listened_to() -> None:
    world = talking(TurnTaking.HOLD)
    world.say_something()
    assert world.audio_sent == 0
    assert world.told(CommitTurn) == []


def test_with_server_detection_everything_is_sent_and_the_server_ends_the_turn() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(20, 0.02)
    world.frames(40, 0.95)
    world.hear_engine(TurnBegan(TurnId("item_u1"), 100))
    world.frames(60, 0.02)
    assert world.audio_sent == 120 * 960
    world.hear_engine(TurnTaken(TurnId("item_u1")))
    assert world.told(CommitTurn) == []
    world.unanswered = []
    world.hear_engine(TurnWords(TurnId("item_u1"), "hello", final=True))
    (line,) = world.lines(Speaker.USER)
    assert line.text == "hello"


def test_a_turn_that_the_server_never_ends_is_committed_by_us() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(40, 0.95)
    world.frames(600, 0.02)
    world.tick()
    assert len(world.told(CommitTurn)) == 1


def test_typed_text_joins_the_talk_and_opens_a_link_by_itself() -> None:
    world = talking()
    world.tell(TalkStopped())
    world.tell(TextEntered("What time is it?", spoken=False))
    world.open_link()
    (told,) = world.told(SendText)
    assert isinstance(told, SendText)
    assert (told.text, told.spoken) == ("What time is it?", False)
    world.answer("Noon.")
    world.play_out()
    assert world.lines(Speaker.ASSISTANT)[0].text == "Noon."


def test_the_link_is_kept_a_while_for_the_next_typed_line_and_then_let_go() -> None:
    world = talking()
    world.tell(TalkStopped())
    assert not connected(world), "who hangs up is not connected any more"
    world.tell(TextEntered("One"))
    world.open_link()
    world.answer("Two.")
    world.play_out()
    world.tell(TextEntered("Three"))
    assert len(world.told(SendText)) == 2, "over the same link"
    world.answer("Four.")
    world.play_out()
    while connected(world):
        assert world.tick()
    assert world.conversation.deadline is None


def test_a_tool_is_asked_for_permission_first_and_answered_exactly_once() -> None:
    world = talking()
    world.say_something()
    world.ask_tool("clipboard")
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert call.state is ToolState.ASKED
    assert world.running == []
    world.tell(ToolPermitted(call.id, allowed=True))
    assert world.state.phase is Phase.LOOKING
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
    assert "did not allow" in answer.output
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


def test_a_session_is_renewed_in_a_silence_before_it_ends() -> None:
    world = talking()
    assert world.link is not None
    world.say_something()
    world.answer()
    world.play_out()
    old = world.link
    world.lose_link()
    world.tick()
    link = world.links_asked[-1].link
    world.links_asked.clear()
    world.link = link
    world.tell(FromEngine(link, LinkOpened(LinkInfo(world.traits, expires_at=world.now + 300))))
    while not world.links_asked:
        world.frames(10, 0.01)
        world.now += 1
    assert old != link
    asked = world.links_asked[-1]
    assert [type(item).__name__ for item in asked.history] == ["Message", "Message"]
    assert world.link == link, "the old session stays open until the new one is"
    world.open_link()
    assert world.link == asked.link
    world.say_something()
    assert len(world.told(CommitTurn)) == 2


def test_a_dead_microphone_is_never_called_listening() -> None:
    world = talking()
    world.frames(10, 0.01)
    world.tick()
    assert phase_of(world) is Phase.DEAF
    world.frames(1, 0.01)
    assert phase_of(world) is Phase.LISTENING


def test_what_was_said_before_the_microphone_was_unplugged_counts() -> None:
    world = talking()
    world.frames(60, 0.95)
    gone = Failure(FailureKind.NOT_ALLOWED, "The microphone was unplugged.")
    world.tell(MicrophoneChanged(None, gone))
    assert len(world.told(CommitTurn)) == 1


def test_a_correction_is_not_written_over_by_late_words() -> None:
    world = talking()
    world.say_something()
    world.answer()
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemCorrected(line.id, "What I really said"))
    turn = TurnId(f"turn-{line.id}")
    world.hear_engine(TurnWords(turn, "something else", final=True))
    (line,) = world.lines(Speaker.USER)
    assert (line.text, line.original) == ("What I really said", "what was said")


def test_a_deleted_line_is_gone_and_the_engine_forgets_it() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.play_out()
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemDeleted(line.id))
    assert any(type(wish).__name__ == "ForgetTurn" for wish in world.sent)


def test_late_news_from_an_old_link_changes_nothing() -> None:
    world = talking()
    old = world.link
    assert old is not None
    world.lose_link()
    world.tick()
    world.open_link()
    before = dict(world.shown)
    world.tell(FromEngine(old, TurnWords(TurnId("x"), "ghost", final=True)))
    world.lose_link(DROPPED) if world.link == old else None
    assert world.shown == before


def test_hanging_up_ends_the_reply_and_keeps_the_talk() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.play(100)
    world.tell(TalkStopped())
    assert world.state.phase is Phase.OFF
    assert world.lines(Speaker.ASSISTANT)[0].state is MessageState.CUT


def test_after_stopped_nothing_is_commanded() -> None:
    world = talking()
    world.say_something()
    world.answer(whole=False)
    world.play(100)
    world.stop()
    world.frames(10, 0.95)
    assert world.breaches == []
    assert world.conversation.deadline is None
    assert all(replace(item) == item for item in world.kept.values())


def test_an_alarm_rings_and_stands_in_the_transcript() -> None:
    world = World()
    world.tell(TalkOpened(Talk(TALK, 0.0)))
    commands = world.tell(AlarmRang("Timer: tea"))
    assert PlayChime(Chime.ALARM) in commands
    assert ShowAlarm("Timer: tea") in commands
    assert [item.text for item in world.shown.values() if isinstance(item, Note)] == ["Timer: tea"]
    assert world.link is None, "nothing is connected for it"


def test_a_model_that_is_loaded_is_seen_until_it_is_there() -> None:
    world = World()
    commands = world.tell(ModelLoading("brain", 0.4))
    assert [(show.state.loading, show.state.loaded) for show in commands if isinstance(show, ShowState)] == [
        ("brain", 0.4)
    ]
    assert world.tell(ModelLoading("brain", 0.4)) == [], "the same is not shown again"
    (shown,) = world.tell(ModelLoading())
    assert isinstance(shown, ShowState)
    assert not shown.state.loading


def test_a_tool_that_the_model_made_up_asks_nobody() -> None:
    world = talking()
    world.say_something()
    world.ask_tool("crystal_ball")
    (call,) = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert call.state is ToolState.FAILED
    (answer,) = world.tool_outputs
    assert "no such tool" in answer.output
    assert world.running == []


def test_a_reply_that_stops_in_its_middle_is_asked_for_once_more_and_then_given_up() -> None:
    world = talking()
    world.say_something()
    world.answer("Well, the thing is", whole=False)
    world.play_out()
    began = world.now
    asked = len(world.told(AskReply))
    while len(world.told(AskReply)) == asked:
        assert world.tick()
        assert world.now < began + 40
    assert len(world.told(CancelReply)) == 1
    (half,) = world.lines(Speaker.ASSISTANT)
    assert half.state is MessageState.FAILED
    world.answer("Once more", whole=False)
    world.play_out()
    while world.state.waiting == 0:
        assert world.tick()
        assert world.now < began + 120
    assert "the middle" in (world.lines(Speaker.USER)[0].failure or "")
    assert world.conversation.floor.value == "nobody"
    assert world.breaches == []


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


def test_what_needs_a_new_session_is_said_once_and_done_in_the_next_silence() -> None:
    world = talking()
    world.say_something()
    world.answer(whole=False)
    first = world.link
    for _ in range(2):
        world.hear_engine(NeedsNewSession("The new voice speaks from the next silence on."))
    assert [item.text for item in world.shown.values() if isinstance(item, Note)] == [
        "The new voice speaks from the next silence on."
    ]
    assert world.links_asked == [], "not in the middle of an answer"
    world.finish_answer()
    world.play_out()
    world.frames(5, 0.02)
    assert len(world.links_asked) == 1
    world.open_link()
    assert world.link != first


def test_a_microphone_that_is_gone_hears_nothing() -> None:
    world = talking()
    world.frames(5, 0.02)
    world.tell(MicrophoneChanged(None))
    levels = [command.microphone for command in world.commands if isinstance(command, ShowLevels)]
    assert levels[-1] == -120.0


# --- the loudspeaker is ready in time


def made_ready(world: World) -> int:
    return sum(isinstance(command, ReadySpeaker) for command in world.commands)


def test_the_loudspeaker_is_made_ready_when_somebody_begins_to_speak_and_once() -> None:
    world = talking()
    assert made_ready(world) == 0
    world.say_something()
    assert made_ready(world) == 1
    world.answer()
    world.play_out()
    assert made_ready(world) == 1
    world.cough()
    assert made_ready(world) == 2, "it may become a sentence"


def test_the_loudspeaker_is_made_ready_for_the_answer_to_a_typed_line() -> None:
    world = World(TalkWishes(SessionWishes(), titles=False))
    world.tell(TextEntered("What is the time?"))
    world.open_link()
    assert made_ready(world) == 1
