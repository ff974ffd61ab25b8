"""What the bar is told of the place where the text cursor is."""

from tests.core.dictation.world import World, view
from voiceapp.core.dictation.bar_view import ScreenSpot
from voiceapp.core.dictation.messages import TextTarget


def test_the_bar_knows_where_the_text_cursor_was_when_it_began() -> None:
    world = World(focus=TextTarget("1", "editor", caret=ScreenSpot(60, 80, 1, 20)))
    world.press()
    world.speak()
    assert view(world).caret == ScreenSpot(60, 80, 1, 20)
    world.release()
    world.be_silent()
    assert view(world).caret is None, "it stays where it is"
