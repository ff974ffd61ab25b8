"""Global keys under a real X server, pressed by xdotool while another program has the keyboard."""

import os
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.desktop.text_output.programs import editor, wait_for
from tests.rig.display import Display
from tests.rig.patience import EVENT
from voiceapp.desktop.keys.x11 import X11Keys
from voiceapp.desktop.x11.key_names import combination


class Listener:
    def __init__(self, display: Display) -> None:
        self.heard: queue.SimpleQueue[tuple[str, bool]] = queue.SimpleQueue()
        self._awake = threading.Event()
        self._awake.set()
        self.keys = X11Keys(self._hear, {**os.environ, **display.environment})

    def _hear(self, name: str, down: bool) -> None:
        self.heard.put((name, down))
        self._awake.wait(EVENT)

    @contextmanager
    def stalled(self) -> Iterator[None]:
        """What is heard next holds the thread that hears keys until this ends, as a machine does that is slow."""
        self._awake.clear()
        try:
            yield
        finally:
            self._awake.set()

    def next(self) -> tuple[str, bool]:
        return self.heard.get(timeout=EVENT)


@pytest.fixture
def listener(display: Display) -> Iterator[Listener]:
    it = Listener(display)
    yield it
    it.keys.close()


def test_a_key_is_heard_while_another_program_has_the_keyboard(display: Display, listener: Listener) -> None:
    assert listener.keys.bind({"dictate": "Ctrl+Alt+Space"}) == {}
    with editor(display) as note:
        display.do("keydown", "ctrl", "keydown", "alt", "keydown", "space")
        assert listener.next() == ("dictate", True)
        display.do("keyup", "space", "keyup", "alt", "keyup", "ctrl")
        assert listener.next() == ("dictate", False)
        assert note.is_empty(), "the program does not get it"


def test_what_a_held_key_repeats_is_not_told(display: Display, listener: Listener) -> None:
    listener.keys.bind({"dictate": "F8", "other": "F7"})
    display.do("keydown", "F8")
    assert listener.next() == ("dictate", True)
    hold_for_repeats(5)
    display.do("keyup", "F8")
    assert listener.next() == ("dictate", False)
    display.do("key", "F7")
    assert [listener.next(), listener.next()] == [("other", True), ("other", False)]


def test_what_a_held_key_repeats_is_told_from_its_release_however_late_it_is_read(
    display: Display, listener: Listener
) -> None:
    listener.keys.bind({"dictate": "F8", "other": "F7"})
    with listener.stalled():
        display.do("keydown", "F8")
        assert listener.next() == ("dictate", True)
        hold_for_repeats(5)
        display.do("keyup", "F8")
        display.do("key", "F8")
        display.do("key", "F7")
    heard = [listener.next() for _ in range(5)]
    pressed_again = [("dictate", True), ("dictate", False)]
    assert heard == [("dictate", False), *pressed_again, ("other", True), ("other", False)]


def hold_for_repeats(count: int) -> None:
    """The server repeats a key after 660 ms, and then 25 times a second."""
    end = time.monotonic() + 0.66 + count * 0.04
    wait_for(lambda: time.monotonic() > end, "the repeats")


@pytest.mark.parametrize("lock", ["Caps_Lock", "Num_Lock"])
def test_locks_do_not_hide_a_key(display: Display, listener: Listener, lock: str) -> None:
    listener.keys.bind({"dictate": "Ctrl+Alt+D"})
    display.do("key", lock)
    try:
        display.do("key", "ctrl+alt+d")
        assert listener.next() == ("dictate", True)
        assert listener.next() == ("dictate", False)
    finally:
        display.do("key", lock)


def test_a_modifier_alone_can_be_held(display: Display, listener: Listener) -> None:
    assert listener.keys.bind({"dictate": "Right Ctrl"}) == {}
    display.do("keydown", "Control_R")
    assert listener.next() == ("dictate", True)
    display.do("keyup", "Control_R")
    assert listener.next() == ("dictate", False)


def test_a_key_that_another_program_holds_is_named(display: Display, listener: Listener) -> None:
    other = Listener(display)
    try:
        assert other.keys.bind({"theirs": "Ctrl+Alt+P"}) == {}
        problems = listener.keys.bind({"dictate": "Ctrl+Alt+P", "cancel": "Esc"})
        assert list(problems) == ["dictate"]
        assert "Ctrl+Alt+P" in str(problems["dictate"])
        assert "Choose another" in str(problems["dictate"])
        display.do("key", "Escape")
        assert listener.next() == ("cancel", True)
    finally:
        other.keys.close()
    assert listener.keys.bind({"dictate": "Ctrl+Alt+P"}) == {}, "it is free again"


def test_a_key_that_is_not_wanted_any_more_is_given_back(display: Display, listener: Listener) -> None:
    listener.keys.bind({"cancel": "Esc"})
    listener.keys.bind({})
    other = Listener(display)
    assert other.keys.bind({"theirs": "Esc"}) == {}
    other.keys.close()


@pytest.mark.parametrize(
    "key", ["Ctrl+Alt+Space", "F13", "Esc", "Meta+Z", "Ctrl++", "Ctrl+,", "Pause", "Right Alt", "Microphone Mute", "Ö"]
)
def test_every_key_that_can_be_set_has_a_name_here(key: str) -> None:
    assert combination(key) is not None


def test_a_key_that_does_not_exist_is_said(display: Display, listener: Listener) -> None:
    assert "no key" in str(listener.keys.bind({"dictate": "Hyper+Q"})["dictate"])
