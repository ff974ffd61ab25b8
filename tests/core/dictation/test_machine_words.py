"""Getting the words of a dictation: failures, trying again, tidying up."""

import pytest

from tests.core.dictation.world import WRONG_KEY, World, view
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.messages import (
    DictationRequest,
    KeptFound,
    TidyCame,
    WordsCame,
    WordsFailed,
    WordsFromKept,
)
from voiceapp.core.dictation.wishes import DictationWishes, LiveWords, Splits, TidyStyle
from voiceapp.core.messages import ForgetItem, KeepTalk, NetworkCameBack, Stopped
from voiceapp.core.transcript import (
    BY_PERSON,
    Improvement,
    ItemId,
    Message,
    MessageState,
    SoundId,
    Speaker,
    TalkId,
    TermUse,
    Word,
)


def test_a_failed_transcription_is_tried_again_at_once_from_what_was_kept() -> None:
    world = World()
    world.dictate()
    world.fail()
    assert isinstance(next(each for each in world.out if isinstance(each, WordsFromKept)), WordsFromKept)
    world.hear("Second try.")
    assert world.land() == "Second try."


def test_one_that_failed_is_tried_again_when_the_network_is_back_and_then_waits() -> None:
    world = World()
    world.dictate()
    world.fail()
    world.fail()
    assert view(world).stage is DictationStage.FAILED
    assert view(world).can_retry
    assert [item.state for item in world.items.values()] == [MessageState.FAILED]
    world.tell(NetworkCameBack())
    world.hear("Late but whole.")
    assert world.flying == []
    assert view(world).waiting == "Late but whole."
    assert world.history() == ["Late but whole."]


def test_one_that_failed_is_tried_again_by_itself_for_a_while() -> None:
    world = World()
    world.dictate()
    world.fail()
    world.fail()
    world.wait(4_000)
    assert len([each for each in world.out if isinstance(each, WordsFromKept)]) == 5, "not for ever"
    assert view(world).can_retry
    world.ask(DictationRequest.RETRY)
    world.hear("At last.")
    assert view(world).waiting == "At last."


def test_a_wrong_key_is_not_tried_again_by_itself_but_by_the_person() -> None:
    world = World()
    world.dictate()
    world.fail(WRONG_KEY)
    assert view(world).sentence == WRONG_KEY.sentence
    world.tell(NetworkCameBack())
    assert world.asked_words == {}
    world.ask(DictationRequest.RETRY)
    world.hear("With the right key.")
    assert view(world).waiting == "With the right key."


def test_a_recogniser_that_breaks_while_one_speaks_gets_the_whole_recording_afterwards() -> None:
    world = World()
    world.press()
    world.speak(50)
    world.fail()
    world.speak(50)
    world.release()
    world.be_silent(10)
    kept = next(each for each in world.out if isinstance(each, WordsFromKept))
    assert kept.item.sound is not None
    assert world.sounds[kept.item.sound] >= 100 * 960
    world.hear("All of it.")
    assert world.land() == "All of it."


def test_tidied_words_can_be_taken_back_with_one_key() -> None:
    world = World(DictationWishes(tidy=TidyStyle.PUNCTUATED))
    world.dictate()
    world.hear("well hello how are you")
    tidy = world.tidying.pop()
    assert tidy.text == "well hello how are you"
    world.tell(TidyCame(tidy.part, "Well, hello! How are you?"))
    world.land()
    assert world.texts["1"] == "Well, hello! How are you?"
    assert view(world).can_restore
    assert [item.original for item in world.items.values()] == ["well hello how are you"]
    world.ask(DictationRequest.ORIGINAL)
    world.land(can_undo=True)
    assert world.texts["1"] == "well hello how are you"
    assert (view(world).can_restore, view(world).as_spoken) == (True, True)
    for now, as_spoken in (("Well, hello! How are you?", False), ("well hello how are you", True)):
        world.ask(DictationRequest.ORIGINAL)
        world.land(can_undo=True)
        assert world.texts["1"] == now
        assert view(world).as_spoken is as_spoken
    assert [item.text for item in world.items.values()] == ["Well, hello! How are you?"], "the history has both"


@pytest.mark.parametrize("tidied", [None, "", "I am fine, thank you.", "Hello. How are you? I missed you so much."])
def test_a_tidying_that_fails_or_says_something_else_leaves_the_words_as_said(tidied: str | None) -> None:
    world = World(DictationWishes(tidy=TidyStyle.PUNCTUATED))
    world.dictate()
    world.hear("hello how are you")
    world.tell(TidyCame(world.tidying.pop().part, tidied))
    assert world.land() == "hello how are you"


def test_a_tidying_that_takes_too_long_is_not_waited_for() -> None:
    world = World(DictationWishes(tidy=TidyStyle.CLEAR))
    world.dictate()
    world.hear("hello")
    world.wait(13)
    assert world.land() == "hello"


def test_what_a_crash_left_is_recognised_and_waits() -> None:
    world = World()
    item = Message(ItemId("old"), Speaker.USER, 1.0, state=MessageState.WAITING, sound=SoundId("old"))
    world.tell(KeptFound(TalkId("talk"), item))
    world.hear("From before the crash.")
    assert world.flying == []
    assert view(world).waiting == "From before the crash."
    assert world.history() == ["From before the crash."]


def heard_again(text: str, first: Message, languages: tuple[str, ...] | None = ("de",)) -> tuple[World, Message]:
    """The world after a dictation of the history was recognised again, and how its line stands there then."""
    world = World(DictationWishes(languages=("en", "de")))
    world.items[first.id] = first
    world.tell(KeptFound(TalkId("talk"), first, languages))
    world.hear(text)
    return world, world.items[first.id]


WRONG = Message(
    ItemId("old"),
    Speaker.USER,
    1.0,
    "Good and tack.",
    MessageState.DONE,
    sound=SoundId("old"),
    words=(Word("Good", 0, 9),),
)


@pytest.mark.parametrize(
    ("languages", "asked"), [(("de",), ("de",)), ((), ()), (None, ("en", "de"))], ids=["one", "any", "as usual"]
)
def test_another_language_is_tried_on_a_dictation_and_its_first_words_stay_beside_the_new_ones(
    languages: tuple[str, ...] | None, asked: tuple[str, ...]
) -> None:
    world, line = heard_again("Guten Tag.", WRONG, languages)
    assert [each.wishes.languages for each in world.out if isinstance(each, WordsFromKept)] == [asked]
    assert (line.text, line.improved, line.words) == ("Guten Tag.", Improvement(BY_PERSON, "Good and tack."), ())
    assert (world.flying, view(world).waiting) == ([], "Guten Tag."), "they are never typed unasked"


def test_a_third_try_still_shows_the_first_words_and_the_same_words_are_no_other_version() -> None:
    _, second = heard_again("Guten Tag.", WRONG)
    _, third = heard_again("Guten Tag, Frau Kern.", second)
    assert third.improved == Improvement(BY_PERSON, "Good and tack.")
    _, back = heard_again("Good and tack.", third, ("en",))
    assert (back.text, back.improved) == ("Good and tack.", None)


@pytest.mark.parametrize("heard", ["", "Mach das rückgängig.", "Korrigiere das."])
def test_where_another_language_gives_no_words_the_first_ones_stay(heard: str) -> None:
    world, line = heard_again(heard, WRONG)
    assert (line.text, line.improved) == ("Good and tack.", None)
    assert (world.flying, view(world).waiting) == ([], "")


def test_words_of_another_language_are_tidied_and_those_before_stay_the_first() -> None:
    world = World(DictationWishes(tidy=TidyStyle.PUNCTUATED))
    world.tell(KeptFound(TalkId("talk"), WRONG, ("de",)))
    world.hear("guten tag")
    world.tell(TidyCame(world.tidying.pop().part, "Guten Tag."))
    line = world.items[WRONG.id]
    assert (line.text, line.original, line.improved) == (
        "Guten Tag.",
        "guten tag",
        Improvement(BY_PERSON, "Good and tack."),
    )


def test_what_has_no_words_yet_when_the_app_ends_waits_in_the_history() -> None:
    world = World()
    world.press()
    world.speak(50)
    world.tell(Stopped())
    assert [item.state for item in world.items.values()] == [MessageState.WAITING]
    assert set(world.sounds) == world.ended
    assert world.tell(NetworkCameBack()) == []


def test_partial_words_are_shown_and_never_inserted() -> None:
    world = World()
    world.press()
    world.speak(50)
    part = next(iter(world.asked_words))
    world.hear("Hel", part=part, final=False)
    assert view(world).words == "Hel"
    assert world.flying == []


def test_a_preview_is_shown_until_the_recognisers_own_words_come_and_is_never_inserted() -> None:
    world = World()
    world.press()
    world.speak(50)
    part = next(iter(world.asked_words))
    world.tell(WordsCame(part, "hell oh", final=False, preview=True))
    assert (view(world).words, view(world).preview) == ("", "hell oh")
    world.release()
    world.be_silent(10)
    assert (view(world).stage, view(world).preview) == (DictationStage.TRANSCRIBING, "hell oh")
    world.hear("Hello", part=part, final=False)
    assert (view(world).words, view(world).preview) == ("Hello", "")
    world.tell(WordsCame(part, "hell oh you", final=False, preview=True))
    assert (view(world).words, view(world).preview) == ("Hello", ""), "the recogniser's own stay"
    world.hear("")
    assert world.flying == []
    assert view(world).preview == ""


def test_a_preview_stays_while_a_failed_part_is_tried_again_and_the_history_never_has_it() -> None:
    world = World()
    world.press()
    world.speak(50)
    part = next(iter(world.asked_words))
    world.tell(WordsCame(part, "hell oh", final=False, preview=True))
    world.release()
    world.be_silent(10)
    world.fail()
    assert view(world).preview == "hell oh"
    world.fail()
    assert view(world).stage is DictationStage.FAILED
    assert world.history() == []


def test_the_preview_of_the_part_that_is_spoken_follows_the_words_of_those_before() -> None:
    world = World(DictationWishes(splits=Splits(soft=60, pause=10)))
    world.press()
    world.speak(70)
    world.be_silent(20)
    world.speak(40)
    first, second = world.asked_words
    world.hear("Done.", part=first)
    world.tell(WordsCame(second, "and mow", final=False, preview=True))
    assert (view(world).words, view(world).preview) == ("Done.", "and mow")


@pytest.mark.parametrize("preview", [False, True])
def test_no_words_are_shown_while_one_speaks_where_the_person_wants_none(preview: bool) -> None:
    world = World(DictationWishes(live_words=LiveWords.OFF))
    world.press()
    world.speak(50)
    world.tell(WordsCame(next(iter(world.asked_words)), "Hel", final=False, preview=preview))
    assert (view(world).words, view(world).preview) == ("", "")
    world.release()
    world.be_silent(10)
    world.hear("Hello.")
    assert world.land() == "Hello."


def test_words_that_nobody_waits_for_change_nothing() -> None:
    world = World(DictationWishes(tidy=TidyStyle.PUNCTUATED))
    world.dictate()
    part = next(iter(world.asked_words))
    world.hear("hello how are you")
    tidy = world.tidying.pop()
    world.tell(TidyCame(tidy.part, "Hello, how are you?"))
    world.land()
    before = view(world)
    for late in (
        WordsCame(part, "Something else.", final=True),
        WordsFailed(part, WRONG_KEY),
        TidyCame(tidy.part, "Hello! How are you?"),
    ):
        assert world.tell(late) == []
    assert view(world) == before
    assert world.history() == ["Hello, how are you?"]


def test_a_recogniser_that_ends_while_one_speaks_has_not_heard_all() -> None:
    world = World()
    world.press()
    world.speak(50)
    world.hear("Only the", part=next(iter(world.asked_words)))
    world.speak(50)
    world.release()
    world.be_silent(10)
    assert world.flying == []
    world.hear("Only the whole counts.")
    assert world.land() == "Only the whole counts."


def test_without_a_history_words_are_inserted_and_nothing_is_written_down() -> None:
    world = World(DictationWishes(keep_talks=False, keep_sound=False))
    world.dictate()
    world.hear("Unwritten.")
    assert world.land() == "Unwritten."
    world.wait(10)
    world.dictate()
    world.fail(WRONG_KEY)
    assert view(world).can_retry
    assert len(world.sounds) == 1, "it can be tried again for as long as the bar offers it"
    world.ask(DictationRequest.DISCARD)
    assert world.sounds == {}
    assert world.items == {}
    assert not [each for each in world.out if isinstance(each, KeepTalk)]


def test_without_a_history_a_tap_leaves_no_sound() -> None:
    world = World(DictationWishes(keep_talks=False))
    world.press()
    world.be_silent(5)
    world.release()
    world.be_silent(10)
    assert world.sounds == {}
    assert not [each for each in world.out if isinstance(each, ForgetItem)]


def test_the_history_says_what_was_heard_where_the_vocabulary_wrote_something_else() -> None:
    world = World(DictationWishes(vocabulary=("PySide", "Qwen"), chimes=False))
    world.dictate()
    world.hear("We use pie side here.")
    assert world.land() == "We use PySide here."
    assert [item.term_uses for item in world.items.values()] == [(TermUse("pie side", "PySide"),)]


def test_how_sure_the_recogniser_was_stays_with_the_words_that_stay() -> None:
    world = World(DictationWishes(tidy=TidyStyle.PUNCTUATED))
    world.dictate()
    part = next(iter(world.asked_words))
    heard = (Word("hello", 0, 300, 0.9), Word("mow", 400, 600, 0.2), Word("comma", 600, 700, 0.9))
    world.tell(WordsCame(part, "hello mow comma", words=heard))
    tidy = world.tidying.pop()
    world.tell(TidyCame(tidy.part, "Hello, mow."))
    line = next(iter(world.items.values()))
    assert [(word.text, word.start, word.sure) for word in line.words] == [("Hello,", 0, 0.9), ("mow.", 400, 0.2)]
