"""What is said off the record: it is answered, and nothing of it is ever kept."""

from dataclasses import replace

from tests.core.world import FRAME, World, talking
from voiceapp.core.messages import (
    AsideAnswered,
    AskAside,
    CallId,
    Command,
    DeleteItem,
    EndSound,
    ForgetItem,
    ItemDeleted,
    ItemRestored,
    KeepItem,
    KeepSound,
    KeepTalk,
    LinkId,
    MicFrame,
    OffRecordSet,
    ReplyBegan,
    ReplyId,
    ReplySound,
    ReplyWords,
    SendSound,
    SendUtterance,
    ShowItem,
    ShowTalk,
    TalkOpened,
    TalkStarted,
    TextEntered,
    ToEngine,
    ToolAsked,
    TurnId,
    TurnWords,
    WishesChanged,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.talk.off_record import MOST_HELD, HeldSounds, OffRecord
from voiceapp.core.talk.titles import TITLE_JOB
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Note, SoundId, Speaker, Talk, TalkId, ToolCall
from voiceapp.core.wishes import TalkWishes

OFF = Sentence("Off the record")


class Disk:
    """What the store has after these commands, and all that it was ever told."""

    def __init__(self, commands: list[Command]) -> None:
        self.items: dict[ItemId, Item] = {}
        self.sounds: dict[SoundId, bytes] = {}
        for command in commands:
            match command:
                case KeepItem(_, item):
                    self.items[item.id] = item
                case ForgetItem(_, name):
                    self.items.pop(name, None)
                case DeleteItem(_, item):
                    self.items.pop(item.id, None)
                case KeepSound(sound, pcm):
                    self.sounds[sound] = self.sounds.get(sound, b"") + pcm
                case EndSound(sound, keep=False):
                    self.sounds.pop(sound, None)
                case _:
                    pass

    @property
    def texts(self) -> list[str]:
        return [item.text for item in self.items.values() if isinstance(item, Message)]

    @property
    def notes(self) -> list[str]:
        return [item.text for item in self.items.values() if isinstance(item, Note)]


def is_on(world: World) -> bool:
    return not world.state.off_record


def disk(world: World) -> Disk:
    return Disk(world.commands)


def kept_after(world: World, begin: int) -> list[Command]:
    kinds = KeepItem | KeepSound | DeleteItem
    return [command for command in world.commands[begin:] if isinstance(command, kinds)]


def say(world: World, words: str, reply: str = "") -> None:
    """One utterance, its words, and an answer."""
    world.say_something()
    recognise(world, words)
    if reply:
        answer(world, reply)


def recognise(world: World, words: str) -> None:
    world.hear_engine(TurnWords(world.commits[-1], words, final=True))


def answer(world: World, words: str) -> ReplyId | None:
    waiting, world.unanswered = world.unanswered, []
    world.asked = bool(waiting)
    reply = world.answer(words)
    world.play_out()
    return reply


# --- by the key


def test_what_is_said_between_the_marks_is_answered_and_not_kept() -> None:
    world = talking()
    say(world, "Hello.", "Good day.")
    world.tell(OffRecordSet(off=True))
    begin = len(world.commands)
    say(world, "My boss is ill.", "Oh dear.")
    assert world.state.off_record
    assert kept_after(world, begin) == []
    assert [line.text for line in world.lines(Speaker.USER)] == ["Hello.", "My boss is ill."]
    assert [line.off_record for line in world.lines(Speaker.ASSISTANT)] == [False, True]
    world.tell(OffRecordSet(off=False))
    say(world, "And the weather?", "Fine.")
    assert is_on(world)
    assert disk(world).texts == ["Hello.", "Good day.", "And the weather?", "Fine."]
    assert len(disk(world).sounds) == 4


def test_one_note_stands_for_the_span_and_says_how_long_it_was() -> None:
    world = talking()
    world.tell(OffRecordSet(off=True))
    assert disk(world).notes == ["Off the record"]
    world.tell(TextEntered("He is ill."), 125.0)
    world.tell(OffRecordSet(off=True))
    world.tell(OffRecordSet(off=False))
    world.tell(OffRecordSet(off=False))
    assert disk(world).notes == ["Off the record, 2 min"]
    world.tell(OffRecordSet(off=True))
    world.tell(TextEntered("Very ill."))
    world.tell(OffRecordSet(off=False), 7.0)
    assert disk(world).notes == ["Off the record, 2 min", "Off the record, 7 s"]


def test_a_span_in_which_nothing_was_said_leaves_no_trace() -> None:
    world = talking()
    say(world, "Hello.")
    world.tell(OffRecordSet(off=True))
    world.tell(OffRecordSet(off=False), 7.0)
    assert disk(world).notes == []
    assert not [item for item in world.shown.values() if isinstance(item, Note)]


def test_an_utterance_that_had_begun_belongs_to_the_span() -> None:
    world = talking()
    world.frames(30, 0.95)
    world.tell(OffRecordSet(off=True))
    begin = len(world.commands)
    world.frames(30, 0.95)
    world.frames(60, 0.02)
    recognise(world, "He steals.")
    answer(world, "I see.")
    assert kept_after(world, begin) == []
    assert (disk(world).texts, disk(world).sounds) == ([], {})
    assert [line.text for line in world.lines(Speaker.USER)] == ["He steals."]


def test_an_utterance_that_goes_on_after_the_span_belongs_to_it_with_its_answer() -> None:
    world = talking()
    world.tell(OffRecordSet(off=True))
    world.frames(30, 0.95)
    world.tell(OffRecordSet(off=False))
    begin = len(world.commands)
    world.frames(30, 0.95)
    world.frames(60, 0.02)
    recognise(world, "He steals.")
    answer(world, "Who does?")
    assert kept_after(world, begin) == []
    assert len(world.lines(Speaker.ASSISTANT)) == 1


def test_the_sound_right_before_the_way_back_is_no_beginning_of_what_follows() -> None:
    world = talking()
    world.tell(OffRecordSet(off=True))
    secret = b"\x09\x09" * (len(FRAME) // 2)
    for _ in range(30):
        world.tell(MicFrame(secret, world.now, 0.02, -60.0), 0.02)
    world.tell(OffRecordSet(off=False))
    say(world, "Hello.")
    (sound,) = disk(world).sounds.values()
    assert secret not in sound


def test_of_a_reply_in_the_middle_only_what_was_heard_is_kept() -> None:
    world = talking()
    world.say_something()
    reply = world.answer("One two three four five six seven eight nine ten.", whole=False)
    assert reply is not None
    world.play(400)
    world.tell(OffRecordSet(off=True))
    begin = len(world.commands)
    world.hear_engine(ReplyWords(reply, " Secret.", 1000))
    world.hear_engine(ReplySound(reply, b"\x07\x07" * 24_000))
    world.finish_answer()
    world.play_out()
    assert kept_after(world, begin) == []
    (_, kept) = [item for item in disk(world).items.values() if isinstance(item, Message)]
    assert kept.state is MessageState.CUT
    assert 0 < len(kept.text) < 30
    assert (kept.sound, list(disk(world).sounds)) == (None, [SoundId(world.lines(Speaker.USER)[0].id)])
    (shown,) = world.lines(Speaker.ASSISTANT)
    assert shown.text.endswith("Secret.")
    assert not shown.off_record


def test_of_a_reply_of_which_nothing_was_heard_nothing_is_kept() -> None:
    world = talking()
    world.say_something()
    world.answer("One two three.", whole=False)
    world.tell(OffRecordSet(off=True))
    assert disk(world).texts == ["what was said"]


def test_a_reply_that_was_cut_there_goes_when_it_is_deleted_and_comes_back_as_it_was_kept() -> None:
    world = talking()
    world.say_something()
    reply = world.answer("One two three four five six seven eight nine ten.", whole=False)
    assert reply is not None
    world.play(400)
    world.tell(OffRecordSet(off=True))
    (_, kept) = [item for item in disk(world).items.values() if isinstance(item, Message)]
    world.finish_answer()
    world.play_out()
    (line,) = world.lines(Speaker.ASSISTANT)
    world.tell(ItemDeleted(line.id))
    assert disk(world).texts == ["what was said"]
    assert [told.item for told in world.commands if isinstance(told, DeleteItem)] == [kept]
    world.tell(ItemRestored(line))
    assert kept in disk(world).items.values()
    world.tell(ItemDeleted(line.id))
    assert disk(world).texts == ["what was said"]


def test_who_leaves_the_record_twice_in_a_reply_keeps_what_they_had_heard_the_first_time() -> None:
    world = talking()
    world.say_something()
    world.answer("One two three four five six seven eight nine ten.", whole=False)
    world.play(400)
    world.tell(OffRecordSet(off=True))
    begin = len(world.commands)
    kept = disk(world).texts
    world.play(1_000)
    world.tell(OffRecordSet(off=False))
    world.tell(OffRecordSet(off=True))
    assert not [item for item in kept_after(world, begin) if not isinstance(getattr(item, "item", None), Note)]
    assert repr(kept[-1]) in repr(world.conversation.remains())


def test_a_reply_that_has_no_line_yet_belongs_to_the_span() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(ReplyBegan(ReplyId("r")))
    world.tell(OffRecordSet(off=True))
    world.hear_engine(ReplyWords(ReplyId("r"), "Secret."))
    assert disk(world).texts == [""]
    assert world.lines(Speaker.ASSISTANT)[0].off_record


def test_words_that_come_late_are_of_their_own_side_of_the_mark() -> None:
    world = talking()
    world.say_something()
    world.tell(OffRecordSet(off=True))
    recognise(world, "Said before.")
    world.say_something()
    world.tell(OffRecordSet(off=False))
    recognise(world, "Said between.")
    assert disk(world).texts == ["Said before."]


def test_tools_that_are_asked_for_are_not_kept_either() -> None:
    world = talking()
    world.tell(OffRecordSet(off=True))
    begin = len(world.commands)
    world.say_something()
    world.ask_tool()
    world.tell(OffRecordSet(off=False))
    world.hear_engine(ReplyBegan(ReplyId("late")))
    world.hear_engine(ToolAsked(ReplyId("late"), CallId("late"), "clock", '{"of": "secret"}'))
    calls = [item for item in world.shown.values() if isinstance(item, ToolCall)]
    assert [call.off_record for call in calls] == [True, True]
    assert [kept for kept in kept_after(world, begin) if not isinstance(getattr(kept, "item", None), Note)] == []


def test_what_is_deleted_and_restored_is_not_kept() -> None:
    world = talking()
    world.tell(OffRecordSet(off=True))
    begin = len(world.commands)
    say(world, "Secret.")
    (line,) = world.lines(Speaker.USER)
    world.tell(ItemDeleted(line.id))
    world.tell(ItemRestored(line))
    assert kept_after(world, begin) == []
    assert world.lines(Speaker.USER)[0].off_record


def test_what_was_not_sent_yet_goes_out_from_memory() -> None:
    world = talking()
    world.lose_link()
    world.tell(OffRecordSet(off=True))
    begin = len(world.commands)
    world.say_something()
    world.open_link()
    assert kept_after(world, begin) == []
    assert not [command for command in world.commands if isinstance(command, SendSound)]
    (sent,) = world.told(SendUtterance)
    assert isinstance(sent, SendUtterance)
    assert len(sent.pcm) > 40 * len(FRAME)


def test_a_long_one_is_not_held_for_ever() -> None:
    held = HeldSounds()
    held.begin(SoundId("a"), keep=frozenset())
    held.begin(SoundId("a"), keep=frozenset())
    held.add(SoundId("b"), b"ab")
    held.add(SoundId("a"), bytes(MOST_HELD))
    assert len(held.of(SoundId("a"))) == MOST_HELD
    held.add(SoundId("a"), b"ab")
    assert held.of(SoundId("a")) == b""
    record = OffRecord()
    record.withhold(ItemId("a"))
    wanted = SendSound(LinkId(1), TurnId("t"), SoundId("a"))
    assert record.passed(wanted) == wanted


def test_another_talk_is_on_the_record() -> None:
    world = talking()
    world.tell(OffRecordSet(off=True))
    world.tell(TextEntered("He is ill."))
    world.tell(TalkOpened(Talk(TalkId("u"), 0.0)), 60.0)
    assert not world.state.off_record
    assert disk(world).notes == ["Off the record, 1 min"]
    world.tell(TalkStarted())
    world.open_link()
    say(world, "Hello.")
    assert disk(world).texts == ["Hello."]


def test_the_end_of_the_app_ends_the_span() -> None:
    world = talking()
    world.tell(OffRecordSet(off=True))
    world.frames(40, 0.95)
    world.stop()
    assert disk(world).notes == ["Off the record, 1 s"]
    assert (disk(world).texts, disk(world).sounds) == ([], {})


# --- by a phrase


def test_the_phrase_begins_the_span_with_its_own_utterance_however_late_it_is_known() -> None:
    world = talking()
    say(world, "Hello.", "Good day.")
    world.say_something()
    answer(world, "Of course, between us.")
    world.say_something()
    world.hear_engine(TurnWords(world.commits[-2], "Off the record, he is ill.", final=True))
    recognise(world, "Very ill.")
    assert disk(world).texts == ["Hello.", "Good day."]
    assert len(disk(world).sounds) == 2
    assert disk(world).notes == ["Off the record"]
    shown = list(world.shown.values())
    assert [getattr(item, "off_record", None) for item in shown if isinstance(item, Message)][:2] == [False, False]
    (note,) = [
        command for command in world.commands if isinstance(command, ShowItem) and isinstance(command.item, Note)
    ]
    assert note.above == world.lines(Speaker.USER)[1].id


def test_the_phrase_back_ends_it_with_its_own_utterance() -> None:
    world = talking()
    say(world, "Unter uns.", "Ja?")
    say(world, "Er lügt.", "Oh.")
    say(world, "Wieder offiziell.", "Gut.")
    say(world, "Wie spät ist es?", "Zwölf.")
    assert disk(world).texts == ["Wie spät ist es?", "Zwölf."]


def test_what_was_said_after_the_way_back_is_kept_although_that_was_known_late() -> None:
    world = talking()
    say(world, "Off the record.")
    world.say_something()
    back = world.commits[-1]
    world.say_something()
    recognise(world, "What is new?")
    world.frames(30, 0.95)
    begin = len(world.commands)
    world.hear_engine(TurnWords(back, "Back on the record.", final=True))
    world.frames(30, 0.95)
    world.frames(60, 0.02)
    recognise(world, "And else?")
    assert disk(world).texts == ["What is new?", "And else?"]
    sounds = disk(world).sounds
    assert len(sounds) == 2
    assert all(WIRE.ms(len(pcm)) > 1000 for pcm in sounds.values())
    ended = [command.sound for command in world.commands[begin:] if isinstance(command, EndSound)]
    assert ended == list(sounds)


def test_a_line_that_was_deleted_meanwhile_does_not_come_back() -> None:
    world = talking()
    say(world, "Off the record.")
    world.say_something()
    back = world.commits[-1]
    say(world, "What is new?")
    world.tell(ItemDeleted(world.lines(Speaker.USER)[-1].id))
    world.hear_engine(TurnWords(back, "Back on the record.", final=True))
    assert disk(world).texts == []


def test_what_was_written_after_the_way_back_is_kept_too() -> None:
    world = talking()
    say(world, "Off the record.")
    world.say_something()
    back = world.commits[-1]
    world.tell(TextEntered("What is new?"))
    world.hear_engine(TurnWords(back, "Back on the record.", final=True))
    assert disk(world).texts == ["What is new?"]
    assert disk(world).sounds == {}


def test_lines_without_sound_are_taken_back_as_well() -> None:
    world = talking()
    world.say_something()
    turn = world.commits[-1]
    world.tell(TextEntered("He is ill."))
    world.hear_engine(TurnWords(turn, "Off the record.", final=True))
    assert disk(world).texts == []


def test_a_reply_whose_line_was_deleted_is_not_kept_and_neither_is_one_of_an_earlier_span() -> None:
    world = talking()
    world.say_something()
    world.answer("One two three.", whole=False)
    world.tell(ItemDeleted(world.lines(Speaker.ASSISTANT)[0].id))
    world.tell(OffRecordSet(off=True))
    world.say_something()
    world.answer("Four five six.", whole=False)
    world.play(300)
    world.tell(OffRecordSet(off=False))
    world.tell(OffRecordSet(off=True))
    assert disk(world).texts == ["what was said"]


def test_of_a_reply_that_is_only_read_all_that_was_written_is_kept() -> None:
    world = talking()
    world.say_something()
    world.hear_engine(ReplyBegan(ReplyId("r")))
    world.hear_engine(ReplyWords(ReplyId("r"), "One two"))
    world.tell(OffRecordSet(off=True))
    world.hear_engine(ReplyWords(ReplyId("r"), " three."))
    assert disk(world).texts == ["", "One two"]


def test_both_in_one_breath_are_a_span_of_that_utterance() -> None:
    world = talking()
    say(world, "Off the record, he is ill. Back on the record.", "I see.")
    assert not world.state.off_record
    assert disk(world).texts == []
    assert disk(world).notes == ["Off the record, 0 s"]


def test_what_follows_both_in_one_breath_stays_when_their_words_come_late() -> None:
    world = talking()
    world.say_something()
    both = world.commits[-1]
    answer(world, "I see.")
    world.say_something()
    recognise(world, "What is new?")
    world.hear_engine(TurnWords(both, "Off the record, he is ill. Back on the record.", final=True))
    assert disk(world).texts == ["What is new?"]
    assert len(disk(world).sounds) == 1


def words_known_late(*known: tuple[int, str]) -> World:
    """A talk in which four things were said, before the words of any were known: which of them, in this order."""
    world = talking()
    for _ in range(4):
        world.say_something()
    turns = tuple(world.commits)
    for number, words in known:
        world.hear_engine(TurnWords(turns[number], words, final=True))
    return world


def test_the_way_back_whose_words_were_known_first_ends_the_span_all_the_same() -> None:
    begins, between, ends, after = range(4)
    world = words_known_late(
        (ends, "Back on the record."), (after, "What is new?"), (between, "He is ill."), (begins, "Off the record.")
    )
    assert is_on(world)
    assert disk(world).texts == ["What is new?"]
    assert list(disk(world).sounds) == [SoundId(world.lines(Speaker.USER)[-1].id)]


def test_who_left_again_after_the_way_back_stays_off_the_record() -> None:
    leaves, comes_back, between, again = range(4)
    world = words_known_late(
        (leaves, "Off the record."),
        (between, "Hello."),
        (again, "Off the record, please."),
        (comes_back, "Back on the record."),
    )
    assert not is_on(world)
    assert disk(world).texts == ["Hello."]


def test_a_span_that_begins_earlier_than_was_known_reaches_back_to_there() -> None:
    before, begins, between, again = range(4)
    world = words_known_late(
        (before, "Hello."), (again, "Off the record, please."), (between, "He is ill."), (begins, "Off the record.")
    )
    assert not is_on(world)
    assert disk(world).texts == ["Hello."]
    assert disk(world).notes == ["Off the record"]


def test_words_that_come_twice_leave_the_record_once() -> None:
    world = talking()
    say(world, "Off the record.")
    turn = world.commits[-1]
    world.tell(OffRecordSet(off=False))
    world.hear_engine(TurnWords(turn, "Off the record.", final=True))
    assert not world.state.off_record


def test_a_way_back_that_is_told_twice_begins_no_span_again() -> None:
    world = talking()
    say(world, "Off the record.")
    say(world, "Back on the record.")
    back = world.commits[-1]
    say(world, "Off the record.")
    world.tell(OffRecordSet(off=False))
    world.hear_engine(TurnWords(back, "Back on the record.", final=True))
    assert is_on(world)


def test_the_words_of_an_earlier_utterance_do_not_end_the_span() -> None:
    world = talking()
    world.say_something()
    world.tell(OffRecordSet(off=True))
    recognise(world, "Back on the record.")
    assert world.state.off_record


def test_a_phrase_in_a_line_that_is_gone_says_nothing() -> None:
    world = talking()
    world.say_something()
    world.tell(ItemDeleted(world.lines(Speaker.USER)[0].id))
    recognise(world, "Off the record.")
    assert not world.state.off_record


def test_the_person_may_want_no_phrases() -> None:
    world = talking()
    world.tell(WishesChanged(TalkWishes(titles=False, off_record_phrases=False)))
    say(world, "Off the record.")
    assert not world.state.off_record
    assert disk(world).texts == ["Off the record."]


def test_a_phrase_that_is_typed_counts_as_well() -> None:
    world = talking()
    world.tell(TextEntered("Off the record: he is ill."))
    world.tell(TextEntered("Very ill."))
    world.tell(TextEntered("Back on the record."))
    world.tell(TextEntered("What time is it?"))
    assert disk(world).texts == ["What time is it?"]
    assert len(world.lines(Speaker.USER)) == 4


def test_a_line_that_was_deleted_in_the_span_goes_for_good() -> None:
    world = talking()
    world.say_something()
    turn = world.commits[-1]
    say(world, "He is ill.")
    (first, second) = world.lines(Speaker.USER)
    world.tell(ItemDeleted(second.id))
    world.hear_engine(TurnWords(turn, "Off the record.", final=True))
    forgotten = [command.item for command in world.commands if isinstance(command, ForgetItem)]
    assert forgotten == [first.id, second.id]


# --- titles


def titles(world: World) -> list[str]:
    return [command.talk.title for command in world.commands if isinstance(command, KeepTalk) and command.talk.title]


def test_no_title_is_asked_for_off_the_record_and_later_only_of_the_rest() -> None:
    world = World(TalkWishes()).begin()
    world.tell(OffRecordSet(off=True))
    say(world, "He is ill.", "Oh dear.")
    world.tell(OffRecordSet(off=False))
    say(world, "Off the record.", "Yes?")
    world.tell(OffRecordSet(off=False))
    assert world.told(AskAside) == []
    say(world, "What time is it?", "Noon.")
    (asked,) = world.told(AskAside)
    assert isinstance(asked, AskAside)
    assert asked.text == "What time is it?\nNoon."


def test_nothing_is_asked_where_all_is_off_the_record() -> None:
    world = World(TalkWishes()).begin()
    world.tell(OffRecordSet(off=True))
    world.say_something()
    world.tell(OffRecordSet(off=False))
    recognise(world, "He is ill.")
    answer(world, "Oh dear.")
    assert world.told(AskAside) == []


def test_a_title_that_is_being_made_of_it_is_not_taken() -> None:
    world = World(TalkWishes()).begin()
    world.say_something()
    turn = world.commits[-1]
    answer(world, "So he is ill.")
    world.hear_engine(TurnWords(turn, "Off the record, he is ill.", final=True))
    world.hear_engine(AsideAnswered(TITLE_JOB, "An illness"))
    world.tell(OffRecordSet(off=False))
    assert titles(world) == []
    say(world, "What time is it?", "Noon.")
    world.hear_engine(AsideAnswered(TITLE_JOB, "The time"))
    assert titles(world) == ["The time"]


def test_a_title_that_was_made_of_it_is_replaced() -> None:
    world = World(TalkWishes()).begin()
    say(world, "Hello there.")
    world.say_something()
    turn = world.commits[-1]
    answer(world, "So he is ill.")
    world.hear_engine(AsideAnswered(TITLE_JOB, "An illness"))
    world.hear_engine(TurnWords(turn, "Off the record, he is ill.", final=True))
    assert titles(world) == ["An illness", "Hello there."]


# --- a bug of ours


def test_a_conversation_that_takes_over_knows_nothing_of_it_and_stays_off_the_record() -> None:
    world = talking()
    say(world, "Hello.")
    world.answer("One two three four five six seven eight nine ten.", whole=False)
    world.play(400)
    say(world, "Off the record.")
    say(world, "He is ill.")
    remains = world.conversation.remains()
    assert not [command for command in remains.commands if "ill" in repr(command)]
    another = Conversation(TalkWishes())
    commands: list[Command] = []
    for event in remains.events:
        commands += another.handle(event, world.now)
    (talk,) = [command.talk for command in commands if isinstance(command, ShowTalk)]
    assert "ill" not in repr(talk)
    kept = another.handle(TextEntered("Very ill."), world.now + 1)
    assert not [command for command in kept if isinstance(command, KeepItem)]


def test_a_reply_of_which_nothing_was_heard_is_not_taken_over_either() -> None:
    world = talking()
    world.say_something()
    world.answer("One two three.", whole=False)
    world.tell(OffRecordSet(off=True))
    remains = world.conversation.remains()
    assert "One two" not in repr(remains)


def test_an_item_that_says_so_itself_is_shown_as_it_is() -> None:
    record = OffRecord()
    note = Note(ItemId("n"), 0.0, OFF)
    message = Message(ItemId("m"), Speaker.USER, 0.0, off_record=True)
    assert record.marked(note) is note
    assert record.marked(message) == replace(message, off_record=False)
    assert record.passed(ToEngine(LinkId(1), AskAside("a", "b", "c"))) is not None
