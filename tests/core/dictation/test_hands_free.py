"""Hands-free dictation, told as what a person says and sees."""

import pytest

from tests.core.dictation.world import EDITOR, NO_NETWORK, TERMINAL, World, secret, view
from voiceapp.core.dictation.bar_state import READ_IN
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.dictation_failures import NO_MICROPHONE
from voiceapp.core.dictation.messages import (
    BeginWords,
    CatchCancel,
    Delivered,
    DeliveryResult,
    DictationRequest,
    KeyWentDown,
    LookAtFocus,
    ProfileTaken,
    RequestMade,
    TextTarget,
    WishesGiven,
)
from voiceapp.core.dictation.wishes import (
    DictationProfile,
    DictationWishes,
    HandsFreeWishes,
    KeyStyle,
    LineEnds,
    Splits,
)
from voiceapp.core.messages import Chime, EndSound, KeepTalk, MicFrame, MicrophoneChanged, PlayChime, Stopped
from voiceapp.core.transcript import MessageState

PAUSE = HandsFreeWishes().pause
MAIL = TextTarget("4", "mail")


def hands_free(wishes: DictationWishes | None = None) -> World:
    world = World(wishes or DictationWishes(warm=0.5))
    world.ask(DictationRequest.HANDS_FREE)
    return world


def say(world: World, frames: int = 40) -> None:
    """Say something, and pause."""
    world.be_silent(10)
    world.speak(frames)
    world.be_silent(PAUSE + 1)


def test_each_sentence_is_inserted_at_its_pause_while_nobody_touches_a_key() -> None:
    world = hands_free()
    assert view(world).hands_free
    assert view(world).stage is DictationStage.RECORDING
    assert view(world).stop_phrase == "stop dictation"
    for said in ("Hello there.", "How are you?"):
        say(world)
        assert world.is_recording()
        assert view(world).hands_free
        world.hear(said)
        world.land()
    assert world.texts == {"1": "Hello there. How are you?"}
    assert world.history() == ["Hello there.", "How are you?"]
    assert len({each.talk.id for each in world.out if isinstance(each, KeepTalk)}) == 1, "in the history it is one"


def test_between_sentences_nothing_is_recorded_and_no_recogniser_is_asked() -> None:
    world = hands_free()
    world.be_silent(500)
    assert not world.items
    assert not world.sounds
    world.speak(40)
    assert len([each for each in world.out if isinstance(each, BeginWords)]) == 1
    (sound,) = world.sounds.values()
    assert sound == (25 + 37) * 960, "what leads over to the voice belongs to it"


def test_what_leads_into_a_sentence_from_before_the_request_is_heard() -> None:
    world = World(DictationWishes(warm=5.0))
    world.dictate()
    world.speak(15)
    world.ask(DictationRequest.HANDS_FREE)
    assert len(world.asked_words) == 2


def test_a_noise_leaves_nothing_behind() -> None:
    world = hands_free()
    for frames in (2, 6):
        world.be_silent(20)
        world.speak(frames)
        world.be_silent(PAUSE + 1)
    assert not world.asked_words
    assert not world.items
    assert not world.sounds
    assert not world.parts_in_memory()
    assert view(world).hands_free


def test_a_noise_whose_recogniser_failed_or_was_not_asked_yet_leaves_nothing_either() -> None:
    world = World(DictationWishes(profiles=(DictationProfile("m", "Mail", ("mail",)),)), answers_focus=False)
    world.ask(DictationRequest.HANDS_FREE)
    world.speak(6)
    world.be_silent(15)
    world.be_silent(PAUSE + 1)
    assert not world.items
    world = hands_free()
    world.speak(6)
    world.fail()
    world.be_silent(PAUSE + 1)
    assert not world.items
    assert not world.sounds


def test_what_no_frame_is_surely_speech_of_is_forgotten() -> None:
    world = hands_free(DictationWishes(warm=0.5, voiced=0.6))
    world.tell(MicFrame(b"\1\0" * 480, world.now, 0.9, -20.0))
    for _ in range(30):
        world.now += 0.02
        world.tell(MicFrame(b"\1\0" * 480, world.now, 0.5, -20.0))
    world.be_silent(PAUSE + 1)
    assert not world.items
    assert not world.asked_words


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Stop dictation.", ""),
        ("That is all. Stop dictation.", "That is all."),
        ("Das war's. Diktat beenden", "Das war's."),
    ],
)
def test_the_phrase_ends_it_and_stays_out_of_the_text(said: str, text: str) -> None:
    world = hands_free()
    say(world)
    world.hear(said)
    if text:
        world.land()
        assert world.history() == [text]
    assert not world.is_recording()
    assert not view(world).hands_free
    assert world.texts == ({"1": text} if text else {})
    assert not any(item.state is MessageState.GROWING for item in world.items.values())
    assert world.out.count(PlayChime(Chime.STOP)) == 1
    world.wait(1.0)
    assert not world.listening


def test_what_is_said_after_the_phrase_goes_only_into_the_history() -> None:
    world = hands_free()
    say(world)
    say(world)
    say(world)
    world.speak(40)
    world.hear("First.")
    world.land()
    world.hear("Stop dictation.")
    assert not world.is_recording()
    world.hear("Is it off?")
    world.hear("It is.")
    assert world.texts == {"1": "First."}
    assert not world.flying
    assert world.history() == ["First.", "Is it off?", "It is."]


def test_the_phrase_is_only_words_where_the_key_ends_it() -> None:
    world = World()
    world.dictate()
    world.hear("Please stop dictation.")
    assert world.land() == "Please stop dictation."


def test_a_phrase_said_too_late_ends_nothing_that_began_since() -> None:
    world = hands_free()
    say(world)
    world.ask(DictationRequest.HANDS_FREE)
    world.ask(DictationRequest.HANDS_FREE)
    say(world)
    world.hear("Stop dictation.")
    assert view(world).hands_free
    world.hear("Said since.")
    assert world.land() == "Said since."


@pytest.mark.parametrize("by", [DictationRequest.HANDS_FREE, DictationRequest.STOP, DictationRequest.TOGGLE])
def test_a_request_ends_it_and_what_is_being_said_is_heard_to_its_end(by: DictationRequest) -> None:
    world = hands_free()
    world.speak(40)
    world.ask(by)
    assert not view(world).hands_free
    world.be_silent(10)
    assert not world.is_recording()
    world.hear("To its end.")
    assert world.land() == "To its end."
    assert world.out.count(PlayChime(Chime.STOP)) == 1


@pytest.mark.parametrize("style", KeyStyle)
def test_the_dictation_key_ends_it_too(style: KeyStyle) -> None:
    world = hands_free(DictationWishes(style=style, warm=0.5))
    world.press()
    world.release()
    assert not world.is_recording()
    assert view(world).stage is DictationStage.IDLE, "that nothing was said is no failure"
    assert CatchCancel(on=False) in world.out


def test_begin_changes_nothing_while_it_listens() -> None:
    world = hands_free()
    world.ask(DictationRequest.START)
    assert view(world).hands_free


def test_esc_ends_it_and_what_is_being_said_goes_only_into_the_history() -> None:
    world = hands_free()
    say(world)
    world.speak(40)
    world.ask(DictationRequest.CANCEL)
    assert not world.is_recording()
    world.hear("Kept.")
    world.land()
    world.hear("Not that.")
    assert world.texts == {"1": "Kept."}
    assert world.history() == ["Kept.", "Not that."]
    world.ask(DictationRequest.HANDS_FREE)
    world.ask(DictationRequest.CANCEL)
    assert not world.is_recording()


def test_afterwards_esc_drops_all_that_is_still_on_its_way() -> None:
    world = hands_free()
    say(world)
    say(world)
    world.ask(DictationRequest.STOP)
    world.ask(DictationRequest.CANCEL)
    world.hear("One.")
    world.hear("Two.")
    assert not world.flying
    assert world.history() == ["One.", "Two."]


def test_it_begins_in_the_middle_of_a_dictation_by_key() -> None:
    world = World()
    world.press()
    world.speak(40)
    world.ask(DictationRequest.HANDS_FREE)
    assert view(world).hands_free
    world.release()
    world.hear("By key.")
    world.land()
    say(world)
    world.hear("By voice.")
    world.land()
    assert world.texts == {"1": "By key. By voice."}


def test_a_long_silence_ends_it_and_the_bar_says_so() -> None:
    world = hands_free(DictationWishes(warm=0.5, hands_free=HandsFreeWishes(silence=10.0)))
    say(world)
    world.hear("Hello.")
    world.land()
    world.be_silent(490)
    assert view(world).hands_free
    world.be_silent(20)
    world.wait(0.0)
    assert not world.is_recording()
    assert view(world).stage is DictationStage.ENDED
    assert "ended" in str(view(world).sentence)
    world.wait(READ_IN)
    assert view(world).stage is DictationStage.IDLE
    assert not world.listening


def test_it_listens_for_ever_where_silence_does_not_end_it() -> None:
    world = hands_free(DictationWishes(hands_free=HandsFreeWishes(silence=0.0)))
    for _ in range(100):
        world.be_silent(140)
        world.wait(0.0)
    assert view(world).hands_free


def test_a_long_sentence_is_no_silence() -> None:
    world = hands_free(DictationWishes(hands_free=HandsFreeWishes(silence=2.0)))
    world.speak(200)
    world.wait(0.0)
    assert view(world).hands_free


@pytest.mark.parametrize("speaking", [False, True])
def test_a_dead_microphone_ends_it_and_is_said(speaking: bool) -> None:
    world = hands_free()
    if speaking:
        world.speak(40)
    world.wait(3.1)
    assert not world.is_recording()
    if speaking:
        world.hear("Heard so far.")
        assert world.land() == "Heard so far."
    assert view(world).sentence == NO_MICROPHONE.sentence


def test_each_sentence_goes_where_the_keyboard_is_when_it_begins_with_the_profile_of_that_program() -> None:
    profile = DictationProfile("m", "Mail", ("mail",), line_ends=LineEnds.ONE_LINE)
    world = hands_free(DictationWishes(profiles=(profile,)))
    say(world)
    assert view(world).profile == ""
    world.hear("For the editor.")
    world.land()
    world.focus = MAIL
    world.be_silent(10)
    world.speak(40)
    assert (view(world).program, view(world).profile) == ("mail", "Mail")
    world.be_silent(PAUSE + 1)
    world.hear("For\nThe mail.")
    world.land()
    assert world.texts == {"1": "For the editor.", "4": "For The mail."}
    assert len([each for each in world.out if isinstance(each, LookAtFocus)]) == 2


def test_a_sentence_whose_field_lost_the_keyboard_waits_and_the_next_field_gets_its_own() -> None:
    world = hands_free()
    say(world)
    world.focus = MAIL
    world.hear("For the editor.")
    world.land()
    assert view(world).hands_free
    assert view(world).waiting == "For the editor."
    assert view(world).sentence is not None
    say(world)
    world.hear("For the mail.")
    world.land()
    assert world.texts == {"4": "For the mail."}
    world.focus = EDITOR
    say(world)
    world.hear("More.")
    assert view(world).waiting == "For the editor. More.", "in one field the order stays"
    world.ask(DictationRequest.INSERT_HERE)
    world.land()
    assert world.texts["1"] == "For the editor. More."


def test_a_password_field_gets_nothing_and_holds_nothing_else_up() -> None:
    world = hands_free()
    world.focus = secret(EDITOR)
    say(world)
    world.hear("Swordfish.")
    assert not world.flying
    world.focus = EDITOR
    say(world)
    world.hear("Hello.")
    world.land()
    assert world.texts == {"1": "Hello."}


def test_a_desktop_that_does_not_say_who_has_the_keyboard_gets_each_sentence_at_the_cursor() -> None:
    world = World(DictationWishes(warm=0.5), focus=None)
    world.ask(DictationRequest.HANDS_FREE)
    say(world)
    say(world)
    world.hear("One.")
    (deliver,) = world.flying
    world.tell(Delivered(deliver.delivery, DeliveryResult.FAILED))
    world.flying.clear()
    world.hear("Two.")
    assert len(world.flying) == 1


def test_in_a_terminal_what_would_run_waits_and_the_rest_with_it() -> None:
    world = hands_free()
    world.focus = TERMINAL
    say(world)
    world.hear("ls new line")
    world.land()
    say(world)
    world.hear("pwd")
    assert world.texts == {}
    assert view(world).waiting == "ls\npwd"


def test_what_failed_is_tried_again_and_holds_nothing_up() -> None:
    world = hands_free()
    say(world)
    world.fail(NO_NETWORK)
    world.fail(NO_NETWORK)
    assert view(world).can_retry
    say(world)
    world.hear("Second.")
    world.land()
    world.hear("First.")
    assert view(world).waiting == "First."
    say(world)
    world.hear("Third.")
    world.land()
    assert world.texts == {"1": "Second. Third."}


def test_the_profile_that_was_asked_for_holds_for_every_sentence_until_another_is_taken() -> None:
    profiles = (DictationProfile("a", "A"), DictationProfile("b", "B"))
    world = World(DictationWishes(profiles=profiles))
    world.tell(RequestMade(DictationRequest.HANDS_FREE, "a"))
    say(world)
    world.speak(40)
    assert view(world).profile == "A"
    world.tell(ProfileTaken("b"))
    assert view(world).profile == "B"
    world.be_silent(PAUSE + 1)
    world.speak(40)
    assert view(world).profile == "B"


def test_what_is_long_goes_in_at_a_shorter_pause_and_at_the_latest_in_the_middle() -> None:
    splits = Splits(soft=100, late=200, hard=300, pause=25, breath=12)
    world = hands_free(DictationWishes(splits=splits))

    def pauses_that_cut(frames: int) -> int:
        world.asked_words.clear()
        world.speak(frames)
        for silent in range(1, PAUSE + 2):
            world.be_silent(1)
            if any(world.asked_words.values()):
                return silent
        return 0

    assert pauses_that_cut(50) == PAUSE
    assert pauses_that_cut(120) == 25
    assert pauses_that_cut(220) == 12
    world.asked_words.clear()
    world.speak(700)
    assert sum(world.asked_words.values()) == 2


def test_other_wishes_hold_at_once() -> None:
    world = hands_free()
    world.tell(WishesGiven(DictationWishes(hands_free=HandsFreeWishes(pause=20, phrases=("over and out",)))))
    assert view(world).stop_phrase == "over and out"
    world.speak(40)
    world.be_silent(20)
    world.hear("Stop dictation. Over and out.")
    assert world.land() == "Stop dictation."
    assert not world.is_recording()
    world.tell(WishesGiven(DictationWishes()))


def test_a_failing_microphone_is_told_for_a_while_beside_what_it_does() -> None:
    world = hands_free()
    world.tell(MicrophoneChanged("", NO_MICROPHONE))
    assert view(world).hands_free
    assert view(world).sentence == NO_MICROPHONE.sentence
    for _ in range(4):
        world.be_silent(100)
        world.wait(0.0)
    assert view(world).sentence is None


@pytest.mark.parametrize("speaking", [False, True])
def test_when_the_app_ends_the_sound_is_whole(speaking: bool) -> None:
    world = hands_free()
    if speaking:
        world.speak(40)
    world.tell(Stopped())
    assert not world.listening
    assert world.ended == set(world.sounds)
    assert len([each for each in world.out if isinstance(each, EndSound)]) == speaking


def test_a_sentence_that_is_heard_again_in_another_language_keeps_the_phrase_out() -> None:
    world = hands_free(DictationWishes(languages=("en", "de")))
    say(world)
    world.hear("Dust war ales. Stop dictation.")
    world.land(can_undo=True)
    world.tell(RequestMade(DictationRequest.IN_LANGUAGE, language="de"))
    world.hear("Das war alles. Diktat beenden.")
    assert world.flying[0].text.strip() == "Das war alles."


def test_a_profiles_own_key_ends_it() -> None:
    world = hands_free()
    world.tell(KeyWentDown("m"))
    assert not world.is_recording()
