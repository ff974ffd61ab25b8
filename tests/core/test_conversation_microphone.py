"""What the conversation promises about the microphone, the key and the loudspeaker, told as dialogues."""

from tests.core.world import World, phase_of, talking
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    CommitTurn,
    DropAudio,
    KeyPressed,
    KeyReleased,
    MicrophoneChanged,
    MuteSet,
    Phase,
    ReadySpeaker,
    SendUtterance,
    ShowFailure,
    ShowLevels,
    TalkOpened,
    TalkStarted,
    TextEntered,
    TurnBegan,
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import MessageState, Speaker, Talk, TalkId
from voiceapp.core.wishes import SessionWishes, TalkWishes, TurnTaking


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


def test_a_turn_that_the_server_never_ends_is_taken_back_and_sent_whole() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(40, 0.95)
    world.frames(600, 0.02)
    world.tick()
    assert [type(wish) for wish in world.sent] == [DropAudio, SendUtterance]


def test_a_dead_microphone_is_never_called_listening() -> None:
    world = talking()
    world.frames(10, 0.01)
    world.tick()
    assert phase_of(world) is Phase.DEAF
    world.frames(1, 0.01)
    assert phase_of(world) is Phase.LISTENING


def test_a_microphone_that_is_still_being_opened_is_not_called_missing() -> None:
    world = World()
    world.tell(TalkOpened(Talk(TalkId("t"), 0.0)))
    world.tell(TalkStarted())
    world.open_link()
    assert phase_of(world) is Phase.CONNECTING
    world.tell(MicrophoneChanged("mic"))
    assert phase_of(world) is Phase.LISTENING


def test_what_was_said_before_the_microphone_was_unplugged_counts() -> None:
    world = talking()
    world.frames(60, 0.95)
    gone = Failure(FailureKind.NOT_ALLOWED, Sentence("The microphone was unplugged."))
    world.tell(MicrophoneChanged(None, gone))
    assert len(world.told(CommitTurn)) == 1


def test_a_microphone_that_is_gone_hears_nothing() -> None:
    world = talking()
    world.frames(5, 0.02)
    world.tell(MicrophoneChanged(None))
    levels = [command.microphone for command in world.commands if isinstance(command, ShowLevels)]
    assert levels[-1] == -120.0


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
