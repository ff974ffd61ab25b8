"""What is selected in real programs: read, replaced only while it is, and the clipboard as it was."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.desktop.text_output.programs import Editor, editor, qt_fields, terminal, wait_for
from tests.desktop.text_output.session import session_bus
from tests.desktop.text_output.test_x11 import copied, copy
from tests.rig.display import Display
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.desktop.text_output.line_output import LinesOutput, OutputSwitch
from voiceapp.desktop.text_output.own_window import HERE, OwnWindowFirst
from voiceapp.desktop.text_output.x11 import X11Output

TEXT = "one two three"


@pytest.fixture
def output(display: Display) -> Iterator[X11Output]:
    it = X11Output({**os.environ, **display.environment})
    yield it
    it.close()


def focus(output: X11Output) -> TextTarget:
    found = output.focus()
    assert found is not None
    return found


def replace(output: X11Output, text: str, selected: str, way: DeliveryMethod, *, keeps: bool = False) -> Delivered:
    wish = Deliver(1, text, way, focus(output), as_is=True, selected=selected, after_selection=keeps)
    return output.deliver(wish)


def select_two(note: Editor) -> None:
    note.display.key("ctrl+Home", "ctrl+Right", "Right", "ctrl+shift+Right")


@contextmanager
def taken_primary(display: Display) -> Iterator[None]:
    """Another program has a selection that is newer, so that this one's cannot be read any more."""
    holder = subprocess.Popen(
        ["xclip", "-selection", "primary", "-quiet"],
        env={**os.environ, **display.environment}, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert holder.stdin is not None
    holder.stdin.write(b"of another program")
    holder.stdin.close()

    def primary() -> bytes:
        command = ["xclip", "-selection", "primary", "-o"]
        return subprocess.run(
            command, env={**os.environ, **display.environment}, capture_output=True, check=False, timeout=20
        ).stdout

    try:
        wait_for(lambda: primary() == b"of another program", "the other selection")
        yield
    finally:
        holder.kill()
        holder.wait()


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
@pytest.mark.parametrize("keeps", [False, True])
def test_what_is_selected_is_replaced_or_stays(
    display: Display, output: X11Output, way: DeliveryMethod, keeps: bool
) -> None:
    with editor(display, TEXT) as note:
        select_two(note)
        wait_for(lambda: output.selected(focus(output), copy=False) == "two", "the selection")
        put = " and" if keeps else "or"
        delivered = replace(output, put, "two", way, keeps=keeps)
        assert (delivered.arrival, delivered.inserted, delivered.can_undo) == (DeliveryResult.INSERTED, put, True)
        assert note.text() == ("one two and three" if keeps else "one or three")


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_the_original_comes_back_exactly(display: Display, output: X11Output, way: DeliveryMethod) -> None:
    with editor(display, TEXT) as note:
        select_two(note)
        wait_for(lambda: output.selected(focus(output), copy=False) == "two", "the selection")
        delivered = replace(output, "- größe\n- 日本", "two", way)
        assert delivered.can_undo
        undo = Deliver(2, "two", way, delivered.target, erase=len(delivered.inserted), as_is=True)
        assert output.deliver(undo).arrival is DeliveryResult.INSERTED
        assert note.text() == TEXT


def test_what_is_not_selected_any_more_is_not_replaced(display: Display, output: X11Output) -> None:
    with editor(display, TEXT) as note:
        select_two(note)
        wait_for(lambda: output.selected(focus(output), copy=False) == "two", "the selection")
        display.key("shift+Right")
        wait_for(lambda: output.selected(focus(output), copy=False) == "two ", "the longer selection")
        delivered = replace(output, "or", "two", DeliveryMethod.PASTE)
        assert delivered.arrival is DeliveryResult.FAILED
        assert "isn't selected any more" in str(delivered.failure and delivered.failure.sentence)
        display.key("ctrl+End")
        assert note.text() == TEXT


@pytest.mark.parametrize("kept", [("UTF8_STRING", "from before"), ("image/png", "no picture"), None])
def test_a_program_that_tells_nothing_is_asked_to_copy_and_the_clipboard_is_as_before(
    display: Display, output: X11Output, kept: tuple[str, str] | None
) -> None:
    if kept is not None:
        copy(display, kept[1], kept[0])
    with qt_fields(display, "text") as page:
        display.type(TEXT)
        page.shows(TEXT)
        display.key("ctrl+shift+Left")
        wait_for(lambda: output.selected(focus(output), copy=False) == "three", "the selection")
        with taken_primary(display):
            assert output.selected(focus(output), copy=False) == "", "that selection belongs to another program"
            assert output.selected(focus(output), copy=True) == "three"
            assert replace(output, "3", "three", DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
            page.shows("one two 3")
            assert output.selected(focus(output), copy=True) == "", "nothing is selected"
        if kept is not None:
            wait_for(lambda: copied(display, kept[0]) == kept[1].encode(), "the clipboard")
        else:
            wait_for(lambda: output.in_clipboard() is None, "the empty clipboard")
            assert copied(display) == b""


def test_what_the_program_itself_had_copied_is_in_the_clipboard_afterwards(display: Display, output: X11Output) -> None:
    with qt_fields(display, "text") as page:
        display.type(TEXT)
        page.shows(TEXT)
        display.key("ctrl+a", "ctrl+c", "ctrl+End", "ctrl+shift+Left")
        wait_for(lambda: copied(display) == TEXT.encode(), "its copy")
        with taken_primary(display):
            assert output.selected(focus(output), copy=True) == "three"
        assert copied(display) == TEXT.encode()


def test_a_password_field_gives_nothing(display: Display, output: X11Output) -> None:
    copy(display, "from before")
    with qt_fields(display, "password"):
        display.type("secret")
        display.key("ctrl+a")
        assert output.selected(focus(output), copy=True) == ""
        assert copied(display) == b"from before"


def test_another_window_gives_nothing(display: Display, output: X11Output) -> None:
    with editor(display, TEXT):
        display.key("ctrl+a")
        target = focus(output)
        with terminal(display):
            assert output.selected(target, copy=False) == ""


def test_what_accessibility_says_holds_also_where_a_selection_of_before_is_still_known(display: Display) -> None:
    with session_bus(display, for_readers=True) as bus, editor(display, TEXT, bus) as note:
        output = X11Output({**os.environ, **display.environment, "DBUS_SESSION_BUS_ADDRESS": bus})
        try:
            select_two(note)
            wait_for(lambda: output.selected(focus(output), copy=False) == "two", "the selection")
            display.key("Right")
            wait_for(lambda: output.selected(focus(output), copy=True) == "", "its end")
        finally:
            output.close()


def test_our_own_window_and_lines_of_a_terminal_have_no_selection() -> None:
    lines = LinesOutput(lambda _: True)
    assert OutputSwitch(lines).selected(None, copy=True) == ""
    assert OwnWindowFirst(None).selected(TextTarget(HERE), copy=True) == ""
    assert OutputSwitch(OwnWindowFirst(lines)).selected(None, copy=True) == ""
