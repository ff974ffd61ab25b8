"""What can be done with words that were put in: taken back, copied, put in once more."""

from tests.core.dictation.world import EDITOR, TERMINAL, World, view
from voiceapp.core.dictation.bar_view import DictationStage
from voiceapp.core.dictation.delivery import FRESH
from voiceapp.core.dictation.messages import Delivered, DeliveryResult, DictationRequest
from voiceapp.core.dictation.wishes import DeliveryMethod, DictationWishes, KeyStyle


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


def test_where_nobody_watches_nothing_is_taken_back() -> None:
    world = inserted(can_undo=False)
    assert not view(world).can_undo
    world.ask(DictationRequest.UNDO)
    assert world.flying == []


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
