"""What is written into the transcript is shown once, and only when it is certain."""

from dataclasses import replace

from voiceapp.core.messages import Command, ForgetItem, HideItem, ShowItem
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import ItemId, Message, Speaker, Talk, TalkId, ToolCall, ToolState


def test_a_line_that_is_shown_already_is_not_shown_again() -> None:
    commands: list[Command] = []
    writer = TranscriptWriter(commands.append)
    writer.open(Talk(TalkId("t"), 0.0), 0.0)
    item = writer.new_id()
    writer.put(Message(item, Speaker.USER, 1.0), hidden=True)
    assert not [each for each in commands if isinstance(each, ShowItem)]
    writer.reveal(item)
    writer.reveal(item)
    assert len([each for each in commands if isinstance(each, ShowItem)]) == 1


def test_a_line_that_is_forgotten_already_is_not_forgotten_again() -> None:
    commands: list[Command] = []
    writer = TranscriptWriter(commands.append)
    writer.open(Talk(TalkId("t"), 0.0), 0.0)
    item = writer.new_id()
    writer.put(Message(item, Speaker.USER, 1.0))
    writer.forget(item)
    writer.forget(item)
    assert [each for each in commands if isinstance(each, ForgetItem | HideItem)] == [
        ForgetItem(TalkId("t"), item),
        HideItem(item),
    ]


def test_what_the_talk_never_had_is_not_changed() -> None:
    commands: list[Command] = []
    writer = TranscriptWriter(commands.append)
    writer.open(Talk(TalkId("t"), 0.0), 0.0)
    before = len(commands)
    writer.change(ItemId("gone"), lambda message: replace(message, text="late"))
    writer.change_tool_call(ItemId("gone"), lambda call: replace(call, output="late"))
    assert len(commands) == before
    call = ToolCall(writer.new_id(), 1.0, "clock", "{}", state=ToolState.DONE)
    writer.put(call)
    writer.delete(call.id)
    writer.change(call.id, lambda message: replace(message, text="late"))
    assert writer.restore(call)
    assert writer.items == (call,), "a card is no message"


class UnaskedReply(Message):
    """Stands for a reply so old that nobody needs to look at it."""

    @property
    def heard_text(self) -> str:
        raise AssertionError("the whole talk was walked through")


def test_the_last_reply_is_the_newest_that_was_heard_and_none_before_it_is_looked_at() -> None:
    writer = TranscriptWriter(lambda command: None)
    writer.open(Talk(TalkId("t"), 0.0), 0.0)
    assert writer.last_reply == ""
    writer.put(UnaskedReply(writer.new_id(), Speaker.ASSISTANT, 1.0, "Long ago."))
    writer.put(Message(writer.new_id(), Speaker.ASSISTANT, 2.0, "Your number, please? Or none.", heard=20))
    writer.put(Message(writer.new_id(), Speaker.ASSISTANT, 3.0, "Not heard.", heard=0))
    writer.put(Message(writer.new_id(), Speaker.USER, 4.0, "Five."))
    writer.put(ToolCall(writer.new_id(), 5.0, "clock", "{}", state=ToolState.DONE))
    assert writer.last_reply == "Your number, please?"
