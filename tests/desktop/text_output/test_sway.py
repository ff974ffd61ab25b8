"""Wayland for real: text into programs under Sway, with the clipboard as it was, and our bar without the keyboard."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.text_output.programs import wait_for
from tests.rig.patience import EVENT
from tests.rig.wayland import SwayDesk
from voiceapp.core.dictation.bar_view import BAR_TITLE
from voiceapp.core.dictation.context import DictationContext
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult
from voiceapp.core.dictation.wishes import ContextKind, DeliveryMethod
from voiceapp.desktop.text_output.wayland import WaylandOutput

TEXT = 'größe ≥ 5 € "and" 日本語 שלום 🎤 (1 + 2); End!'
PICTURE = b"\x89PNG\r\n" + bytes(range(256)) * 1500
BAR = Path(__file__).with_name("shown_bar.py")


@pytest.fixture(scope="module")
def desk() -> Iterator[SwayDesk]:
    SwayDesk.skip_unless_possible()
    it = SwayDesk()
    try:
        yield it.start()
    finally:
        it.stop()


@pytest.fixture
def output(desk: SwayDesk) -> Iterator[WaylandOutput]:
    it = WaylandOutput(desk.environment)
    yield it
    it.close()


def put(output: WaylandOutput, text: str, way: DeliveryMethod, number: int = 1) -> Delivered:
    return output.deliver(Deliver(number, text, way, output.focus(), as_is=True))


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_any_text_stands_in_a_terminal_exactly(desk: SwayDesk, output: WaylandOutput, way: DeliveryMethod) -> None:
    with desk.terminal() as shell:
        wait_for(lambda: (seen := output.focus()) is not None and seen.program == "foot", "the terminal's name")
        assert put(output, TEXT, way).arrival is DeliveryResult.INSERTED
        assert shell.text() == TEXT


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_any_text_stands_in_a_gtk_editor_exactly(desk: SwayDesk, output: WaylandOutput, way: DeliveryMethod) -> None:
    with desk.editor() as note:
        for number in range(3):
            assert put(output, f"{TEXT}\n", way, number).arrival is DeliveryResult.INSERTED
        note.shows("\n".join([TEXT] * 3))
        assert put(output, "and\tmore", way).arrival is DeliveryResult.INSERTED
        erased = output.deliver(Deliver(9, "less", way, output.focus(), as_is=True, erase=4))
        assert erased.arrival is DeliveryResult.INSERTED
        note.shows("\n".join([TEXT] * 3) + "\nand\tless")


def test_a_long_text_is_taken_back_and_its_program_lives_on(desk: SwayDesk, output: WaylandOutput) -> None:
    with desk.editor() as note:
        long = "abcdefghi " * 150
        assert put(output, f"stays {long}", DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
        note.shows(f"stays {long}")
        output.deliver(Deliver(9, "less", DeliveryMethod.TYPED, output.focus(), as_is=True, erase=len(long)))
        assert note.process.poll() is None
        note.shows("stays less")


@pytest.mark.parametrize("form", ["image/png", "text/plain;charset=utf-8", "text/html"])
def test_pasting_gives_the_clipboard_back_whatever_was_in_it(desk: SwayDesk, output: WaylandOutput, form: str) -> None:
    desk.copy(PICTURE, form)
    formats = desk.formats()
    with desk.terminal() as shell:
        assert put(output, "words", DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
        wait_for(lambda: desk.formats() == formats, "the formats", told=lambda: str(desk.formats()))
        assert desk.copied(form) == PICTURE
        assert put(output, " again", DeliveryMethod.PASTE, 2).arrival is DeliveryResult.INSERTED
        assert shell.text() == "words again"
        wait_for(lambda: desk.formats() == formats, "the formats")
        assert desk.copied(form) == PICTURE


def test_what_was_copied_meanwhile_stays(desk: SwayDesk, output: WaylandOutput) -> None:
    desk.copy(b"before", "text/plain")
    with desk.terminal() as shell:
        assert put(output, "words", DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
        desk.copy(b"copied meanwhile", "text/plain")
        assert put(output, "!", DeliveryMethod.TYPED, 2).arrival is DeliveryResult.INSERTED
        assert shell.text() == "words!"
        assert desk.copied() == b"copied meanwhile"


def test_a_program_that_hangs_loses_nothing_of_what_was_copied_there(desk: SwayDesk, output: WaylandOutput) -> None:
    owner = desk.run(["wl-copy", "--foreground", "copied before"])
    wait_for(lambda: desk.copied() == b"copied before", "what was copied")
    owner.send_signal(signal.SIGSTOP)
    try:
        with desk.terminal() as shell:
            begun = time.monotonic()
            assert put(output, TEXT, DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
            assert time.monotonic() - begun < 6.0
            assert shell.text() == TEXT, "typed instead"
    finally:
        owner.send_signal(signal.SIGCONT)
    assert desk.copied() == b"copied before"


def test_a_program_that_hangs_is_not_said_to_have_got_the_words(desk: SwayDesk, output: WaylandOutput) -> None:
    desk.copy(b"before", "text/plain")
    with desk.terminal() as shell:
        target = output.focus()
        shell.process.send_signal(signal.SIGSTOP)
        try:
            delivered = output.deliver(Deliver(1, "words", DeliveryMethod.PASTE, target, as_is=True))
            assert delivered.arrival is DeliveryResult.FAILED
            assert delivered.failure is not None
            assert "didn't take" in str(delivered.failure.sentence)
        finally:
            shell.process.send_signal(signal.SIGCONT)


def test_a_clipboard_manager_that_asks_at_once_is_not_taken_for_the_program(
    desk: SwayDesk, output: WaylandOutput
) -> None:
    desk.copy(b"before", "text/plain")
    manager = desk.run(["wl-paste", "--watch", "cat"])
    with desk.terminal() as shell:
        assert put(output, "some ", DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
        wait_for(lambda: desk.copied() == b"before", "the clipboard")
        target = output.focus()
        shell.process.send_signal(signal.SIGSTOP)
        busy = threading.Timer(1.0, shell.process.send_signal, (signal.SIGCONT,))
        busy.start()
        try:
            delivered = output.deliver(Deliver(2, "words", DeliveryMethod.PASTE, target, as_is=True))
        finally:
            busy.join()
        assert delivered.arrival is DeliveryResult.INSERTED
        assert shell.text() == "some words"
    manager.terminate()


def test_to_the_clipboard_only_and_read_from_it_as_context(desk: SwayDesk, output: WaylandOutput) -> None:
    with desk.terminal():
        copied = output.deliver(Deliver(1, TEXT, DeliveryMethod.CLIPBOARD, output.focus()))
        assert copied.arrival is DeliveryResult.COPIED
        assert desk.copied().decode() == TEXT
        desk.copy(b"for the model", "text/plain;charset=utf-8")
        target = output.focus()
        assert target is not None
        wait_for(
            lambda: output.read_context({ContextKind.CLIPBOARD}, target) == DictationContext(clipboard="for the model"),
            "the clipboard",
        )


def test_the_bar_leaves_the_keyboard_to_the_program(desk: SwayDesk, output: WaylandOutput) -> None:
    with desk.terminal() as shell:
        before = output.focus()
        bar = desk.run([sys.executable, str(BAR)], {**desk.environment, "PYTHONPATH": os.pathsep.join(sys.path)})
        try:
            wait_for(lambda: f'"{BAR_TITLE}"' in desk.tree(), "the bar", told=desk.tree)
            assert output.focus() == before
            assert put(output, "beside the bar", DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
            assert shell.text() == "beside the bar"
        finally:
            bar.kill()
            bar.wait(EVENT)


def test_where_there_is_no_desktop_the_next_way_is_taken(tmp_path: Path) -> None:
    away = WaylandOutput({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path), "PATH": str(tmp_path)})
    delivered = away.deliver(Deliver(1, "words", DeliveryMethod.TYPED, None))
    away.close()
    assert delivered.failure is not None
    assert "wtype" in str(delivered.failure.sentence)


@pytest.mark.expects_log
def test_a_desktop_that_goes_is_said_to_be_gone(tmp_path: Path) -> None:
    SwayDesk.skip_unless_possible()
    desk = SwayDesk().start()
    try:
        output = WaylandOutput({**desk.environment, "PATH": str(tmp_path)})
        subprocess.run(["swaymsg", "exit"], env=desk.environment, check=False, capture_output=True, timeout=EVENT)
        failed = output.deliver(Deliver(1, "words", DeliveryMethod.TYPED, None))
        assert failed.arrival is DeliveryResult.FAILED
        assert output.deliver(Deliver(2, "words", DeliveryMethod.CLIPBOARD, None)).arrival is DeliveryResult.FAILED
        output.close()
    finally:
        desk.stop()


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_what_is_selected_is_replaced_or_stays_before_the_new_text(
    desk: SwayDesk, output: WaylandOutput, way: DeliveryMethod
) -> None:
    with desk.editor() as note:
        put(output, "one", way)
        note.shows("one")
        target = output.focus()
        desk.hands.press("a", ("ctrl",))
        wait_for(lambda: output.selected(target, copy=True) == "one", "the selection")
        assert output.selected(target, copy=False) == "", "nobody says whose selection it is"
        keeps = Deliver(2, " and two", way, target, as_is=True, selected="one", after_selection=True)
        assert output.deliver(keeps).inserted == " and two"
        note.shows("one and two")
        desk.hands.press("a", ("ctrl",))
        wait_for(lambda: output.selected(target, copy=True) == "one and two", "the selection")
        wrong = output.deliver(Deliver(3, "three", way, target, as_is=True, selected="one"))
        assert wrong.arrival is DeliveryResult.FAILED
        right = output.deliver(Deliver(4, "three", way, target, as_is=True, selected="one and two"))
        assert right.arrival is DeliveryResult.INSERTED
        note.shows("three")
