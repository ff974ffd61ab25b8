"""What a real program tells of the place where the cursor is."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.text_output.programs import editor, qt_fields, wait_for
from tests.desktop.text_output.session import session_bus
from tests.desktop.text_output.test_elsewhere import Desk
from tests.rig.display import Display
from tests.rig.patience import EVENT
from voiceapp.core.dictation.messages import Deliver, DeliveryResult
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.desktop.text_output.accessibility import Accessibility
from voiceapp.desktop.text_output.cursor_context import CursorContext
from voiceapp.desktop.text_output.wayland import WaylandOutput
from voiceapp.desktop.text_output.x11 import X11Output


@pytest.fixture
def bus(display: Display) -> Iterator[str]:
    with session_bus(display) as address:
        yield address


def test_text_fits_what_stands_round_the_cursor(display: Display, bus: str) -> None:
    environment = {**os.environ, **display.environment, "DBUS_SESSION_BUS_ADDRESS": bus}
    output = X11Output(environment, Accessibility(environment, EVENT))
    try:
        with editor(display, "I saw and the dog", bus) as note:
            display.do("key", "ctrl+Home", "ctrl+Right", "ctrl+Right")
            pid = int(display.do("getwindowpid", note.window))
            told = Accessibility(environment, EVENT)
            wait_for(
                lambda: told.read(pid) == CursorContext("I saw", " and the dog", told=True, selected=""),
                "the cursor's place",
            )
            told.close()
            delivered = output.deliver(Deliver(1, "The cat.", DeliveryMethod.PASTE, output.focus()))
            assert delivered.arrival is DeliveryResult.INSERTED
            assert note.text() == "I saw the cat and the dog"
    finally:
        output.close()


@pytest.fixture
def told(display: Display, bus: str) -> Iterator[Accessibility]:
    it = Accessibility({**os.environ, **display.environment, "DBUS_SESSION_BUS_ADDRESS": bus}, EVENT)
    yield it
    it.close()


def test_a_password_field_is_known_where_more_than_the_field_says_that_it_has_the_keyboard(
    display: Display, bus: str, told: Accessibility
) -> None:
    with qt_fields(display, "password", bus=bus) as page:
        pid = int(display.do("getwindowpid", page.window))
        wait_for(lambda: told.read(pid) == CursorContext(secret=True, told=True), "the password field")


def test_the_field_of_many_that_has_the_keyboard_is_read(display: Display, bus: str, told: Accessibility) -> None:
    with qt_fields(display, "password", "line", "text", bus=bus) as page:
        pid = int(display.do("getwindowpid", page.window))
        display.do("key", "Tab", "a", "b", "Left")
        page.shows("\nab\n")
        wait_for(lambda: told.read(pid) == CursorContext("a", "b", told=True, selected=""), "the line")


@pytest.mark.parametrize("program", ["gtk", "qt"])
def test_the_place_of_the_text_cursor_is_told(display: Display, bus: str, told: Accessibility, program: str) -> None:
    opened = editor(display, "", bus) if program == "gtk" else qt_fields(display, "text", bus=bus)
    with opened as page:
        pid = int(display.do("getwindowpid", page.window))
        wait_for(lambda: told.read(pid).caret is not None, "a place in an empty field")
        display.do("key", "a")
        wait_for(lambda: told.read(pid).before == "a", "a letter")
        beginning = told.read(pid).caret
        display.do("type", "nd many more words")
        wait_for(lambda: told.read(pid).before == "and many more words", "the words")
        end = told.read(pid).caret
        geometry = dict(line.split("=") for line in display.do("getwindowgeometry", "--shell", page.window).split())
        left, top = int(geometry["X"]), int(geometry["Y"])
        assert beginning is not None
        assert end is not None
        frame = 40  # What xdotool adds to it.
        assert left - frame <= beginning.x < end.x - 50 < left + int(geometry["WIDTH"])
        assert top - frame <= beginning.y == end.y < top + int(geometry["HEIGHT"])
        if program == "qt":
            return  # Its fields for plain text tell of each line as if it were the first.
        display.do("key", "Return", "b")
        wait_for(lambda: (below := told.read(pid).caret) is not None and below.y > end.y, "the next line")


def test_nothing_goes_into_a_password_field(display: Display, bus: str, told: Accessibility) -> None:
    output = X11Output({**os.environ, **display.environment, "DBUS_SESSION_BUS_ADDRESS": bus}, told)
    try:
        with qt_fields(display, "password", "line", bus=bus) as page:
            wait_for(lambda: (seen := output.focus()) is not None and seen.secret, "the password field")
            target = output.focus()
            assert (
                output.deliver(Deliver(1, "hunter2", DeliveryMethod.PASTE, target)).arrival
                is DeliveryResult.HIDDEN_FIELD
            )
            display.do("key", "Tab", "x")
            page.shows("\nx")
    finally:
        output.close()


def test_under_sway_too_nothing_goes_into_a_password_field(
    display: Display, bus: str, told: Accessibility, tmp_path: Path
) -> None:
    with qt_fields(display, "password", bus=bus) as page:
        pid = int(display.do("getwindowpid", page.window))
        desk = Desk(tmp_path, "wtype", "swaymsg")
        desk["tree"] = json.dumps({"nodes": [{"id": 7, "pid": pid, "focused": True, "app_id": "some.program"}]})
        output = WaylandOutput({**desk.environ, "SWAYSOCK": "x"}, context=told)
        wait_for(lambda: (seen := output.focus()) is not None and seen.secret, "the password field")
        assert output.deliver(Deliver(1, "hunter2", DeliveryMethod.TYPED, None)).arrival is DeliveryResult.HIDDEN_FIELD
        assert desk["typed"] == ""


def test_where_nothing_tells_nothing_is_presumed(display: Display) -> None:
    nobody = Accessibility({})
    assert nobody.read(os.getpid()) == CursorContext()
    nobody.close()
    away = Accessibility({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"})
    assert away.read(os.getpid()) == CursorContext()
    away.close()
