"""What dictation does, told as what a person does and sees."""

from dataclasses import replace

import pytest

from tests.core.dictation.world import FRAME, NO_NETWORK, WRONG_KEY, World, view
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.dictation_failures import NO_SPEECH
from voiceapp.core.dictation.messages import BeginWords, CatchCancel, DictationRequest, NoticeGiven, WishesGiven
from voiceapp.core.dictation.wishes import DictationWishes, KeyStyle, Splits
from voiceapp.core.messages import Chime, KeepSound, Listen, MicFrame, MicrophoneChanged, PlayChime, Stopped
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import MessageState


def test_what_is_said_while_the_key_is_held_stands_in_the_program_that_had_the_keyboard() -> None:
    world = World()
    world.dictate()
    assert view(world).stage is DictationStage.TRANSCRIBING
    world.hear("Hello there.")
    assert view(world).stage is DictationStage.INSERTING
    world.land()
    assert world.texts == {"1": "Hello there."}
    assert view(world).stage is DictationStage.INSERTED
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


def test_a_long_silence_between_two_presses_is_no_tap_that_would_insert_what_waits() -> None:
    world = World(DictationWishes(style=KeyStyle.TOGGLE))
    for _ in range(2):
        world.press()
        world.release()
        world.be_silent(100)
    assert view(world).stage is DictationStage.FAILED
    assert view(world).sentence == NO_SPEECH.sentence


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


def test_what_a_busy_machine_hands_over_late_is_kept_to_its_end() -> None:
    world = World()
    world.press()
    world.be_silent(20)
    said_at = world.now
    world.now += 1.2
    world.release()
    world.wait(0.5)
    for number in range(60):
        world.tell(MicFrame(FRAME, said_at + number * 0.02, 0.95, -20.0))
    assert world.is_recording(), "nothing was heard yet of the time after the key"
    world.be_silent(8)
    assert not world.is_recording()
    assert sum(world.sounds.values()) == (20 + 60 + 8) * len(FRAME)
    world.hear("To its end.")
    assert world.land() == "To its end."


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
    assert view(world).stage is DictationStage.FAILED
    assert "hear you" in str(view(world).sentence)
    assert [item.state for item in world.items.values()] == [MessageState.FAILED]


def test_a_short_tap_leaves_nothing() -> None:
    world = World()
    world.press()
    world.be_silent(5)
    world.release()
    world.be_silent(10)
    assert world.items == {}
    assert world.sounds == {}
    assert view(world).stage is DictationStage.IDLE


def test_esc_cancels_the_recording_and_the_history_has_it() -> None:
    world = World()
    world.press()
    world.speak(50)
    world.ask(DictationRequest.CANCEL)
    world.release()
    assert CatchCancel(on=False) in world.out
    world.hear("Never mind.")
    assert world.flying == []
    assert world.texts == {}
    assert view(world).stage is DictationStage.IDLE
    assert world.history() == ["Never mind."]


def test_a_microphone_that_gives_nothing_is_named() -> None:
    world = World()
    world.press()
    world.wait(4)
    assert not world.is_recording()
    assert "microphone" in str(view(world).sentence)


def test_a_long_dictation_is_split_at_pauses_and_comes_as_it_goes() -> None:
    world = World(DictationWishes(splits=Splits(soft=100, late=300, hard=500, pause=10, breath=5)))
    world.ask(DictationRequest.START)
    for number in range(20):
        world.speak(110)
        world.be_silent(12)
        world.hear(f"Sentence {number}.")
        world.land()
        assert len(world.parts_in_memory()) <= 4
    world.ask(DictationRequest.STOP)
    world.be_silent(10)
    assert world.texts["1"] == " ".join(f"Sentence {number}." for number in range(20))
    assert len(world.history()) == 20


def test_the_microphone_stays_open_for_a_while_and_then_closes() -> None:
    world = World()
    world.dictate()
    assert world.listening
    world.wait(1)
    assert world.out[-1] == Listen(on=False)
    assert world.out.count(Listen(on=False)) == 1


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


def test_a_wish_holds_from_the_next_press_on() -> None:
    world = World()
    world.tell(WishesGiven(DictationWishes(style=KeyStyle.TOGGLE, chimes=False)))
    world.press()
    world.release()
    world.speak(50)
    assert world.is_recording()
    assert not [each for each in world.out if isinstance(each, PlayChime)]


def test_a_microphone_that_goes_while_one_speaks_is_told() -> None:
    world = World()
    world.tell(MicrophoneChanged(None, NO_NETWORK))
    assert view(world).stage is DictationStage.IDLE, "nobody is dictating"
    world.press()
    world.speak(10)
    world.tell(MicrophoneChanged("another"))
    assert PlayChime(Chime.ERROR) not in world.out
    world.tell(MicrophoneChanged(None, NO_NETWORK))
    assert PlayChime(Chime.ERROR) in world.out


def test_a_press_before_the_last_word_is_over_begins_another_dictation() -> None:
    world = World()
    world.press()
    world.speak(50)
    world.release()
    world.press()
    assert world.is_recording()
    world.speak(50)
    world.release()
    world.be_silent(10)
    assert len(world.asked_words) == 2
    world.hear("One.")
    world.land()
    world.hear("Two.")
    world.land()
    assert world.texts["1"] == "One. Two."


def test_the_bar_begins_and_ends_a_dictation_as_the_key_does() -> None:
    world = World()
    world.ask(DictationRequest.STOP)
    assert not world.is_recording(), "there was nothing to end"
    world.ask(DictationRequest.TOGGLE)
    world.speak(50)
    world.ask(DictationRequest.START)
    assert len(world.asked_words) == 1, "it has begun already"
    world.ask(DictationRequest.TOGGLE)
    world.ask(DictationRequest.START)
    world.speak(50)
    world.ask(DictationRequest.STOP)
    world.be_silent(10)
    assert not world.is_recording()
    assert len(world.asked_words) == 2, "begun again before the last word was over"


def test_esc_takes_back_the_last_dictation_whose_words_are_on_their_way() -> None:
    world = World()
    world.dictate()
    world.dictate()
    world.ask(DictationRequest.CANCEL)
    world.hear("Wanted.")
    assert world.land() == "Wanted."
    world.hear("Unwanted.")
    assert world.flying == []
    assert world.history() == ["Wanted.", "Unwanted."]


def test_esc_discards_what_waits_when_nothing_is_on_its_way() -> None:
    world = World()
    world.dictate()
    world.fail(WRONG_KEY)
    world.ask(DictationRequest.CANCEL)
    assert view(world).stage is DictationStage.IDLE
    assert not view(world).can_retry


def test_where_no_chimes_are_wished_a_failure_is_silent_too() -> None:
    world = World(DictationWishes(chimes=False))
    world.press()
    world.be_silent(60)
    world.release()
    world.be_silent(10)
    assert view(world).stage is DictationStage.FAILED
    assert not [each for each in world.out if isinstance(each, PlayChime)]


def test_the_app_ends_with_a_closed_microphone_and_words_that_came_stay() -> None:
    world = World()
    assert world.tell(Stopped()) == [], "nothing was begun"
    world = World()
    world.dictate()
    world.hear("Done.")
    world.focus = None
    world.land()
    assert view(world).waiting == "Done."
    world.dictate()
    world.tell(Stopped())
    assert not world.listening
    assert [item.state for item in world.items.values()] == [MessageState.DONE, MessageState.WAITING]


@pytest.mark.no_cover
def test_half_an_hour_in_one_go_stays_small_and_comes_as_it_goes() -> None:
    world = World()
    world.ask(DictationRequest.START)
    most = 0
    for minute in range(30):
        for _ in range(6):
            world.speak(460)
            world.be_silent(40)
            world.out.clear()
            if any(world.asked_words.values()):
                world.hear(f"Minute {minute}.")
                world.land()
            most = max(most, len(world.parts_in_memory()))
    assert most <= 5
    assert len(world.history()) >= 60
    assert len(world.texts["1"]) > 500
    assert len(set(world.sounds)) >= 60, "each part is a recording of its own"


def test_what_the_person_has_to_know_of_a_dictation_stands_on_the_bar_until_the_next() -> None:
    world = World()
    world.press()
    world.tell(NoticeGiven(Sentence("It is so.")))
    world.speak(40)
    assert view(world).sentence == Sentence("It is so.")
    world.release()
    world.be_silent(10)
    world.press()
    assert view(world).sentence is None
