"""What can be done with words that were put in: taken back, copied, put in once more."""

from dataclasses import replace

import pytest

from tests.core.dictation.world import EDITOR, TERMINAL, World, view
from voiceapp.core.dictation.bar_state import SHOWN_FOR
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.delivery import LATE
from voiceapp.core.dictation.delivery_reasons import (
    CANNOT_REPLACE,
    CANNOT_UNDO,
    NOTHING_TO_HEAR,
    NOTHING_TO_UNDO,
    UNCHANGED,
)
from voiceapp.core.dictation.insertion import FRESH
from voiceapp.core.dictation.messages import (
    Delivered,
    DeliveryResult,
    DictationRequest,
    KeptFound,
    LearnWords,
    RequestMade,
    TextCorrected,
    WordsCame,
    WordsFromKept,
)
from voiceapp.core.dictation.wishes import DeliveryMethod, DictationProfile, DictationWishes, KeyStyle
from voiceapp.core.transcript import BY_PERSON, Improvement, ItemId, Message, MessageState, Speaker, TalkId


def inserted(*, can_undo: bool) -> World:
    world = World()
    world.dictate()
    world.hear("Hello there.")
    wish = world.flying.pop()
    world.tell(Delivered(wish.delivery, DeliveryResult.INSERTED, "Hello there. ", EDITOR, can_undo=can_undo))
    return world


def test_what_was_put_in_last_is_taken_back_where_it_is_watched() -> None:
    world = inserted(can_undo=True)
    assert (view(world).can_undo, view(world).program) == (True, EDITOR.program)
    world.ask(DictationRequest.UNDO)
    (wish,) = world.flying
    assert (wish.text, wish.erase, wish.target) == ("", len("Hello there. "), EDITOR)
    world.tell(Delivered(world.flying.pop().delivery, DeliveryResult.INSERTED, "", EDITOR))
    assert view(world).stage is DictationStage.IDLE
    world.ask(DictationRequest.UNDO)
    assert world.flying == [], "it is gone already"
    assert view(world).sentence == NOTHING_TO_UNDO


def test_where_nobody_watches_nothing_is_taken_back() -> None:
    world = inserted(can_undo=False)
    assert not view(world).can_undo
    world.ask(DictationRequest.UNDO)
    assert world.flying == []
    assert view(world).sentence == CANNOT_UNDO


def test_while_it_is_being_taken_back_another_request_for_it_does_nothing() -> None:
    world = inserted(can_undo=True)
    world.ask(DictationRequest.UNDO)
    world.ask(DictationRequest.UNDO)
    assert len(world.flying) == 1
    assert view(world).stage is DictationStage.INSERTING


# --- taken back by saying so


def inserted_and_said(phrase: str, wishes: DictationWishes | None = None, *, can_undo: bool = True) -> World:
    world = World() if wishes is None else World(wishes)
    world.dictate()
    world.hear("Hello there.")
    world.land(can_undo=can_undo)
    world.dictate()
    world.hear(phrase)
    return world


def test_undo_that_takes_the_last_insertion_back_and_leaves_no_trace() -> None:
    world = inserted_and_said("Undo that.")
    (wish,) = world.flying
    assert (wish.text, wish.erase, wish.target) == ("", len("Hello there."), EDITOR)
    world.land()
    assert world.texts["1"] == ""
    assert world.history() == ["Hello there."]
    assert (len(world.items), len(world.sounds)) == (1, 1)
    assert view(world).stage is DictationStage.IDLE
    world.dictate()
    world.hear("Take that back.")
    assert world.flying == []
    assert view(world).sentence == NOTHING_TO_UNDO


def test_undo_that_leaves_no_trace_where_nothing_is_kept() -> None:
    world = inserted_and_said("Undo that.", DictationWishes(keep_talks=False, keep_sound=False))
    world.land()
    assert world.texts["1"] == ""
    assert (world.items, world.sounds) == ({}, {})


def test_undo_that_takes_nothing_back_in_another_window() -> None:
    world = inserted_and_said("Undo that.")
    world.focus = TERMINAL
    world.land()
    assert world.texts == {"1": "Hello there."}
    assert view(world).sentence == UNCHANGED


def test_undo_that_takes_nothing_back_where_nobody_watches_what_is_typed() -> None:
    world = inserted_and_said("Undo that.", can_undo=False)
    assert world.flying == []
    assert view(world).sentence == CANNOT_UNDO


def test_undo_that_takes_nothing_back_when_it_was_cancelled_or_came_late() -> None:
    for too_late in (False, True):
        world = inserted(can_undo=True)
        world.dictate()
        if too_late:
            world.now += LATE + 1
        else:
            world.ask(DictationRequest.CANCEL)
        world.hear("Undo that.")
        assert world.flying == []
        assert view(world).waiting == ""


def test_undo_that_from_an_earlier_run_takes_nothing_back() -> None:
    world = inserted(can_undo=True)
    world.tell(KeptFound(TalkId("t"), Message(ItemId("left"), Speaker.USER, 0.0, state=MessageState.WAITING)))
    world.hear("Undo that.")
    assert world.flying == []
    assert view(world).waiting == ""
    assert ItemId("left") not in world.items


def test_undo_that_is_only_text_among_other_words_and_without_spoken_commands() -> None:
    world = inserted_and_said("Undo that now.")
    assert world.land() == " Undo that now."
    world = inserted_and_said("Undo that.", DictationWishes(spoken_commands=False))
    assert world.land() == " Undo that."


# --- heard again in another language


BOTH = DictationWishes(languages=("en", "de"))


def misheard(wishes: DictationWishes = BOTH, *, can_undo: bool = True) -> World:
    world = World(wishes)
    world.dictate()
    world.hear("Good and tack.")
    world.land(can_undo=can_undo)
    return world


def in_german(world: World) -> None:
    world.tell(RequestMade(DictationRequest.IN_LANGUAGE, language="de"))


def asked_again(world: World) -> list[tuple[str, ...]]:
    return [each.wishes.languages for each in world.out if isinstance(each, WordsFromKept)]


def test_what_was_put_in_last_is_replaced_by_what_is_heard_in_another_language() -> None:
    world = misheard()
    assert view(world).languages == ("de",)
    in_german(world)
    assert (asked_again(world), world.texts["1"]) == ([("de",)], "Good and tack.")
    assert view(world).stage is DictationStage.TRANSCRIBING
    world.hear("Guten Tag.")
    world.land(can_undo=True)
    assert world.texts["1"] == "Guten Tag."
    (line,) = world.items.values()
    assert (line.text, line.improved) == ("Guten Tag.", Improvement(BY_PERSON, "Good and tack."))
    assert learnt(world) == [], "it was no other pronunciation"
    assert view(world).languages == ("en",), "one may be wrong about that, too"


def test_other_words_stand_between_the_same_spaces() -> None:
    world = World(BOTH)
    world.dictate()
    world.hear("Good and tack.")
    wish = world.flying.pop()
    world.tell(Delivered(wish.delivery, DeliveryResult.INSERTED, " Good and tack. ", EDITOR, can_undo=True))
    in_german(world)
    world.hear("Guten Tag.")
    (wish,) = world.flying
    assert (wish.text, wish.line, wish.erase, wish.as_is) == (" Guten Tag. ", " Guten Tag. ", 16, True)


@pytest.mark.parametrize("said", ["That was German.", "Das war auf Deutsch."])
def test_saying_which_language_it_was_does_the_same_and_leaves_no_trace(said: str) -> None:
    world = misheard()
    world.dictate()
    world.tell(WordsCame(next(iter(world.asked_words)), said, language="de" if said[0] == "D" else "en"))
    assert asked_again(world) == [("de",)]
    assert len(world.items) == 1
    world.hear("Guten Tag.", part=next(each.part for each in world.out if isinstance(each, WordsFromKept)))
    world.land()
    assert (world.texts["1"], world.history()) == ("Guten Tag.", ["Guten Tag."])


def test_a_language_that_the_person_does_not_speak_is_only_text() -> None:
    for wishes, said in ((BOTH, "That was French."), (DictationWishes(), "That was German.")):
        world = misheard(wishes)
        world.dictate()
        world.hear(said)
        assert world.land() == f" {said}"
        assert asked_again(world) == []


def test_where_nothing_is_understood_in_the_other_language_what_stands_there_stays() -> None:
    world = misheard()
    in_german(world)
    world.hear("")
    assert (world.flying, world.texts["1"], world.history()) == ([], "Good and tack.", ["Good and tack."])
    in_german(world)
    for _ in range(2):
        world.fail(part=next(each.part for each in reversed(world.out) if isinstance(each, WordsFromKept)))
    world.wait(SHOWN_FOR)
    assert view(world).stage is DictationStage.FAILED
    assert [(item.text, item.state) for item in world.items.values()] == [("Good and tack.", MessageState.DONE)]


def test_what_was_followed_by_another_insertion_is_not_replaced() -> None:
    world = misheard()
    in_german(world)
    again = next(each.part for each in world.out if isinstance(each, WordsFromKept))
    world.ask(DictationRequest.UNDO)
    world.land()
    world.hear("Guten Tag.", part=again)
    assert (world.flying, view(world).waiting) == ([], "Guten Tag.")


def test_only_what_can_be_taken_back_and_heard_again_is_replaced() -> None:
    for world in (misheard(can_undo=False), misheard(replace(BOTH, keep_sound=False))):
        assert view(world).languages == ()
        in_german(world)
        assert (asked_again(world), view(world).sentence) == ([], CANNOT_REPLACE)
    world = World(BOTH)
    in_german(world)
    assert view(world).sentence == NOTHING_TO_HEAR
    world = misheard()
    world.ask(DictationRequest.UNDO)
    in_german(world)
    assert asked_again(world) == [], "it is being taken back"


def test_what_was_put_in_last_can_be_copied_and_put_in_again_where_the_cursor_is() -> None:
    world = inserted(can_undo=False)
    world.ask(DictationRequest.AGAIN)
    again = world.flying.pop()
    assert (again.text, again.way, again.target) == ("Hello there.", world.wishes.way, None)
    world.tell(Delivered(again.delivery, DeliveryResult.INSERTED, "Hello there.", TERMINAL))
    world.ask(DictationRequest.COPY)
    assert [(wish.text, wish.way) for wish in world.flying] == [("Hello there.", DeliveryMethod.CLIPBOARD)]


def test_what_was_put_in_long_ago_is_not_touched() -> None:
    world = inserted(can_undo=True)
    world.wait(FRESH + 1)
    for request in (DictationRequest.UNDO, DictationRequest.AGAIN, DictationRequest.COPY):
        world.ask(request)
    assert world.flying == []


def test_the_bar_says_how_the_recording_ends_and_where_the_words_go() -> None:
    world = World()
    world.press()
    assert (view(world).held, view(world).program) == (True, EDITOR.program)
    toggled = World(DictationWishes(style=KeyStyle.TOGGLE))
    toggled.press()
    assert not view(toggled).held


# --- corrected by hand, or said anew


def test_the_last_insertion_is_taken_out_corrected_by_hand_and_put_back() -> None:
    world = World()
    world.dictate()
    world.hear("We use pie side.")
    assert world.land(can_undo=True) == "We use pie side."
    world.ask(DictationRequest.CORRECT)
    assert view(world).correcting == ""
    world.land()
    assert world.texts["1"] == ""
    assert view(world).correcting == "We use pie side."
    world.tell(TextCorrected("We use PySide."))
    assert view(world).correcting == ""
    world.land(can_undo=True)
    assert world.texts["1"] == "We use PySide."
    assert learnt(world) == [("We use pie side.", "We use PySide.")]
    assert [(item.text, item.original) for item in world.items.values()] == [("We use PySide.", "We use pie side.")]
    world.tell(TextCorrected("Too late."))
    assert world.flying == []


def test_correct_that_alone_asks_for_the_box_and_inside_a_sentence_it_is_words() -> None:
    world = World()
    world.dictate()
    world.hear("Please correct that mistake.")
    assert world.land(can_undo=True) == "Please correct that mistake."
    world.dictate()
    world.hear("Correct that.")
    world.land()
    assert world.texts["1"] == ""
    assert view(world).correcting == "Please correct that mistake."


def test_where_no_history_is_kept_a_correction_changes_only_the_program() -> None:
    world = World(DictationWishes(keep_talks=False, keep_sound=False))
    world.dictate()
    world.hear("Hello.")
    world.land(can_undo=True)
    world.ask(DictationRequest.CORRECT)
    world.land()
    world.tell(TextCorrected("Hallo."))
    world.land()
    assert world.texts["1"] == "Hallo."
    assert world.items == {}


def test_what_was_left_as_it_was_is_put_back_and_nothing_is_learnt() -> None:
    world = World()
    world.dictate()
    world.hear("Hello.")
    world.land(can_undo=True)
    world.ask(DictationRequest.CORRECT)
    world.land()
    world.tell(TextCorrected("Hello."))
    world.land()
    assert world.texts["1"] == "Hello."
    assert learnt(world) == []


def test_what_cannot_be_put_back_goes_into_the_clipboard() -> None:
    world = World()
    world.dictate()
    world.hear("Hello.")
    world.land(can_undo=True)
    world.ask(DictationRequest.CORRECT)
    world.land()
    world.tell(TextCorrected("Hallo."))
    world.focus = TERMINAL
    world.land()
    assert world.flying[-1].way is DeliveryMethod.CLIPBOARD
    world.land()
    assert world.clipboard == "Hallo."


def test_what_cannot_be_taken_out_is_corrected_in_the_history_alone() -> None:
    world = World()
    world.dictate()
    world.hear("Hello.")
    world.land(can_undo=True)
    world.ask(DictationRequest.CORRECT)
    world.focus = TERMINAL
    world.land()
    assert view(world).correcting == "Hello."
    world.tell(TextCorrected("Hallo."))
    assert world.flying == []
    assert world.history() == ["Hallo."]


def test_nothing_is_corrected_that_could_not_be_taken_out() -> None:
    world = World()
    world.ask(DictationRequest.CORRECT)
    world.dictate()
    world.hear("Hello.")
    world.land(can_undo=False)
    world.ask(DictationRequest.CORRECT)
    assert world.flying == []


def test_what_is_learnt_knows_the_profile_that_held() -> None:
    world = World(DictationWishes(profiles=(DictationProfile("m", "Mail", ("editor",)),)))
    world.dictate()
    world.hear("We use pie side.")
    world.land(can_undo=True)
    world.ask(DictationRequest.UNDO)
    world.land()
    world.dictate()
    world.hear("We use PySide.")
    world.land(can_undo=True)
    world.ask(DictationRequest.CORRECT)
    world.land()
    world.tell(TextCorrected("We use PyQt."))
    assert [each.profile for each in world.out if isinstance(each, LearnWords)] == ["Mail", "Mail"]


def test_what_is_said_anew_after_it_was_taken_back_is_learnt_from() -> None:
    world = World()
    world.dictate()
    world.hear("We use pie side.")
    world.land(can_undo=True)
    world.ask(DictationRequest.UNDO)
    world.land()
    world.dictate()
    world.hear("We use PySide.")
    world.land(can_undo=True)
    assert learnt(world) == [("We use pie side.", "We use PySide.")]
    world.dictate()
    world.hear("Scratch that. We use PyQt.")
    world.land()
    assert learnt(world)[1:] == [("We use PySide.", "We use PyQt.")]


def test_what_is_said_long_after_is_another_text() -> None:
    world = World()
    world.dictate()
    world.hear("We use pie side.")
    world.land(can_undo=True)
    world.ask(DictationRequest.UNDO)
    world.land()
    world.wait(90)
    world.dictate()
    world.hear("We use PySide.")
    world.land()
    assert learnt(world) == []


def learnt(world: World) -> list[tuple[str, str]]:
    return [(each.before, each.after) for each in world.out if isinstance(each, LearnWords)]
