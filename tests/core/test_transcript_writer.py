"""What is written into the transcript is shown once, and only when it is certain."""

from voiceapp.core.messages import Command, ForgetItem, HideItem, ShowItem
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import Message, Speaker, Talk, TalkId


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
