"""What the conversation promises, told as dialogues."""

from dataclasses import replace

from tests.core.world import REPLY_SOUND, TALK, World, talking
from voiceapp.core.messages import (
    AlarmRang,
    CancelReply,
    Chime,
    CommitTurn,
    Duck,
    ItemCorrected,
    ItemDeleted,
    KeepSound,
    MicStirred,
    ModelLoading,
    PausePlaying,
    Phase,
    Play,
    PlayChime,
    ReplyInterrupted,
    ReplySound,
    SendText,
    ShowAlarm,
    ShowState,
    StopPlaying,
    TalkOpened,
    TalkStopped,
    TextEntered,
    TruncateReply,
    TurnId,
    TurnWords,
    Unduck,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import MessageState, Note, Speaker, Talk
from voiceapp.core.wishes import TalkWishes


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
    world.frames(60, 0.95)
    kinds = [type(c.command if hasattr(c, "command") else c) for c in world.commands]
    assert (
        kinds.index(Duck)
        < kinds.index(PausePlaying)
        < kinds.index(StopPlaying)
        < kinds.index(CancelReply)
        < kinds.index(TruncateReply)
    )
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
    world.frames(60, 0.95)
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


def test_a_sudden_sound_ducks_the_reply_before_its_frame_is_whole_and_only_then() -> None:
    world = talking()
    world.frames(30, 0.02)
    world.tell(MicStirred(-20.0))
    assert Duck not in [type(command) for command in world.commands], "nothing sounds that could be quieter"
    world.say_something()
    world.answer(whole=True)
    world.play(200)
    world.frames(30, 0.02)
    assert [type(command) for command in world.tell(MicStirred(-20.0))] == [Duck]
    assert world.tell(MicStirred(-20.0)) == []
    world.commands.clear()
    world.frames(40, 0.02)
    assert Unduck in [type(command) for command in world.commands], "it was nothing"


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
    commands = world.tell(AlarmRang(Sentence("Timer: tea"), 3))
    assert PlayChime(Chime.ALARM) in commands
    assert ShowAlarm(Sentence("Timer: tea"), 3) in commands
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
