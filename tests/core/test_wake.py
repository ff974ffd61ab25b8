"""A talk with a wake word: asleep nothing of the room reaches anybody, and awake it is a talk like any other."""

import pytest

from tests.core.world import World, phase_of
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    Chime,
    Command,
    CommitTurn,
    Connect,
    Disconnect,
    EndSound,
    KeepItem,
    KeepSound,
    MicFrame,
    MicrophoneChanged,
    MicStirred,
    MuteSet,
    Phase,
    PlayChime,
    ReadyJudge,
    ReadyWakeWord,
    ShowFailure,
    ShowLevels,
    SpotWakeWord,
    TalkStarted,
    TalkStopped,
    TextEntered,
    ToEngine,
    TurnWords,
    WakeWordHeard,
    WakeWordReady,
    WishesChanged,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.talk.idle_link import IDLE_PATIENCE
from voiceapp.core.talk.microphone import DEAF_AFTER
from voiceapp.core.talk.wake import RECOGNISED_AFTER, UNANSWERED
from voiceapp.core.transcript import Speaker
from voiceapp.core.wishes import SessionWishes, TalkWishes, TurnTaking, WakeWishes

SLEEP_AFTER = 30.0
WORD = WakeWishes("okay_nabu", SLEEP_AFTER)
GOES_OUT = (ToEngine, KeepSound, KeepItem, EndSound, Connect)


def wishes(turns: TurnTaking = TurnTaking.LOCAL, wake: WakeWishes = WORD) -> TalkWishes:
    return TalkWishes(session=SessionWishes(turn_taking=turns), wake=wake, titles=False)


def woken(turns: TurnTaking = TurnTaking.LOCAL, *, ends_turns: bool = False) -> World:
    """The person has pressed the key."""
    world = World(wishes(turns), ends_turns=ends_turns).begin()
    world.tell(WakeWordReady("Okay Nabu"))
    return world


def pass_time(world: World, seconds: float) -> None:
    """In a quiet room."""
    world.frames(round(seconds * 50), 0.02)


def asleep(turns: TurnTaking = TurnTaking.LOCAL, *, ends_turns: bool = False) -> World:
    world = woken(turns, ends_turns=ends_turns)
    pass_time(world, SLEEP_AFTER + 0.1)
    assert phase_of(world) is Phase.ASLEEP
    world.commands.clear()
    world.sent.clear()
    return world


def call(world: World, late: int = 0) -> None:
    """Somebody says the word, and `late` frames come before it is known that they did."""
    world.frames(30, 0.9)
    at = world.now - 0.02
    world.frames(late, 0.9)
    world.tell(WakeWordHeard(at))


def given(world: World, kind: type[Command]) -> list[Command]:
    return [command for command in world.commands if isinstance(command, kind)]


# --- asleep


def test_a_press_listens_at_once_and_a_quiet_room_puts_it_to_sleep() -> None:
    world = woken()
    assert given(world, ReadyWakeWord) == [ReadyWakeWord("okay_nabu")]
    assert phase_of(world) is Phase.LISTENING
    pass_time(world, SLEEP_AFTER - 1.0)
    assert phase_of(world) is Phase.LISTENING
    world.say_something()
    world.answer()
    world.play_out()
    pass_time(world, SLEEP_AFTER - 1.0)
    assert phase_of(world) is Phase.LISTENING, "counted from the end of the answer"
    pass_time(world, 1.1)
    assert (world.state.phase, world.state.wake_phrase, world.state.hears) == (Phase.ASLEEP, "Okay Nabu", False)
    assert world.state.opens_microphone


@pytest.mark.parametrize(("turns", "by_engine"), [(TurnTaking.LOCAL, False), (TurnTaking.SERVER, True)])
def test_asleep_nothing_that_is_said_goes_anywhere(turns: TurnTaking, by_engine: bool) -> None:
    world = asleep(turns, ends_turns=by_engine)
    sent = world.audio_sent
    world.tell(MicStirred(-5.0))
    world.say_something()
    world.say_something()
    assert [command for command in world.commands if isinstance(command, GOES_OUT)] == []
    assert world.audio_sent == sent
    assert len(given(world, SpotWakeWord)) == 200, "but for the word it is listened all the time"


def test_asleep_no_link_is_needed() -> None:
    world = asleep()
    pass_time(world, IDLE_PATIENCE + 1.0)
    assert len(given(world, Disconnect)) == 1
    assert given(world, Connect) == []
    assert phase_of(world) is Phase.ASLEEP
    world.links_asked.clear()
    call(world)
    assert len(given(world, Connect)) == 1
    assert phase_of(world) is Phase.CONNECTING


def test_asleep_a_microphone_that_is_still_being_opened_is_not_called_missing() -> None:
    world = World(wishes())
    world.tell(TalkStarted(asleep=True))
    world.open_link()
    assert phase_of(world) is Phase.ASLEEP
    world.tell(MicrophoneChanged(None))
    assert phase_of(world) is Phase.DEAF


def test_asleep_a_microphone_that_gives_nothing_is_noticed() -> None:
    world = asleep()
    stopped = world.now
    assert world.tick()
    assert world.now == pytest.approx(stopped + DEAF_AFTER, abs=0.1)
    assert phase_of(world) is Phase.DEAF
    world.tell(MicrophoneChanged("another"))
    assert phase_of(world) is Phase.ASLEEP


# --- awake


def test_the_word_wakes_it_with_a_sound_and_what_follows_is_answered() -> None:
    world = asleep()
    call(world)
    assert given(world, PlayChime) == [PlayChime(Chime.START)]
    assert given(world, ReadyJudge)
    assert phase_of(world) is Phase.LISTENING
    world.say_something()
    assert len(world.told(CommitTurn)) == 1


def test_what_is_said_in_the_same_breath_is_heard_from_the_end_of_the_word() -> None:
    world = asleep()
    call(world, late=4)
    world.frames(40, 0.9)
    world.frames(60, 0.02)
    after_the_word = RECOGNISED_AFTER // 20 + 4 + 40
    kept = len(given(world, KeepSound))
    assert kept >= after_the_word
    assert len(world.told(CommitTurn)) == 1
    assert kept < after_the_word + 60, "nothing of what came before the word"


def test_the_word_alone_is_no_turn() -> None:
    world = asleep()
    call(world)
    world.frames(13, 0.9)  # as a detector of voices may hear it, after its end
    pass_time(world, 2.0)
    assert world.told(CommitTurn) == []
    assert world.lines(Speaker.USER) == []


def test_a_word_that_nobody_follows_up_puts_it_to_sleep_sooner_and_speaking_makes_it_usual_again() -> None:
    world = asleep()
    call(world)
    pass_time(world, UNANSWERED - 1.0)
    assert phase_of(world) is Phase.LISTENING
    pass_time(world, 1.1)
    assert phase_of(world) is Phase.ASLEEP
    call(world)
    world.say_something()
    world.answer()
    world.play_out()
    pass_time(world, UNANSWERED + 1.0)
    assert phase_of(world) is Phase.LISTENING
    pass_time(world, SLEEP_AFTER - UNANSWERED)
    assert phase_of(world) is Phase.ASLEEP


def test_the_key_wakes_it_without_a_sound() -> None:
    world = asleep()
    world.tell(TalkStarted())
    assert phase_of(world) is Phase.LISTENING
    assert given(world, PlayChime) == []
    world.tell(TalkStarted())
    assert phase_of(world) is Phase.LISTENING


def test_the_word_takes_the_floor_from_an_answer_that_was_typed_for() -> None:
    world = asleep()
    world.tell(TextEntered("What is the capital of France?"))
    world.answer()
    world.play(200)
    assert phase_of(world) is Phase.SPEAKING
    world.frames(40, 0.9)
    assert phase_of(world) is Phase.SPEAKING, "only the word is heard"
    call(world)
    world.frames(1, 0.02)
    assert phase_of(world) is Phase.LISTENING
    assert world.speaker.queue == []


def test_news_of_a_word_that_came_too_late_changes_nothing() -> None:
    world = woken()
    world.commands.clear()
    world.tell(WakeWordHeard(world.now))
    assert given(world, PlayChime) == []
    world = asleep()
    world.tell(MuteSet(muted=True))
    world.tell(WakeWordHeard(world.now))
    assert phase_of(world) is Phase.MUTED
    assert given(world, PlayChime) == []


# --- the microphone's other switches


def test_muted_not_even_the_word_is_listened_for_and_whoever_unmutes_is_heard() -> None:
    world = asleep()
    world.tell(MuteSet(muted=True))
    world.muted = True
    world.frames(30, 0.9)
    assert given(world, SpotWakeWord) == []
    assert phase_of(world) is Phase.MUTED
    world.tell(MuteSet(muted=False))
    assert phase_of(world) is Phase.LISTENING
    world.tell(MuteSet(muted=True))
    world.tell(MuteSet(muted=False))
    assert phase_of(world) is Phase.LISTENING


def test_hanging_up_lets_go_of_the_word() -> None:
    world = asleep()
    world.tell(TalkStopped())
    assert phase_of(world) is Phase.OFF
    assert given(world, ReadyWakeWord) == [ReadyWakeWord("")]
    assert world.state.wake_phrase == ""
    world.tell(TalkStarted())
    assert world.state.phase in (Phase.LISTENING, Phase.CONNECTING)


def test_a_key_needs_no_word() -> None:
    world = World(wishes(TurnTaking.HOLD)).begin()
    pass_time(world, SLEEP_AFTER + 1.0)
    assert phase_of(world) is Phase.READY
    assert given(world, ReadyWakeWord) == []


def test_who_gives_up_the_word_is_heard_and_who_changes_it_sleeps_on() -> None:
    world = asleep()
    world.tell(WishesChanged(wishes(wake=WakeWishes("alexa", SLEEP_AFTER))))
    assert given(world, ReadyWakeWord) == [ReadyWakeWord("alexa")]
    assert (world.state.phase, world.state.wake_phrase) == (Phase.ASLEEP, "")
    world.tell(WishesChanged(wishes(wake=WakeWishes())))
    assert phase_of(world) is Phase.LISTENING
    world.say_something()
    assert len(world.told(CommitTurn)) == 1
    world.answer()
    world.play_out()
    world.tell(WishesChanged(wishes()))
    pass_time(world, SLEEP_AFTER + 0.1)
    assert phase_of(world) is Phase.ASLEEP


# --- what goes wrong


def test_a_word_that_nothing_can_hear_leaves_it_asleep_and_says_why() -> None:
    why = Failure(FailureKind.NO_WAKE_WORD, Sentence("It isn't installed."))
    world = asleep()
    world.tell(WakeWordReady("", why))
    assert given(world, ShowFailure) == [ShowFailure(why, stays=True)]
    world.say_something()
    assert (world.state.phase, world.state.wake_phrase) == (Phase.ASLEEP, "")
    assert given(world, KeepSound) == []
    world.tell(TalkStarted())
    assert phase_of(world) is Phase.LISTENING


def test_after_a_break_it_sleeps_on() -> None:
    remains = asleep().conversation.remains()
    assert TalkStarted(asleep=True) in remains.events
    conversation = Conversation(wishes())
    commands = [command for event in remains.events for command in conversation.handle(event, 0.0)]
    assert ReadyWakeWord("okay_nabu") in commands
    heard = conversation.handle(MicFrame(bytes(960), 0.0, 0.9, -20.0), 0.1)
    assert {type(command) for command in heard} == {SpotWakeWord, ShowLevels}
    assert TalkStarted(asleep=False) in woken().conversation.remains().events


# --- goodbye


def say(world: World, words: str) -> None:
    """The person says this, and it is answered."""
    world.say_something()
    (turn,) = world.unanswered
    world.hear_engine(TurnWords(turn, words, final=True))
    world.unanswered, world.asked = [], True
    world.answer()
    world.play_out()
    world.frames(1, 0.02)


@pytest.mark.parametrize("words", ["Goodbye.", "That's all, thanks.", "Auf Wiedersehen!"])
def test_it_sleeps_as_soon_as_a_goodbye_is_answered(words: str) -> None:
    world = woken()
    say(world, words)
    (reply,) = world.lines(Speaker.ASSISTANT)
    assert (reply.heard, reply.text) == (None, "Certainly, here you are."), "the answer is heard to its end"
    assert phase_of(world) is Phase.ASLEEP
    assert world.breaches == []
    call(world)
    assert phase_of(world) is Phase.LISTENING
    say(world, "One more thing.")
    pass_time(world, SLEEP_AFTER - 1.0)
    assert phase_of(world) is Phase.LISTENING, "the goodbye is forgotten"


def test_whoever_says_more_after_a_goodbye_is_listened_to() -> None:
    world = woken()
    world.say_something()
    (turn,) = world.unanswered
    world.hear_engine(TurnWords(turn, "Goodbye.", final=True))
    world.unanswered = []
    say(world, "No, wait.")
    assert phase_of(world) is Phase.LISTENING


def test_a_talk_without_a_wake_word_goes_on_after_a_goodbye() -> None:
    world = World(wishes(wake=WakeWishes())).begin()
    say(world, "Goodbye.")
    pass_time(world, SLEEP_AFTER + 1.0)
    assert phase_of(world) is Phase.LISTENING
