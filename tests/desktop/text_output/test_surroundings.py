"""What is known of the place that has the keyboard, beside the field: its title, its page, the selection, the clipboard."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.desktop.text_output.programs import editor, terminal, wait_for
from tests.desktop.text_output.test_x11 import copy
from tests.rig.display import Display
from tests.rig.patience import EVENT
from voiceapp.app.dictation_windows import DictationWindows
from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.messages import TextTarget
from voiceapp.core.dictation.wishes import ContextKind
from voiceapp.core.failures import Failure
from voiceapp.desktop.dbus import Bus, BusError
from voiceapp.desktop.text_output.line_output import LinesOutput, OutputSwitch
from voiceapp.desktop.text_output.own_window import HERE, OwnWindowFirst
from voiceapp.desktop.text_output.web_address import address_of
from voiceapp.desktop.text_output.x11 import X11Output
from voiceapp.desktop.x11 import selection

EVERYTHING = tuple(ContextKind)


@pytest.fixture
def output(display: Display) -> Iterator[X11Output]:
    it = X11Output({**os.environ, **display.environment})
    yield it
    it.close()


def focus(output: X11Output) -> TextTarget:
    found = output.focus()
    assert found is not None
    return found


def test_a_program_is_known_by_its_class_its_process_and_its_title(display: Display, output: X11Output) -> None:
    with terminal(display):
        found = focus(output)
        assert (found.program, found.process, found.terminal) == ("xterm", "xterm", True)
        assert found.title.startswith("term-")
    with editor(display) as note:
        found = focus(output)
        assert (found.program, found.process, found.browser) == ("mousepad", "mousepad", False)
        assert note.file.stem in found.title


def test_only_what_is_wanted_is_read_and_the_selection_only_of_that_window(display: Display, output: X11Output) -> None:
    with editor(display, "Dear Ms Kowalska") as note:
        copy(display, "from the clipboard")
        display.do("key", "ctrl+a")
        target = focus(output)
        wait_for(
            lambda: output.read_context(EVERYTHING, target).selection == "Dear Ms Kowalska",
            "the selection of the editor",
        )
        assert output.read_context((ContextKind.CLIPBOARD,), target) == DictationContext(clipboard="from the clipboard")
        assert output.read_context((), target) == DictationContext()
        with terminal(display):
            elsewhere = output.read_context(EVERYTHING, focus(output))
            assert elsewhere.selection == "", "it belongs to the editor"
            assert elsewhere.title.startswith("term-")
        note.activate()


def test_what_a_password_manager_copied_is_not_read(display: Display, output: X11Output) -> None:
    manager = selection.X11Clipboard({**os.environ, **display.environment})
    try:
        with editor(display):
            assert manager.lend("hunter2", lambda _: False)
            assert output.read_context(EVERYTHING, focus(output)).clipboard == ""
    finally:
        manager.close()


def test_a_window_is_pointed_at_with_a_click(display: Display, output: X11Output) -> None:
    windows = DictationWindows()
    picked: list[TextTarget | Failure] = []
    with editor(display) as note, ThreadPoolExecutor(1) as worker:
        waits = worker.submit(windows.pick, output, picked.append)
        end = time.monotonic() + EVENT
        while not waits.done() and time.monotonic() < end:
            display.do("mousemove", "--window", note.window, "60", "60", "click", "1")
        waits.result(EVENT)
    (found,) = picked
    assert isinstance(found, TextTarget)
    assert found.program == "mousepad"
    assert windows.seen() == (found,)


def test_who_only_lists_lines_or_is_our_own_window_has_no_surroundings() -> None:
    ours = TextTarget(HERE, "voiceapp", title="Talk")
    assert OwnWindowFirst(None).read_context(EVERYTHING, ours) == DictationContext()
    assert OutputSwitch(LinesOutput(lambda _: True)).read_context(EVERYTHING, ours) == DictationContext()


def test_windows_are_remembered_once_each_the_newest_first() -> None:
    windows = DictationWindows()
    one, two = TextTarget("1", "one", title="a"), TextTarget("2", "two", title="b")
    for target in (one, two, one, TextTarget("", ""), TextTarget(HERE, "voiceapp")):
        windows.note(target)
    assert windows.seen() == (one, two)
    for number in range(20):
        windows.note(TextTarget("3", f"program-{number}"))
    assert len(windows.seen()) == 12


def test_where_nothing_can_be_pointed_at_the_keyboard_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voiceapp.app.dictation_windows.WAIT", 0.0)
    picked: list[TextTarget | Failure] = []
    windows = DictationWindows()
    windows.pick(LinesOutput(lambda _: True), picked.append)
    windows.pick(None, picked.append)
    assert isinstance(picked[0], TextTarget)
    assert isinstance(picked[1], Failure)


# --- the page


class Browser:
    """A bus on which a browser says where its field stands."""

    def __init__(self, toolkit: str, attribute: str) -> None:
        self._toolkit = toolkit
        self._attribute = attribute

    def property(self, name: str, path: str, interface: str, key: str) -> object:
        del name, interface
        if key == "ToolkitName":
            if self._toolkit == "gone":
                raise BusError("it ended")
            return self._toolkit
        above = {"/field": "/inner", "/inner": "/outer", "/outer": "/null"}
        return "b", above[path]

    def call(self, name: str, path: str, interface: str, method: str, *more: object) -> tuple[object]:
        del name, interface
        if method == "GetRole":
            return (95 if path in ("/inner", "/outer") else 61,)
        known = more[-1] == (self._attribute,)
        return (f"https://example.org{path}" if known else "",)


@pytest.mark.parametrize(
    ("toolkit", "attribute", "address"),
    [
        ("Gecko", "DocURL", "https://example.org/outer"),
        ("WebKitGTK", "URI", "https://example.org/outer"),
        ("gtk", "DocURL", ""),
        ("gone", "DocURL", ""),
        ("Chromium", "none", ""),
    ],
)
def test_the_address_is_that_of_the_outermost_page(toolkit: str, attribute: str, address: str) -> None:
    bus: Bus = Browser(toolkit, attribute)  # type: ignore[assignment]
    assert address_of(bus, ("b", "/app"), ("b", "/field"), time.monotonic() + EVENT) == address
    assert address_of(bus, ("b", "/app"), ("b", "/field"), 0.0) == ""
