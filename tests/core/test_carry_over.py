"""What a conversation leaves that broke off: another one stands where it stood, and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.world import FRAME, World, talking
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    Command,
    EndSound,
    ForgetItem,
    KeepItem,
    KeepSound,
    Listen,
    MicFrame,
    MicrophoneChanged,
    ModelLoading,
    MuteSet,
    ShowTalk,
    SpeakerChanged,
    StoreFailed,
    TalkOpened,
    TalkStarted,
    TalkStopped,
    TextEntered,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.carry_over import carry_over_of
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.transcript import (
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    Speaker,
    Talk,
    TalkId,
    ToolCall,
    ToolState,
)
from voiceapp.core.wishes import TalkWishes


def taken_up(world: World) -> tuple[Conversation, list[Command]]:
    """Another conversation that stands where the world's stood, and what it commanded on the way."""
    another = Conversation(TalkWishes())
    commands: list[Command] = []
    for event in world.conversation.remains().events:
        commands += another.handle(event, world.now)
    return another, commands


def shown(commands: list[Command]) -> tuple[Item, ...]:
    (talk,) = (command.talk for command in commands if isinstance(command, ShowTalk))
    return talk.items


def test_a_settled_talk_is_taken_up_as_it_is() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.play_out()
    world.tell(SpeakerChanged("loud"))
    another, commands = taken_up(world)
    assert another.talk == world.conversation.talk
    assert shown(commands) == tuple(world.shown.values())
    assert Listen(on=True) in commands
    assert world.conversation.remains().commands == ()
    assert world.conversation.remains().unanswered == ()


def test_switches_and_troubles_stay_as_they_were() -> None:
    world = talking()
    world.tell(MuteSet(muted=True))
    world.tell(StoreFailed(Failure(FailureKind.DISK_FULL, Sentence("The disk is full."))))
    events = world.conversation.remains().events
    assert MuteSet(muted=True) in events
    assert any(isinstance(event, StoreFailed) for event in events)


def test_who_was_not_listened_to_is_not_listened_to_afterwards() -> None:
    world = talking()
    world.tell(TalkStopped())
    world.tell(MicrophoneChanged(None))
    events = world.conversation.remains().events
    assert [event for event in events if isinstance(event, TalkStarted | MicrophoneChanged)] == []
    _, commands = taken_up(world)
    assert Listen(on=True) not in commands


def test_a_model_that_is_being_loaded_is_still_seen() -> None:
    world = talking()
    world.tell(ModelLoading("brain", 0.4))
    assert ModelLoading("brain", 0.4) in world.conversation.remains().events


def test_what_is_being_said_is_made_whole_and_waits() -> None:
    world = talking()
    world.frames(40, 0.95)
    remains = world.conversation.remains()
    (line,) = world.kept.values()
    assert EndSound(SoundId(line.id)) in remains.commands
    assert remains.unanswered == (line.id,)
    (kept,) = (command.item for command in remains.commands if isinstance(command, KeepItem))
    assert isinstance(kept, Message)
    assert (kept.state, kept.sound) == (MessageState.WAITING, SoundId(line.id))
    assert kept.failure


def test_a_noise_over_a_reply_is_forgotten() -> None:
    world = talking()
    world.say_something()
    world.answer()
    world.frames(6, 0.9)
    (noise,) = [item for item in world.kept if item not in world.shown]
    commands = world.conversation.remains().commands
    assert EndSound(SoundId(noise), keep=False) in commands
    assert ForgetItem(world.conversation.talk, noise) in commands


def test_a_reply_that_was_being_spoken_ends_where_it_was_heard() -> None:
    world = talking()
    world.say_something()
    world.answer("One two three four five six seven eight.", whole=False)
    world.play(500)
    remains = world.conversation.remains()
    (reply,) = [
        command.item
        for command in remains.commands
        if isinstance(command, KeepItem)
        and isinstance(command.item, Message)
        and command.item.speaker is Speaker.ASSISTANT
    ]
    assert isinstance(reply, Message)
    assert reply.state is MessageState.CUT
    assert reply.heard is not None
    assert reply.heard < len(reply.text)
    assert len(remains.unanswered) == 1, "the question is asked again"


def test_a_tool_that_was_at_work_is_waited_for_no_more() -> None:
    world = talking()
    world.say_something()
    world.ask_tool()
    _, commands = taken_up(world)
    (call,) = (item for item in shown(commands) if isinstance(item, ToolCall))
    assert call.state is ToolState.FAILED


def test_what_is_over_stays_and_a_reply_of_which_nothing_came_goes() -> None:
    note = Note(ItemId("note"), 1.0, Sentence("Another engine answered."))
    call = ToolCall(ItemId("call"), 2.0, "clock", "{}", output="12:00", state=ToolState.DONE)
    nothing = Message(ItemId("reply"), Speaker.ASSISTANT, 3.0, state=MessageState.GROWING)
    remains = carry_over_of(
        Talk(TalkId("talk"), 0.0, items=(note, call, nothing)),
        (),
        unanswered=(),
        recorded=None,
        doubtful=False,
        surroundings=(),
    )
    assert remains.commands == (ForgetItem(TalkId("talk"), ItemId("reply")),)
    (opened,) = remains.events
    assert isinstance(opened, TalkOpened)
    assert opened.talk.items == (note, call)


def test_what_was_commanded_and_not_carried_out_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    world = talking()
    world.frames(40, 0.95)

    def broken(_: Conversation) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(Conversation, "_show_state", broken)
    with pytest.raises(RuntimeError):
        world.conversation.handle(MicFrame(FRAME, world.now, 0.95, -20.0), world.now)
    assert any(isinstance(command, KeepSound) for command in world.conversation.remains().commands)


@given(
    st.lists(st.sampled_from(["say", "half", "answer", "part", "play", "type", "tool", "lose", "cough"]), max_size=8)
)
def test_whatever_was_going_on_no_line_of_the_person_is_lost(gestures: list[str]) -> None:
    world = talking()
    for gesture in gestures:
        match gesture:
            case "say":
                world.say_something()
            case "half":
                world.frames(30, 0.95)
            case "answer":
                world.answer()
            case "part":
                world.answer(whole=False)
            case "play":
                world.play(300)
            case "type":
                world.tell(TextEntered("a line"))
            case "tool":
                world.ask_tool()
            case "lose":
                world.lose_link()
            case _:
                world.cough()
    _, commands = taken_up(world)
    after = {item.id: item for item in shown(commands)}
    for line in world.lines(Speaker.USER):
        assert line.id in after
    for item in after.values():
        assert not (isinstance(item, Message) and item.state is MessageState.GROWING)
