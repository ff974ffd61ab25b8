"""Other programs that hang: nothing of ours waits long for them, and nothing that was copied is lost."""

import asyncio
import os
import signal
import subprocess
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest

from tests.desktop.text_output.programs import editor, wait_for
from tests.rig.display import Display
from tests.rig.patience import EVENT
from voiceapp.core.dictation.messages import Deliver, DeliveryResult
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.core.ports import ToolError
from voiceapp.desktop.clipboard.tool_clipboard import ToolClipboard
from voiceapp.desktop.text_output.x11 import X11Output
from voiceapp.desktop.x11.clipboard_owner import PATIENCE, owner_answers

SHORT = 3.0
"""Seconds, on a busy machine, for what shall take a moment."""


@pytest.fixture
def output(display: Display) -> Iterator[X11Output]:
    it = X11Output({**os.environ, **display.environment})
    yield it
    it.close()


@contextmanager
def copied_there(display: Display, text: str) -> Generator["subprocess.Popen[bytes]"]:
    """By a program of its own, which has the clipboard as long as it runs."""
    environment = {**os.environ, **display.environment}
    owner = subprocess.Popen(
        ["xclip", "-selection", "clipboard", "-quiet"],
        env=environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert owner.stdin is not None
    owner.stdin.write(text.encode())
    owner.stdin.close()
    try:
        wait_for(lambda: display.clipboard() == text, "what was copied")
        yield owner
    finally:
        owner.kill()
        owner.wait(EVENT)


def test_what_was_copied_in_a_program_that_hangs_stays_and_the_words_are_typed(
    display: Display, output: X11Output
) -> None:
    with copied_there(display, "copied before") as owner, editor(display) as note:
        owner.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        delivered = output.deliver(Deliver(1, "größe 日本", DeliveryMethod.PASTE, output.focus(), as_is=True))
        assert delivered.arrival is DeliveryResult.INSERTED
        assert time.monotonic() - begun < 2.0 + SHORT
        owner.send_signal(signal.SIGCONT)
        assert note.text() == "größe 日本"
        assert display.clipboard() == "copied before"


def test_nothing_is_copied_over_what_a_program_that_hangs_has_and_the_clipboard_works_on(
    display: Display, output: X11Output
) -> None:
    with copied_there(display, "copied before") as owner, editor(display) as note:
        owner.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        assert output.selected(None, copy=True) == ""
        assert time.monotonic() - begun < 2.0 + SHORT
        owner.send_signal(signal.SIGCONT)
        assert display.clipboard() == "copied before"
        delivered = output.deliver(Deliver(1, "words", DeliveryMethod.PASTE, output.focus(), as_is=True))
        assert (delivered.arrival, note.text()) == (DeliveryResult.INSERTED, "words")


def test_who_has_the_keyboard_is_known_while_a_program_takes_no_text(display: Display, output: X11Output) -> None:
    """The next dictation goes by it, and so does whoever wants to cancel."""
    with editor(display) as note:
        target = output.focus()
        note_pid = int(display.do("getwindowpid", note.window))
        os.kill(note_pid, signal.SIGSTOP)
        wish = Deliver(1, "words", DeliveryMethod.PASTE, target, as_is=True)
        results: list[DeliveryResult] = []
        work = threading.Thread(target=lambda: results.append(output.deliver(wish).arrival))
        work.start()
        try:
            for _ in range(3):
                begun = time.monotonic()
                seen = output.focus()
                assert seen is not None
                assert seen.window == (target.window if target else "")
                assert time.monotonic() - begun < SHORT
            assert work.is_alive(), "it waits for the program"
        finally:
            os.kill(note_pid, signal.SIGCONT)
            work.join(EVENT)
        assert results == [DeliveryResult.INSERTED]
        assert note.text() == "words"


def test_a_tool_says_that_the_clipboard_does_not_answer(display: Display, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in display.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    clipboard = ToolClipboard()
    with copied_there(display, "copied before") as owner:
        assert asyncio.run(clipboard.read()) == "copied before"
        owner.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        assert not owner_answers()
        assert time.monotonic() - begun < PATIENCE + SHORT
        with pytest.raises(ToolError, match="doesn't answer"):
            asyncio.run(clipboard.read())


def test_where_nobody_has_copied_anything_nobody_is_waited_for(display: Display) -> None:
    assert owner_answers("VOICEAPP_NOBODY", environ={**os.environ, **display.environment})
    assert owner_answers(environ={})
