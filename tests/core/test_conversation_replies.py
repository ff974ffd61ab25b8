"""What the conversation promises of an answer whose news come late, twice or never, told as dialogues."""

from tests.core.world import REPLY_SOUND, World, talking
from voiceapp.core.messages import (
    AskReply,
    CancelReply,
    EndSound,
    Event,
    Outcome,
    Phase,
    PlaybackEnded,
    PlaybackStopped,
    Played,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplyInterrupted,
    ReplySound,
    ReplySpoken,
    ReplyThought,
    ReplyWords,
    SendText,
    Stopped,
    StopPlaying,
    TextEntered,
    Tick,
    TruncateReply,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.talk.answer_patience import PATIENCE, MissingAnswer
from voiceapp.core.talk.replies import STOP_PATIENCE
from voiceapp.core.transcript import Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes, TalkWishes

REPLY = ReplyId("reply")


class SlowSpeaker(World):
    """Falls silent when it is told to, and does not say how much was heard."""

    def _silence(self) -> list[Event]:
        super()._silence()
        return []


def answering(world: World) -> World:
    world.begin()
    world.tell(TextEntered("Well?"))
    world.hear_engine(ReplyBegan(REPLY))
    return world


def plain() -> World:
    return World(TalkWishes(SessionWishes(), titles=False))


def the_answer(world: World) -> Message:
    (line,) = world.lines(Speaker.ASSISTANT)
    return line


def truncated(world: World) -> list[TruncateReply]:
    return [wish for wish in world.sent if isinstance(wish, TruncateReply)]


def end(world: World, reply: ReplyId = REPLY) -> None:
    world.hear_engine(ReplySpoken(reply))
    world.hear_engine(ReplyEnded(reply, Outcome.DONE))


def test_an_answer_comes_in_pieces_and_its_beginning_told_twice_begins_it_once() -> None:
    world = answering(plain())
    for words in ("It is ", "noon."):
        world.hear_engine(ReplyBegan(REPLY))
        world.hear_engine(ReplyWords(REPLY, words))
        world.hear_engine(ReplySound(REPLY, REPLY_SOUND))
    end(world)
    world.play_out()
    line = the_answer(world)
    assert (line.text, line.state, line.sound_ms) == ("It is noon.", MessageState.DONE, 2_000)
    assert [stage.name for stage in world.lines(Speaker.USER)[0].stages].count("first_sound") == 1


def test_an_answer_in_writing_alone_has_no_recording() -> None:
    world = answering(plain())
    world.hear_engine(ReplyWords(REPLY, "Noon."))
    world.hear_engine(ReplyEnded(REPLY, Outcome.DONE))
    line = the_answer(world)
    assert (line.text, line.state, line.sound, line.heard) == ("Noon.", MessageState.DONE, None, None)
    assert not any(isinstance(command, EndSound) for command in world.commands)


def test_an_answer_in_writing_alone_is_cut_where_it_stands() -> None:
    world = answering(plain())
    world.hear_engine(ReplyWords(REPLY, "Noon, or"))
    world.tell(ReplyInterrupted())
    assert the_answer(world).state is MessageState.CUT
    assert CancelReply(REPLY) in world.sent
    assert not any(isinstance(command, EndSound | StopPlaying) for command in world.commands)


def test_what_is_thought_after_the_cut_is_not_written() -> None:
    world = answering(plain())
    world.hear_engine(ReplyWords(REPLY, "Noon, or"))
    world.tell(ReplyInterrupted())
    world.hear_engine(ReplyThought(REPLY, "Hm."))
    assert the_answer(world).thoughts == ""


def test_where_the_loudspeaker_says_nothing_what_was_heard_last_counts() -> None:
    world = answering(SlowSpeaker(TalkWishes(SessionWishes(), titles=False)))
    world.hear_engine(ReplyWords(REPLY, "One two three four five six."))
    world.hear_engine(ReplySound(REPLY, REPLY_SOUND))
    world.play(400)
    world.tell(ReplyInterrupted())
    assert truncated(world) == [], "it may still say more"
    began = world.now
    while not truncated(world):
        assert world.tick()
    assert world.now - began <= STOP_PATIENCE
    assert [told.heard for told in truncated(world)] == [400]
    assert the_answer(world).state is MessageState.CUT


def test_a_line_that_is_typed_over_an_answer_goes_out_once_it_is_known_how_much_was_heard() -> None:
    world = SlowSpeaker(TalkWishes(SessionWishes(), titles=False))
    world.tell(TextEntered("One"))
    world.open_link()
    world.hear_engine(ReplyBegan(REPLY))
    world.hear_engine(ReplySound(REPLY, REPLY_SOUND))
    world.play(300)
    world.tell(TextEntered("Two"))
    assert len(world.told(SendText)) == 1
    assert world.state.phase is Phase.THINKING
    world.tell(PlaybackStopped(REPLY, 350))
    assert [told.heard for told in truncated(world)] == [350]
    assert isinstance(world.sent[-1], SendText)
    assert world.state.phase is Phase.THINKING


def test_where_the_loudspeaker_breaks_off_by_itself_the_answer_ends_where_it_was_heard() -> None:
    world = answering(plain())
    world.hear_engine(ReplyWords(REPLY, "One two three four five six."))
    world.hear_engine(ReplySound(REPLY, REPLY_SOUND))
    end(world)
    world.play(300)
    world.tell(PlaybackStopped(REPLY, 320))
    line = the_answer(world)
    assert (line.state, line.sound_ms) == (MessageState.CUT, 320)
    assert [told.heard for told in truncated(world)] == [320]


def test_what_the_loudspeaker_says_of_an_answer_that_is_over_changes_nothing() -> None:
    world = answering(plain())
    world.hear_engine(ReplyWords(REPLY, "Noon."))
    world.hear_engine(ReplySound(REPLY, REPLY_SOUND))
    end(world)
    world.play_out()
    before, sent = dict(world.shown), list(world.sent)
    for late in (Played(REPLY, 100), PlaybackEnded(REPLY, 100), PlaybackStopped(REPLY, 100)):
        world.tell(late)
    assert world.shown == before
    assert world.sent == sent


def test_who_closes_the_app_after_cutting_an_answer_cuts_it_once() -> None:
    world = answering(plain())
    world.hear_engine(ReplyWords(REPLY, "One two three four five six."))
    world.hear_engine(ReplySound(REPLY, REPLY_SOUND))
    world.play(300)
    world.tell(ReplyInterrupted())
    cut = the_answer(world)
    world.tell(Stopped())
    assert the_answer(world) == cut
    assert len(truncated(world)) == 1


def test_who_closes_the_app_in_the_middle_of_an_answer_finds_it_as_far_as_it_was_heard() -> None:
    world = answering(SlowSpeaker(TalkWishes(SessionWishes(), titles=False)))
    world.hear_engine(ReplyWords(REPLY, "One two three four five six."))
    world.hear_engine(ReplySound(REPLY, REPLY_SOUND))
    world.play(300)
    world.tell(Stopped())
    kept = world.kept[the_answer(world).id]
    assert isinstance(kept, Message)
    assert (kept.state, kept.sound_ms) == (MessageState.CUT, 300)


def test_what_came_of_an_answer_that_stopped_is_still_heard_to_its_end() -> None:
    world = answering(plain())
    world.hear_engine(ReplyWords(REPLY, "Well, the thing is"))
    world.hear_engine(ReplySound(REPLY, bytes(WIRE.bytes(1_000))))
    world.play(400)
    patience = PATIENCE[MissingAnswer.BROKEN_OFF]
    while world.now < 1_001.0 + patience.ask_once_more:
        world.tell(Tick(), 1.0)
    assert world.told(CancelReply) == [], "the engine is not told to forget what is still heard"
    assert world.state.phase is Phase.SPEAKING
    world.play_out()
    line = the_answer(world)
    assert (line.text, line.state, line.sound_ms) == ("Well, the thing is", MessageState.FAILED, 1_000)
    assert len(world.told(AskReply)) == 1, "and the question is asked once more"


def test_an_answer_that_plays_on_after_its_link_was_lost_does_not_mind_the_loss_of_the_next() -> None:
    world = talking()
    world.say_something()
    first = world.answer("The first answer.")
    assert first is not None
    for _ in range(2):
        world.lose_link()
        if not world.links_asked:
            world.tick()
        world.open_link()
    world.play_out()
    assert [line.state for line in world.lines(Speaker.ASSISTANT)] == [MessageState.DONE]
    assert world.unanswered == []
