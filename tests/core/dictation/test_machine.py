"""What dictation does, told as what a person does and sees."""

from dataclasses import replace

import pytest

from tests.core.dictation.world import EDITOR, TERMINAL, WRONG_KEY, World, secret
from voiceapp.core.dictation.messages import (
    Ask,
    BeginWords,
    CatchCancel,
    Deliver,
    DictationView,
    DictationWishes,
    KeptFound,
    KeyStyle,
    Splits,
    Stage,
    TidyCame,
    TidyStyle,
    Way,
    WordsFromKept,
)
from voiceapp.core.messages import Chime, KeepSound, Listen, NetworkCameBack, PlayChime, Stopped
from voiceapp.core.transcript import ItemId, Message, MessageState, SoundId, Speaker, TalkId


def view(world: World) -> DictationView:
    return world.machine.view


def test_what_is_said_while_the_key_is_held_stands_in_the_program_that_had_the_keyboard() -> None:
    world = World()
    world.dictate()
    assert view(world).stage is Stage.TRANSCRIBING
    world.hear("Hello there.")
    assert view(world).stage is Stage.INSERTING
    world.land()
    assert world.texts == {"1": "Hello there."}
    assert view(world).stage is Stage.INSERTED
    assert world.history() == ["Hello there."]


def test_a_repeating_key_is_one_press() -> None:
    world = World()
    world.press()
    for _ in range(10):
        world.speak(5)
        world.press()
    world.release()
    world.be_silent(10)
    assert len([each for each in world.out if isinstance(each, BeginWords)]) == 1
    assert not world.is_recording()


def test_a_key_that_is_pressed_to_begin_and_to_end_records_between() -> None:
    world = World(DictationWishes(style=KeyStyle.TOGGLE))
    world.press()
    world.release()
    world.speak(50)
    assert world.is_recording()
    world.press()
    world.release()
    world.be_silent(10)
    assert not world.is_recording()
    world.hear("Toggled.")
    assert world.land() == "Toggled."


def test_the_word_that_is_being_said_when_the_key_goes_up_is_heard_to_its_end() -> None:
    world = World()
    world.press()
    world.speak(50)
    world.release()
    world.speak(15)
    world.be_silent(20)
    sound = next(iter(world.sounds.values()))
    assert sound >= (50 + 15) * 960
    assert sound < (50 + 15 + 20) * 960


def test_what_an_open_microphone_heard_just_before_the_key_belongs_to_it() -> None:
    world = World()
    world.dictate()
    world.hear("One.")
    world.land()
    world.speak(10)
    before = len(world.out)
    world.press()
    kept = [each for each in world.out[before:] if isinstance(each, KeepSound)]
    assert len(kept) == 15, "all that the ring holds: 10 of speech, and the silence before"


def test_nothing_is_recognised_where_nobody_spoke() -> None:
    world = World()
    world.press()
    world.be_silent(60)
    world.release()
    world.be_silent(10)
    assert world.asked_words == {}
    assert view(world).stage is Stage.FAILED
    assert "No speech" in view(world).sentence
    assert [item.state for item in world.items.values()] == [MessageState.FAILED]


def test_a_short_tap_leaves_nothing() -> None:
    world = World()
    world.press()
    world.be_silent(5)
    world.release()
    world.be_silent(10)
    assert world.items == {}
    assert world.sounds == {}
    assert view(world).stage is Stage.IDLE


def test_words_wait_when_another_window_got_the_keyboard() -> None:
    world = World()
    world.dictate()
    world.focus = TERMINAL
    world.hear("Not for the terminal.")
    world.land()
    assert world.texts == {}
    assert view(world).stage is Stage.WAITING
    assert view(world).waiting == "Not for the terminal."
    assert "keyboard" in view(world).sentence
    world.ask(Ask.INSERT_HERE)
    world.land()
    assert world.texts == {"2": "Not for the terminal."}


def test_a_tap_of_the_key_inserts_what_waits() -> None:
    world = World()
    world.dictate()
    world.focus = TERMINAL
    world.hear("Here.")
    world.land()
    world.press()
    world.be_silent(3)
    world.release()
    world.be_silent(10)
    assert world.land() == "Here."


def test_nothing_goes_into_a_password_field() -> None:
    world = World(focus=secret(EDITOR))
    world.dictate()
    world.hear("My secret.")
    assert world.flying == []
    assert "password" in view(world).sentence
    world.ask(Ask.INSERT_HERE)
    world.land()
    assert world.texts == {}
    assert view(world).stage is Stage.WAITING


def test_a_second_press_while_the_first_is_still_transcribed_keeps_the_order() -> None:
    world = World()
    world.dictate()
    world.dictate()
    first, second = world.asked_words
    world.hear("Second.", part=second)
    assert world.flying == []
    world.hear("First.", part=first)
    world.land()
    world.land()
    assert world.texts["1"] == "First. Second."


def test_words_that_come_late_are_never_typed() -> None:
    world = World()
    world.dictate(frames=2_000)
    world.wait(31)
    world.hear("Too late.")
    assert world.flying == []
    assert view(world).waiting == "Too late."


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
    assert view(world).stage is Stage.FAILED
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
    world.ask(Ask.RETRY)
    world.hear("At last.")
    assert view(world).waiting == "At last."


def test_a_wrong_key_is_not_tried_again_by_itself_but_by_the_person() -> None:
    world = World()
    world.dictate()
    world.fail(WRONG_KEY)
    assert view(world).sentence == WRONG_KEY.sentence
    world.tell(NetworkCameBack())
    assert world.asked_words == {}
    world.ask(Ask.RETRY)
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


def test_esc_cancels_the_recording_and_the_history_has_it() -> None:
    world = World()
    world.press()
    world.speak(50)
    world.ask(Ask.CANCEL)
    world.release()
    assert CatchCancel(on=False) in world.out
    world.hear("Never mind.")
    assert world.flying == []
    assert world.texts == {}
    assert view(world).stage is Stage.IDLE
    assert world.history() == ["Never mind."]


def test_a_microphone_that_gives_nothing_is_named() -> None:
    world = World()
    world.press()
    world.wait(4)
    assert not world.is_recording()
    assert "microphone" in view(world).sentence


def test_a_long_dictation_is_split_at_pauses_and_comes_as_it_goes() -> None:
    world = World(DictationWishes(splits=Splits(soft=100, late=300, hard=500, pause=10, breath=5)))
    world.ask(Ask.START)
    for number in range(20):
        world.speak(110)
        world.be_silent(12)
        world.hear(f"Sentence {number}.")
        world.land()
        assert len(world.machine._delivery.parts) <= 4
    world.ask(Ask.STOP)
    world.be_silent(10)
    assert world.texts["1"] == " ".join(f"Sentence {number}." for number in range(20))
    assert len(world.history()) == 20


def test_nothing_is_put_in_while_the_key_is_held() -> None:
    world = World(DictationWishes(splits=Splits(soft=50, pause=10)))
    world.press()
    world.speak(60)
    world.be_silent(12)
    world.hear("While held.")
    assert world.flying == []
    world.release()
    assert world.land() == "While held."


def test_nothing_is_put_in_while_the_key_that_ended_it_is_still_down() -> None:
    world = World(DictationWishes(style=KeyStyle.TOGGLE))
    world.press()
    world.release()
    world.speak(50)
    world.press()
    world.be_silent(10)
    world.hear("Quick words.")
    assert world.flying == []
    world.release()
    assert world.land() == "Quick words."


def test_a_desktop_that_never_tells_of_a_release_does_not_hold_words_back() -> None:
    world = World(DictationWishes(style=KeyStyle.TOGGLE))
    world.press()
    world.speak(150)
    world.wait(0.0)
    world.press()
    world.be_silent(10)
    assert not world.is_recording()
    world.hear("All the same.")
    world.wait(2.1)
    assert world.land() == "All the same."


def test_the_rest_of_a_long_dictation_waits_with_its_middle() -> None:
    world = World(DictationWishes(splits=Splits(soft=50, pause=10)))
    world.ask(Ask.START)
    for number in range(3):
        world.speak(60)
        world.be_silent(12)
        world.hear(f"Part {number}.")
        world.focus = EDITOR if number == 0 else TERMINAL
        if world.flying:
            world.land()
    assert world.texts == {"1": "Part 0."}
    assert view(world).waiting == "Part 1. Part 2."


def test_the_microphone_stays_open_for_a_while_and_then_closes() -> None:
    world = World()
    world.dictate()
    assert world.listening
    world.wait(1)
    assert world.out[-1] == Listen(on=False)
    assert world.out.count(Listen(on=False)) == 1


def test_scratch_that_takes_back_what_was_inserted_last() -> None:
    world = World()
    world.dictate()
    world.hear("One.")
    world.land()
    world.dictate()
    world.hear("Two.")
    world.land()
    world.dictate()
    world.hear("Scratch that. Three.")
    world.land()
    assert world.texts["1"] == "One. Three."


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
    world.ask(Ask.ORIGINAL)
    world.land()
    assert world.texts["1"] == "well hello how are you"


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


def test_a_program_may_have_a_way_of_its_own() -> None:
    world = World(DictationWishes(way=Way.PASTE, programs=(("xterm", Way.TYPED),)), focus=TERMINAL)
    world.dictate()
    world.hear("ls")
    assert [each.way for each in world.flying if isinstance(each, Deliver)] == [Way.TYPED]


def test_half_a_text_that_went_in_is_not_put_in_again() -> None:
    from voiceapp.core.dictation.messages import Arrival, Delivered

    world = World()
    world.dictate()
    world.hear("One two three.")
    deliver = world.flying.pop()
    world.tell(Delivered(deliver.delivery, Arrival.FOCUS_MOVED, inserted="One two "))
    assert view(world).waiting == "three."


def test_without_a_desktop_that_tells_the_focus_words_go_where_the_cursor_is() -> None:
    world = World(focus=None)
    world.dictate()
    world.hear("Anywhere.")
    assert [(each.text, each.target) for each in world.flying] == [("Anywhere.", None)]


def test_what_a_crash_left_is_recognised_and_waits() -> None:
    world = World()
    item = Message(ItemId("old"), Speaker.USER, 1.0, state=MessageState.WAITING, sound=SoundId("old"))
    world.tell(KeptFound(TalkId("talk"), item))
    world.hear("From before the crash.")
    assert world.flying == []
    assert view(world).waiting == "From before the crash."
    assert world.history() == ["From before the crash."]


def test_what_has_no_words_yet_when_the_app_ends_waits_in_the_history() -> None:
    world = World()
    world.press()
    world.speak(50)
    world.tell(Stopped())
    assert [item.state for item in world.items.values()] == [MessageState.WAITING]
    assert set(world.sounds) == world.ended
    assert world.tell(NetworkCameBack()) == []


def test_no_sound_is_kept_longer_than_needed_where_that_is_not_wanted() -> None:
    world = World(DictationWishes(keep_sound=False))
    world.dictate()
    assert len(world.sounds) == 1
    world.hear("Gone.")
    assert world.sounds == {}
    world.land()
    world.dictate()
    world.fail(WRONG_KEY)
    assert len(world.sounds) == 1, "what has no words yet is kept"


def test_the_chimes_say_when_it_begins_and_ends() -> None:
    world = World()
    world.dictate()
    chimes = [each.chime for each in world.out if isinstance(each, PlayChime)]
    assert chimes == [Chime.START, Chime.STOP]
    quiet = World(replace(world.wishes, chimes=False))
    quiet.dictate()
    assert not [each for each in quiet.out if isinstance(each, PlayChime)]


def test_partial_words_are_shown_and_never_inserted() -> None:
    world = World()
    world.press()
    world.speak(50)
    part = next(iter(world.asked_words))
    world.hear("Hel", part=part, final=False)
    assert view(world).words == "Hel"
    assert world.flying == []


def test_half_an_hour_in_one_go_stays_small_and_comes_as_it_goes() -> None:
    world = World()
    world.ask(Ask.START)
    most = 0
    for minute in range(30):
        for _ in range(6):
            world.speak(460)
            world.be_silent(40)
            world.out.clear()
            if any(world.asked_words.values()):
                world.hear(f"Minute {minute}.")
                world.land()
            most = max(most, len(world.machine._delivery.parts))
    assert most <= 5
    assert len(world.history()) >= 60
    assert len(world.texts["1"]) > 500
    assert len(set(world.sounds)) >= 60, "each part is a recording of its own"
