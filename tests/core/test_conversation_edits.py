"""What the person corrects or deletes is so for whoever answers next, whatever it is known by."""

from dataclasses import replace

import pytest

from tests.core.world import World, talking
from voiceapp.core.messages import (
    AlarmRang,
    AskedAgain,
    CancelReply,
    CommitTurn,
    Connect,
    CorrectionUndone,
    CorrectReply,
    CorrectTurn,
    DeleteItem,
    ForgetTurn,
    FromEngine,
    ItemCorrected,
    ItemDeleted,
    ItemRestored,
    KeepItem,
    KeepTalk,
    LinkInfo,
    LinkOpened,
    Outcome,
    Phase,
    ReplyEnded,
    ReplySound,
    ReplySpoken,
    SendText,
    SendUtterance,
    ShowItem,
    TalkOpened,
    TalkStarted,
    TextEntered,
    TruncateReply,
    TurnId,
    TurnTaken,
    TurnWords,
    WordConfirmed,
    own_reply,
    own_turn,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.carry_over import carry_over_of
from voiceapp.core.talk.corrections import DELETED_EARLY, brought_back, corrected, uncorrected
from voiceapp.core.transcript import (
    Image,
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    Speaker,
    Spent,
    Talk,
    TalkId,
    ToolCall,
    ToolState,
    Usage,
    Word,
)
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


def test_a_correction_is_taken_back_for_the_engine_as_well() -> None:
    world = talking()
    world.say_something()
    (commit,) = world.told(CommitTurn)
    assert isinstance(commit, CommitTurn)
    world.answer()
    world.play_out()
    (line,), (reply,) = world.lines(Speaker.USER), world.lines(Speaker.ASSISTANT)
    for before in (line, reply):
        world.tell(ItemCorrected(before.id, RIGHT))
        world.tell(CorrectionUndone(before))
        assert world.shown[before.id] == before
    told = [wish for wish in world.told(CorrectTurn) if isinstance(wish, CorrectTurn)]
    assert [wish.text for wish in told] == [RIGHT, line.text]
    replies = [wish for wish in world.told(CorrectReply) if isinstance(wish, CorrectReply)]
    assert list(dict.fromkeys(wish.text for wish in replies)) == [RIGHT, reply.heard_text], "under each of its names"
    world.tell(CorrectionUndone(replace(line, id=ItemId("unknown"))))
    assert len(world.told(CorrectTurn)) == 2


def test_words_that_come_after_a_correction_are_what_undoing_it_brings_back() -> None:
    world = talking()
    world.say_something()
    (turn,) = world.commits
    (before,) = world.lines(Speaker.USER)
    world.hear_engine(TurnWords(turn, "What time", final=False))
    world.tell(ItemCorrected(before.id, RIGHT))
    world.hear_engine(TurnWords(turn, "What time is it?", final=True))
    assert [line.text for line in world.lines(Speaker.USER)] == [RIGHT]
    world.tell(CorrectionUndone(before))
    (back,) = world.lines(Speaker.USER)
    assert (back.text, back.original) == ("What time is it?", None)
    told = [wish for wish in world.told(CorrectTurn) if isinstance(wish, CorrectTurn)]
    assert {wish.text for wish in told} == {RIGHT, "What time is it?"}


def test_the_second_correction_is_undone_to_the_first() -> None:
    once = corrected(OLD[0], "one")
    assert uncorrected(corrected(once, "two"), once) == once


def test_what_a_line_cost_since_stays_when_its_words_are_taken_back() -> None:
    spent = (Spent("model", Usage(text_in=3), 0.5),)
    now = replace(corrected(OLD[0], RIGHT), spent=spent, state=MessageState.WAITING)
    assert uncorrected(now, OLD[0]) == replace(OLD[0], spent=spent, state=MessageState.WAITING)


def test_a_line_that_is_corrected_twice_remembers_what_was_understood_first() -> None:
    empty = replace(OLD[0], text="")
    assert corrected(corrected(empty, "one"), "two").original == ""


def restored_world() -> World:
    """A talk of four lines, with an engine that knows them."""
    world = talking()
    lines = (*OLD, replace(OLD[0], id=ItemId("old-3"), at=3.0), replace(OLD[1], id=ItemId("old-4"), at=4.0))
    world.tell(TalkOpened(Talk(TalkId("old"), 0.0, items=lines)))
    world.tell(TalkStarted())
    if not world.links_asked:
        world.tick()
    world.open_link()
    return world


def histories(world: World) -> list[tuple[str, ...]]:
    """What each engine was told when its link was asked for."""
    return [tuple(item.id for item in asked.history) for asked in world.commands if isinstance(asked, Connect)]


def test_a_restored_line_stands_where_it_stood_and_the_next_engine_is_told_it() -> None:
    world = restored_world()
    deleted = OLD[1]
    world.tell(ItemDeleted(deleted.id))
    assert DeleteItem(TalkId("old"), deleted) in world.commands
    assert deleted.id not in world.shown
    before = len(world.links_asked)
    world.tell(ItemRestored(deleted))
    assert ShowItem(deleted, above=ItemId("old-3")) in world.commands
    assert KeepItem(TalkId("old"), deleted) in world.commands
    assert len(world.links_asked) == before + 1, "in the silence that there is"
    assert histories(world)[-1] == ("old-1", "old-2", "old-3", "old-4")


def test_several_lines_are_restored_in_any_order() -> None:
    world = restored_world()
    for number in (1, 3, 2):
        world.tell(ItemDeleted(ItemId(f"old-{number}")))
    deleted = {command.item.id: command.item for command in world.commands if isinstance(command, DeleteItem)}
    for number in (3, 1, 2):
        world.tell(ItemRestored(deleted[ItemId(f"old-{number}")]))
    assert [item.id for item in world.conversation.remains().events[0].talk.items] == [  # type: ignore[union-attr]
        "old-1",
        "old-2",
        "old-3",
        "old-4",
    ]


def test_words_that_came_before_and_after_a_deletion_are_there_when_it_is_restored() -> None:
    world = talking()
    world.say_something()
    (turn,) = world.commits
    (clicked,) = world.lines(Speaker.USER)
    world.hear_engine(TurnWords(turn, "What time", final=False))
    world.tell(ItemDeleted(clicked.id))
    world.hear_engine(TurnWords(turn, "What time is it?", final=True))
    assert world.lines(Speaker.USER) == []
    world.tell(ItemRestored(clicked))
    (back,) = world.lines(Speaker.USER)
    assert (back.text, back.state) == ("What time is it?", MessageState.DONE)
    assert world.kept[back.id] == back


def test_a_reply_that_is_deleted_while_it_sounds_falls_silent_and_is_restored_as_far_as_it_was_heard() -> None:
    world = talking()
    world.say_something()
    reply = world.answer()
    assert reply is not None
    world.play(500)
    (clicked,) = world.lines(Speaker.ASSISTANT)
    assert clicked.state is MessageState.GROWING
    world.tell(ItemDeleted(clicked.id))
    assert world.speaker.queue == []
    assert world.told(TruncateReply) == [TruncateReply(reply, 0)]
    world.play_out()
    assert world.lines(Speaker.ASSISTANT) == []
    assert world.state.phase is Phase.LISTENING
    world.tell(ItemRestored(clicked))
    (back,) = world.lines(Speaker.ASSISTANT)
    assert (back.state, back.spoken, back.sound_ms) == (MessageState.CUT, None, 500)
    assert back.heard is not None
    assert 0 < back.heard < len(back.text)
    assert world.breaches == []


def test_a_reply_that_is_deleted_while_it_is_being_made_is_not_made_to_its_end() -> None:
    world = talking()
    world.say_something()
    reply = world.answer(whole=False)
    assert reply is not None
    (clicked,) = world.lines(Speaker.ASSISTANT)
    world.tell(ItemDeleted(clicked.id))
    assert world.told(CancelReply) == [CancelReply(reply)]
    world.hear_engine(ReplySound(reply, b"\x01\x02" * 2_400))
    assert world.speaker.queue == []
    assert world.told(TruncateReply) == [TruncateReply(reply, 0)]
    assert world.state.phase is Phase.LISTENING
    assert world.breaches == []


def test_a_deleted_reply_that_sounds_although_its_link_was_lost_is_forgotten_by_the_next_engine() -> None:
    world = talking()
    world.say_something()
    assert world.answer() is not None
    (clicked,) = world.lines(Speaker.ASSISTANT)
    world.lose_link()
    world.open_link()
    world.tell(ItemDeleted(clicked.id))
    assert world.speaker.queue == []
    assert TruncateReply(own_reply(clicked.id), 0) in world.told(TruncateReply)


def test_a_reply_that_was_heard_whole_is_not_said_to_be_interrupted_when_it_is_restored() -> None:
    world = talking()
    world.say_something()
    reply = world.answer(whole=False)
    assert reply is not None
    world.hear_engine(ReplySpoken(reply))
    world.play_out()
    (clicked,) = world.lines(Speaker.ASSISTANT)
    world.tell(ItemDeleted(clicked.id))
    world.tell(ItemRestored(clicked))
    (back,) = world.lines(Speaker.ASSISTANT)
    assert (back.state, back.heard) == (MessageState.GROWING, None)
    world.hear_engine(ReplyEnded(reply, Outcome.DONE))
    (back,) = world.lines(Speaker.ASSISTANT)
    assert (back.state, back.heard, back.text) == (MessageState.DONE, None, clicked.text)


def test_a_line_that_was_deleted_in_another_talk_is_restored_as_it_is_handed_in() -> None:
    world = restored_world()
    world.tell(ItemDeleted(OLD[0].id))
    world.tell(TalkOpened(Talk(TalkId("old"), 0.0, items=OLD[1:])))
    newer = replace(OLD[0], text="as it is stored")
    world.tell(ItemRestored(newer))
    assert newer in world.lines(Speaker.USER)


def test_a_line_that_was_deleted_before_the_talk_was_opened_goes_where_its_time_puts_it() -> None:
    world = restored_world()
    between = replace(OLD[0], id=ItemId("between"), at=2.5)
    world.tell(ItemRestored(between))
    assert ShowItem(between, above=ItemId("old-3")) in world.commands
    last = replace(OLD[0], id=ItemId("last"), at=99.0)
    world.tell(ItemRestored(last))
    assert ShowItem(last) in world.commands
    world.tell(ItemRestored(last))
    assert world.commands.count(ShowItem(last)) == 1, "it is there already"


def test_a_line_is_restored_into_a_talk_that_has_no_other() -> None:
    world = talking()
    world.tell(TalkOpened(Talk(TalkId("old"), 0.0)))
    world.tell(ItemRestored(OLD[0]))
    assert [type(command) for command in world.commands if isinstance(command, KeepTalk | KeepItem)][-2:] == [
        KeepTalk,
        KeepItem,
    ]


def test_what_is_restored_while_a_link_is_on_its_way_is_told_the_one_after_it() -> None:
    world = talking()
    world.tell(TalkOpened(Talk(TalkId("old"), 0.0, items=OLD)))
    world.tell(ItemDeleted(OLD[0].id))
    world.tell(TextEntered("Go on."))
    asked = len(world.links_asked)
    world.tell(ItemRestored(OLD[0]))
    assert len(world.links_asked) == asked
    world.link = world.links_asked[-1].link
    world.tell(FromEngine(world.link, LinkOpened(LinkInfo(world.traits))))
    world.answer()
    world.play_out()
    assert OLD[0].id in histories(world)[-1]
    assert len(world.links_asked) == asked + 1


def test_without_a_link_the_next_one_is_told_all() -> None:
    world = talking()
    world.tell(TalkOpened(Talk(TalkId("old"), 0.0, items=OLD)))
    world.tell(ItemDeleted(OLD[0].id))
    asked = len(world.links_asked)
    world.tell(ItemRestored(OLD[0]))
    assert len(world.links_asked) == asked
    world.tell(TextEntered("Go on."))
    assert histories(world)[-1][:2] == ("old-1", "old-2")


@pytest.mark.parametrize(
    ("deleted", "back"),
    [
        (replace(OLD[0], state=MessageState.GROWING), OLD[0]),
        (
            replace(OLD[0], text="", state=MessageState.GROWING),
            replace(OLD[0], text="", state=MessageState.WAITING, failure=DELETED_EARLY),
        ),
        (
            replace(OLD[0], state=MessageState.WAITING),
            replace(OLD[0], state=MessageState.WAITING, failure=DELETED_EARLY),
        ),
        (
            replace(OLD[1], state=MessageState.GROWING, spoken=2),
            replace(OLD[1], state=MessageState.CUT, heard=2),
        ),
        (
            replace(OLD[1], state=MessageState.GROWING, spoken=2, heard=1),
            replace(OLD[1], state=MessageState.CUT, heard=1),
        ),
        (replace(OLD[1], spoken=2), OLD[1]),
        (
            ToolCall(ItemId("c"), 1.0, "timer", "{}", state=ToolState.ASKED),
            ToolCall(ItemId("c"), 1.0, "timer", "{}", state=ToolState.FAILED),
        ),
        (Note(ItemId("n"), 1.0, Sentence("A note.")), Note(ItemId("n"), 1.0, Sentence("A note."))),
    ],
)
def test_what_went_on_when_it_was_deleted_is_over_when_it_is_back(deleted: Item, back: Item) -> None:
    assert brought_back(deleted) == back


def test_a_mistake_of_ours_leaves_deleted_what_was_deleted() -> None:
    deleting = DeleteItem(TalkId("old"), OLD[0])
    left = carry_over_of(
        Talk(TalkId("old"), 0.0), [deleting], unanswered=(), recorded=None, doubtful=False, surroundings=()
    )
    assert left.commands == (deleting,)


def test_a_new_line_takes_no_name_of_one_that_was_deleted_before_the_talk_was_taken_up() -> None:
    world = talking()
    first = replace(OLD[0], id=ItemId("old-0001"))
    deleted = {ItemId(f"old-{number:04d}") for number in range(2, 10)}
    world.tell(TalkOpened(Talk(TalkId("old"), 1.0, items=(first,))))
    for _ in range(9):
        world.tell(TextEntered("And now?"))
    world.tell(TalkOpened(Talk(TalkId("old"), 1.0)))
    world.tell(TextEntered("And if all of it was deleted?"))
    names = {line.id for line in world.lines(Speaker.USER)}
    assert len(names) == 10
    assert not names & {first.id, *deleted}
    assert all(name.startswith("old-") for name in names)


def test_a_word_that_the_person_says_is_right_is_doubted_no_more_and_the_engine_is_told_nothing() -> None:
    world = talking()
    world.say_something()
    (commit,) = world.told(CommitTurn)
    assert isinstance(commit, CommitTurn)
    word = Word("dry", 0, 300, 0.2)
    heard = TurnWords(commit.turn, "or dry", final=True, words=(Word("or", 0, 100, 0.9), word))
    world.hear_engine(heard)
    (line,) = world.lines(Speaker.USER)
    assert [each.sure for each in line.words] == [0.9, 0.2]
    before = len(world.told(CorrectTurn))
    world.tell(WordConfirmed(line.id, word))
    (line,) = world.lines(Speaker.USER)
    assert [each.sure for each in line.words] == [0.9, None]
    assert len(world.told(CorrectTurn)) == before
