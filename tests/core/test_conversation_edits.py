"""What the person corrects or deletes is so for whoever answers next, whatever it is known by."""

from tests.core.world import talking
from voiceapp.core.messages import (
    AlarmRang,
    AskedAgain,
    CommitTurn,
    CorrectReply,
    CorrectTurn,
    ForgetTurn,
    FromEngine,
    ItemCorrected,
    ItemDeleted,
    LinkInfo,
    LinkOpened,
    SendText,
    SendUtterance,
    TalkOpened,
    TextEntered,
    TruncateReply,
    TurnId,
    TurnTaken,
    TurnWords,
    own_reply,
    own_turn,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, ItemId, Message, MessageState, Note, Speaker, Talk, TalkId
from voiceapp.core.wishes import TurnTaking

RIGHT = "What I really said"
OLD = (
    Message(ItemId("old-1"), Speaker.USER, 1.0, "Wrong.", MessageState.DONE),
    Message(ItemId("old-2"), Speaker.ASSISTANT, 2.0, "Is it?", MessageState.DONE),
)


def test_a_corrected_line_is_corrected_for_the_engine() -> None:
    world = talking()
    world.say_something()
    (commit,) = world.told(CommitTurn)
    assert isinstance(commit, CommitTurn)
    world.answer()
    world.play_out()
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemCorrected(line.id, RIGHT))
    assert world.told(CorrectTurn) == [CorrectTurn(commit.turn, RIGHT)]


def test_a_line_that_the_engine_named_is_corrected_by_its_name() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    theirs = TurnId("item_u1")
    world.frames(40, 0.95)
    world.hear_engine(TurnTaken(theirs))
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemCorrected(line.id, RIGHT))
    assert CorrectTurn(theirs, RIGHT) in world.told(CorrectTurn)


def test_after_another_link_has_opened_it_is_known_as_history() -> None:
    world = talking(TurnTaking.SERVER, ends_turns=True)
    world.frames(40, 0.95)
    world.hear_engine(TurnTaken(TurnId("item_u1")))
    world.unanswered = [TurnId("item_u1")]
    world.answer()
    world.play_out()
    (line,), (reply,) = world.lines(Speaker.USER), world.lines(Speaker.ASSISTANT)
    world.lose_link()
    if not world.links_asked:
        world.tick()
    world.open_link()
    world.tell(ItemCorrected(line.id, RIGHT))
    world.tell(ItemCorrected(reply.id, "What it said"))
    world.tell(ItemDeleted(line.id))
    assert CorrectTurn(own_turn(line.id), RIGHT) in world.told(CorrectTurn)
    assert CorrectReply(own_reply(reply.id), "What it said") in world.told(CorrectReply)
    assert ForgetTurn(own_turn(line.id)) in world.told(ForgetTurn)


def test_so_are_the_lines_of_a_talk_that_is_taken_up_again() -> None:
    world = talking()
    world.tell(TalkOpened(Talk(TalkId("old"), 0.0, items=OLD)))
    world.tell(TextEntered("Go on."))
    world.link = world.links_asked[-1].link
    world.tell(FromEngine(world.link, LinkOpened(LinkInfo(world.traits))))
    world.tell(ItemCorrected(OLD[0].id, RIGHT))
    world.tell(ItemCorrected(OLD[1].id, "It is."))
    world.tell(ItemDeleted(OLD[1].id))
    assert world.told(CorrectTurn) == [CorrectTurn(own_turn(OLD[0].id), RIGHT)]
    assert world.told(CorrectReply) == [CorrectReply(own_reply(OLD[1].id), "It is.")]
    assert world.told(TruncateReply) == [TruncateReply(own_reply(OLD[1].id), 0)]


def test_a_deleted_reply_is_forgotten_by_the_engine() -> None:
    world = talking()
    world.say_something()
    reply = world.answer()
    world.play_out()
    assert reply is not None
    (line,) = world.lines(Speaker.ASSISTANT)
    world.tell(ItemDeleted(line.id))
    assert TruncateReply(reply, 0) in world.told(TruncateReply)


def test_what_waits_goes_out_as_it_was_corrected() -> None:
    world = talking()
    world.lose_link()
    world.say_something()
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemCorrected(line.id, RIGHT))
    world.open_link()
    assert world.told(SendUtterance) == []
    assert [sent.text for sent in world.told(SendText) if isinstance(sent, SendText)] == [RIGHT]


def test_what_was_sent_and_is_sent_again_goes_as_it_was_corrected() -> None:
    world = talking()
    world.say_something()
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemCorrected(line.id, RIGHT))
    world.lose_link()
    if not world.links_asked:
        world.tick()
    world.open_link()
    assert world.told(SendUtterance) == []
    assert [sent.text for sent in world.told(SendText) if isinstance(sent, SendText)] == [RIGHT]


def test_each_time_that_a_line_was_asked_is_corrected_and_its_pictures_stay() -> None:
    world = talking()
    world.tell(TextEntered("What is this?", (Image("image/png", b"png"),)))
    world.answer()
    world.play_out()
    (line,) = world.lines(Speaker.USER)
    world.tell(AskedAgain(line.id))
    world.tell(ItemCorrected(line.id, RIGHT))
    told = [wish for wish in world.told(CorrectTurn) if isinstance(wish, CorrectTurn)]
    assert [(wish.text, wish.pictures) for wish in told] == [(RIGHT, 1)] * 2
    assert len({wish.turn for wish in told}) == 2


def test_a_line_that_waits_and_is_deleted_is_never_sent() -> None:
    world = talking()
    world.lose_link()
    world.say_something()
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemDeleted(line.id))
    if not world.links_asked:
        world.tick()
    world.open_link()
    assert world.sent == []
    assert world.state.waiting == 0


def test_what_is_deleted_stays_so_whatever_is_still_told_of_it() -> None:
    world = talking()
    world.say_something()
    (turn,) = world.commits
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemDeleted(line.id))
    world.hear_engine(TurnWords(turn, "What time is it?", final=True))
    world.tell(ItemCorrected(line.id, RIGHT))
    world.tell(ItemDeleted(line.id))
    assert world.lines(Speaker.USER) == []
    assert world.kept == {}
    assert world.told(CorrectTurn) == []


def test_a_note_is_deleted_and_no_engine_is_told() -> None:
    world = talking()
    world.tell(AlarmRang(Sentence("Timer: tea")))
    (note,) = [item for item in world.shown.values() if isinstance(item, Note)]
    world.tell(ItemDeleted(note.id))
    assert world.shown == {}
    assert world.kept == {}
    assert world.sent == []


def test_the_next_line_of_a_talk_that_lost_some_takes_no_name_that_is_taken() -> None:
    world = talking()
    last = Message(ItemId("old-0002"), Speaker.USER, 1.0, "What time is it?", MessageState.DONE)
    world.tell(TalkOpened(Talk(TalkId("old"), 0.0, items=(last,))))
    world.shown = {last.id: last}
    world.tell(TextEntered("And now?"))
    assert [line.text for line in world.lines(Speaker.USER)] == ["What time is it?", "And now?"]
