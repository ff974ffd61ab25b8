"""Words of a talk and of a dictation become captions."""

from dataclasses import replace

from voiceapp.core.captions.flow import Said, Unsaid
from voiceapp.core.captions.sources import ASSISTANT, YOU, DictationSource, TalkSource, off_record_span
from voiceapp.core.dictation.bar_view import DictationStage, DictationView, SpokenPart
from voiceapp.core.messages import HideItem, ShowItem, ShowLevels, ShowTalk
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Note, Speaker, Talk, TalkId, Via

SAID = Message(ItemId("1"), Speaker.USER, 0.0, "hello", MessageState.GROWING)
REPLY = Message(ItemId("2"), Speaker.ASSISTANT, 0.0, "Good morning to you.", MessageState.GROWING)


def followed() -> TalkSource:
    source = TalkSource()
    source.follow()
    return source


def test_the_persons_words_come_live_and_then_final() -> None:
    source = followed()
    assert source.take(ShowItem(SAID)) == [Said("1", "hello", final=False, name=YOU)]
    done = replace(SAID, text="Hello.", state=MessageState.DONE, language="en")
    assert source.take(ShowItem(done)) == [Said("1", "Hello.", final=True, name=YOU, language="en")]
    assert source.take(HideItem(ItemId("1"))) == [Unsaid("1")]


def test_a_reply_is_shown_as_far_as_it_sounds() -> None:
    source = followed()

    def shown(message: Message) -> tuple[str, bool]:
        (said,) = source.take(ShowItem(message))
        assert isinstance(said, Said)
        assert said.name == ASSISTANT
        assert said.grows_only
        return said.text, said.final

    assert shown(REPLY) == ("", False)
    assert shown(replace(REPLY, spoken=4)) == ("Good", False)
    assert shown(replace(REPLY, state=MessageState.DONE, spoken=12)) == ("Good morning", False)
    assert shown(replace(REPLY, state=MessageState.DONE)) == ("Good morning to you.", True)
    assert shown(replace(REPLY, state=MessageState.CUT, heard=12)) == ("Good morning", True)


def test_when_the_person_spoke_off_the_record() -> None:
    said = replace(SAID, at=100.0, off_record=True)
    assert off_record_span(ShowItem(said)) == (100.0, float("inf")), "nobody knows its end yet"
    assert off_record_span(ShowItem(replace(said, sound_ms=1500))) == (100.0, 101.5)
    for other in (SAID, replace(said, via=Via.TEXT), replace(REPLY, off_record=True)):
        assert off_record_span(ShowItem(other)) is None
    assert off_record_span(HideItem(ItemId("1"))) is None


def test_what_is_off_the_record_is_no_caption_and_one_that_it_was_goes() -> None:
    source = followed()
    assert source.take(ShowItem(SAID)) != []
    assert source.take(ShowItem(replace(SAID, off_record=True))) == [Unsaid("1")]
    assert source.take(ShowItem(replace(REPLY, spoken=4, off_record=True))) == [Unsaid("2")]


def test_what_was_written_is_no_speech() -> None:
    source = followed()
    assert source.take(ShowItem(replace(SAID, via=Via.TEXT))) == []
    assert source.take(ShowItem(Note(ItemId("3"), 0.0, Sentence("You")))) == []
    assert source.take(ShowLevels(-20.0)) == []


def test_what_was_said_before_is_not_said_now() -> None:
    source = TalkSource()
    assert source.take(ShowItem(SAID)) == []
    source.follow()
    assert source.take(ShowItem(replace(SAID, text="corrected"))) == []
    # An earlier talk is continued.
    assert source.take(ShowTalk(Talk(TalkId("t"), 0.0, items=(REPLY,)))) == []
    assert source.take(ShowItem(REPLY)) == []
    assert len(source.take(ShowItem(SAID))) == 1


def test_a_dictations_parts_are_final_once_they_are_gone() -> None:
    source = DictationSource()
    view = DictationView(DictationStage.RECORDING)
    one, two = SpokenPart("d/1", "first words", "en"), SpokenPart("d/2", "second")
    assert source.take(replace(view, parts=(one,))) == [Said("d/1", "first words", language="en")]
    assert source.take(replace(view, parts=(two,))) == [
        Said("d/1", "first words", final=True, language="en"),
        Said("d/2", "second"),
    ]
    assert source.take(DictationView()) == [Said("d/2", "second", final=True)]
