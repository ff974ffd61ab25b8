"""What the conversation promises when links are lost, renewed or refused, told as dialogues."""

import pytest

from tests.core.world import DROPPED, World, connected, talking
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AskedAgain,
    AskReply,
    CancelReply,
    CommitTurn,
    FromEngine,
    LinkInfo,
    LinkOpened,
    NeedsNewSession,
    Outcome,
    Phase,
    ReplyEnded,
    ReplySpoken,
    SendText,
    SendUtterance,
    ShowFailure,
    TalkOpened,
    TalkStopped,
    TextEntered,
    TurnId,
    TurnWords,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.engine_side import GONE, WAITING
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import Item, ItemId, MessageState, Note, Speaker, Talk, TalkId


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


def test_nobody_is_called_offline_while_the_first_link_is_being_opened() -> None:
    world = World()
    world.tell(TalkOpened(Talk(TalkId("t"), 0.0)))
    world.tell(TextEntered("Are you there?"))
    (line,) = world.lines(Speaker.USER)
    assert (line.state, line.failure) == (MessageState.WAITING, None)
    world.lose_link()
    (line,) = world.lines(Speaker.USER)
    assert (line.state, line.failure) == (MessageState.WAITING, WAITING)


def test_an_answer_that_begins_again_cuts_off_no_other_that_is_still_to_be_heard() -> None:
    world = talking()
    for text in ("First?", "Second?"):
        world.tell(TextEntered(text))
    first = world.answer("The first answer.")
    assert first is not None
    world.unanswered, world.asked = [], True
    assert world.answer("The second", whole=False) is not None
    world.lose_link()
    if not world.links_asked:
        world.tick()
    world.open_link()
    world.asked = True
    world.answer("The second answer.")
    world.play_out()
    states = {line.text: line.state for line in world.lines(Speaker.ASSISTANT)}
    assert states["The first answer."] is MessageState.DONE


def test_a_recording_that_is_gone_is_said_at_once_and_not_waited_for() -> None:
    world = talking()
    world.say_something()
    (line,) = world.lines(Speaker.USER)
    assert line.sound is not None
    world.gone.add(line.sound)
    world.lose_link()
    world.tick()
    world.open_link()
    assert world.told(SendUtterance) == []
    (line,) = world.lines(Speaker.USER)
    assert line.state is MessageState.DONE
    assert line.failure == GONE.sentence
    assert [c.failure for c in world.commands if isinstance(c, ShowFailure)][-1] == GONE
    assert world.state.waiting == 0
    world.frames(1, 0.02)
    assert world.state.phase is Phase.LISTENING


def test_of_a_recording_that_is_gone_the_words_go_where_they_are_known() -> None:
    world = talking()
    world.say_something()
    (line,) = world.lines(Speaker.USER)
    assert line.sound is not None
    (turn,) = world.commits
    world.hear_engine(TurnWords(turn, "What is the time?", final=True))
    world.gone.add(line.sound)
    world.lose_link()
    world.tick()
    world.open_link()
    assert [sent.text for sent in world.told(SendText) if isinstance(sent, SendText)] == ["What is the time?"]
    world.answer()
    world.play_out()
    assert [line.failure for line in world.lines(Speaker.USER)] == [None]


def test_a_turn_whose_answer_broke_off_is_asked_again_and_the_transcript_says_so() -> None:
    world = talking()
    world.say_something()
    world.answer(whole=False)
    world.play(300)
    world.lose_link()
    assert any("Starting the answer over" in getattr(item, "text", "") for item in world.shown.values())
    world.tick()
    world.open_link()
    assert len(world.told(SendUtterance)) == 1
    world.answer()
    world.play_out()
    states = [line.state for line in world.lines(Speaker.ASSISTANT)]
    assert states == [MessageState.FAILED, MessageState.DONE]
    assert world.breaches == []


def test_words_that_were_recognised_are_not_recognised_anew_by_the_next_engine() -> None:
    """The one that failed may have had the better ears."""
    world = talking(hears=False)
    world.say_something()
    world.answer(whole=False)
    world.lose_link()
    world.tick()
    world.open_link()
    assert not world.told(SendUtterance)
    (told,) = world.told(SendText)
    assert isinstance(told, SendText)
    assert told.text == "what was said"
    world.answer("Here you are.")
    world.play_out()
    (line,) = world.lines(Speaker.USER)
    assert (line.text, line.state) == ("what was said", MessageState.DONE)


def test_an_engine_that_hears_gets_the_sound_again() -> None:
    world = talking(hears=True)
    world.say_something()
    world.answer(whole=False)
    world.lose_link()
    world.tick()
    world.open_link()
    assert len(world.told(SendUtterance)) == 1


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
    refused = Failure(FailureKind.WRONG_KEY, Sentence("The key was refused: enter another one."))
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
    assert len(world.told(AskReply)) == 1, "it was asked once more by itself"
    world.tell(AskedAgain(line.id))
    assert len(world.told(AskReply)) == 2, "the engine has the turn already"
    world.answer()
    world.play_out()
    assert world.lines(Speaker.USER)[0].state is MessageState.DONE


def test_a_failed_reply_is_asked_for_once_more_by_itself() -> None:
    world = talking()
    broken = Failure(FailureKind.SERVER_BROKEN, Sentence("The service had a fault."))
    world.say_something()
    reply = world.answer(whole=False)
    assert reply is not None
    world.hear_engine(ReplyEnded(reply, Outcome.FAILED, failure=broken))
    world.play_out()
    assert len(world.told(AskReply)) == 1


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
    assert "midway" in str(world.lines(Speaker.USER)[0].failure)
    assert world.conversation.floor.value == "nobody"
    assert world.breaches == []


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


def test_what_needs_a_new_session_is_said_once_and_done_in_the_next_silence() -> None:
    world = talking()
    world.say_something()
    world.answer(whole=False)
    first = world.link
    for _ in range(2):
        world.hear_engine(NeedsNewSession(Sentence("The new voice speaks from the next silence on.")))
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


def test_a_long_talk_is_put_together_for_an_engine_only_when_a_link_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    world = talking()
    asked: list[int] = []
    read = TranscriptWriter.history

    def counted(transcript: TranscriptWriter, without: set[ItemId]) -> tuple[Item, ...]:
        asked.append(1)
        return read(transcript, without)

    monkeypatch.setattr(TranscriptWriter, "history", counted)
    world.say_something()
    world.answer()
    world.play_out()
    assert asked == [], "however often something is heard"
    world.lose_link()
    world.tick()
    world.open_link()
    assert asked == [1]
