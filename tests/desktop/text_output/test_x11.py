"""Text into real programs: typed, pasted, and never where it does not belong."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.desktop.text_output.browser import field
from tests.desktop.text_output.programs import Editor, Fields, Program, Terminal, editor, qt_fields, terminal, wait_for
from tests.rig.display import Display
from tests.rig.patience import EVENT
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult, TextTarget
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.desktop.text_output.cursor_context import CursorContext
from voiceapp.desktop.text_output.x11 import X11Output
from voiceapp.desktop.x11 import selection
from voiceapp.desktop.x11.windows import WindowSettled

TEXTS = [
    'Hello, world! (1 + 2) = 3; "quoted" ~tilde^',
    "größe ≥ 5 € – naïve façade",
    "日本語 と 한국어 和中文",
    "emoji 🎤👩‍💻🙂 done",
    "שלום עולם and مرحبا بالعالم",
    "all in one ñ ð ş ž ő ư ạ ả ấ ậ Ω Ж Я и к л ש ת ا ب ก ข ค あ い う え お か き く け こ 字 語 漢",
]


@pytest.fixture
def output(display: Display) -> Iterator[X11Output]:
    it = X11Output({**os.environ, **display.environment})
    yield it
    it.close()


def put(
    output: X11Output, text: str, way: DeliveryMethod, target: TextTarget | None = None, **how: object
) -> Delivered:
    return output.deliver(Deliver(1, text, way, target or output.focus(), **how))  # type: ignore[arg-type]


def copy(display: Display, text: str, target: str = "UTF8_STRING") -> None:
    subprocess.run(
        ["xclip", "-selection", "clipboard", "-t", target],
        env={**os.environ, **display.environment}, input=text.encode(), check=True, timeout=20,
    )  # fmt: skip
    # The program comes back before its copy in the background has the clipboard.
    wait_for(lambda: copied(display, target) == text.encode(), "what was copied by hand")


def copied(display: Display, target: str = "UTF8_STRING") -> bytes:
    return subprocess.run(
        ["xclip", "-selection", "clipboard", "-o", "-t", target],
        env={**os.environ, **display.environment}, capture_output=True, check=False, timeout=20,
    ).stdout  # fmt: skip


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_any_text_stands_in_an_editor_exactly(display: Display, output: X11Output, way: DeliveryMethod) -> None:
    with editor(display) as note:
        expected = ""
        for text in [*TEXTS, "two\nlines\tand a tab", "x" * 500]:
            delivered = put(output, f"{text}|", way, as_is=True)
            assert delivered.arrival is DeliveryResult.INSERTED
            assert delivered.inserted == f"{text}|"
            expected += f"{text}|"
        assert note.text() == expected


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_any_text_stands_in_a_terminal_exactly(display: Display, output: X11Output, way: DeliveryMethod) -> None:
    text = "echo größe 日本 שלום 🎤 ok"
    with terminal(display) as shell:
        assert put(output, text, way).arrival is DeliveryResult.INSERTED
        assert shell.text() == text


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_any_text_stands_in_a_browsers_field_exactly(display: Display, output: X11Output, way: DeliveryMethod) -> None:
    text = "größe 日本 שלום é (ok) and so on"
    with field(display) as line:
        assert put(output, text, way, as_is=True).arrival is DeliveryResult.INSERTED
        assert line.text() == text


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_any_text_stands_in_a_field_of_our_own_toolkit_exactly(
    display: Display, output: X11Output, way: DeliveryMethod
) -> None:
    text = " ".join(TEXTS)
    with qt_fields(display, "text") as page:
        assert put(output, text, way, as_is=True).arrival is DeliveryResult.INSERTED
        page.shows(text)


@pytest.mark.parametrize("program", [editor, qt_fields], ids=["GTK", "Qt"])
def test_a_program_that_is_well_says_at_once_that_it_has_taken_its_keys(
    display: Display, output: X11Output, program: Callable[[Display], AbstractContextManager[Program]]
) -> None:
    with program(display) as one:
        assert output._windows.settle(int(one.window)) is WindowSettled.YES


def test_the_clipboard_comes_back_with_all_its_formats(display: Display, output: X11Output) -> None:
    copy(display, "<b>kept</b>", "text/html")
    with editor(display) as note:
        assert put(output, "one ", DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
        assert put(output, "two", DeliveryMethod.PASTE, as_is=True).arrival is DeliveryResult.INSERTED
        wait_for(lambda: copied(display, "text/html") == b"<b>kept</b>", "the clipboard")
        assert note.text() == "one two"


def test_a_large_clipboard_comes_back_whole(display: Display, output: X11Output) -> None:
    large = "0123456789" * 200_000
    copy(display, large)
    with editor(display) as note:
        assert put(output, "small", DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
        wait_for(lambda: len(copied(display)) == len(large), "the clipboard")
        assert copied(display).decode() == large
        assert note.text() == "small"


def test_a_program_that_asks_twice_gets_the_same_text_both_times(
    display: Display, output: X11Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "_ASKS_AGAIN", 2 * EVENT)
    copy(display, "before")
    board = output._clipboard
    assert board.lend("one", lambda _: True, times=2)
    assert copied(display) == b"one"
    board.give_back_soon()
    following = threading.Thread(target=board.lend, args=("two", lambda _: True))
    following.start()
    assert copied(display) == b"one", "its page was busy"
    following.join(EVENT)
    assert copied(display) == b"two"
    board.give_back()
    assert copied(display) == b"before"


def test_what_the_person_copied_meanwhile_stays(display: Display, output: X11Output) -> None:
    copy(display, "before")
    with editor(display):
        assert put(output, "dictated", DeliveryMethod.PASTE).arrival is DeliveryResult.INSERTED
        copy(display, "copied by hand")
        output._clipboard.give_back()
        assert copied(display) == b"copied by hand"


def test_to_the_clipboard_only(display: Display, output: X11Output) -> None:
    with editor(display) as note:
        assert put(output, "größe 🎤", DeliveryMethod.CLIPBOARD).arrival is DeliveryResult.COPIED
        assert copied(display).decode() == "größe 🎤"
        assert note.is_empty()


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_a_modifier_that_is_still_held_makes_no_shortcut(
    display: Display, output: X11Output, way: DeliveryMethod
) -> None:
    with editor(display, "start ") as note:
        display.do("keydown", "ctrl", "keydown", "alt")
        try:
            delivered = put(output, "quit now", way, as_is=True)
        finally:
            display.do("keyup", "alt", "keyup", "ctrl")
        assert delivered.arrival is DeliveryResult.INSERTED
        assert note.text() == "start quit now"


def test_a_modifier_that_is_pressed_while_it_is_typed_makes_no_shortcut(
    display: Display, output: X11Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0
    has_keyboard = output._windows.has_keyboard

    def look(window: object) -> bool:
        nonlocal looks
        looks += 1
        has_it = has_keyboard(window)  # type: ignore[arg-type]
        if looks == 3:
            display.do("keydown", "ctrl")
        return has_it

    monkeypatch.setattr(output._windows, "has_keyboard", look)
    with editor(display) as note:
        try:
            assert (
                put(output, "quit all and save it now", DeliveryMethod.TYPED, as_is=True).arrival
                is DeliveryResult.INSERTED
            )
        finally:
            display.do("keyup", "ctrl")
        assert note.text() == "quit all and save it now"


def test_caps_lock_changes_nothing(display: Display, output: X11Output) -> None:
    with editor(display) as note:
        display.do("key", "Caps_Lock")
        try:
            put(output, "Mixed Case größe 3!", DeliveryMethod.TYPED)
        finally:
            display.do("key", "Caps_Lock")
        assert note.text() == "Mixed Case größe 3!"


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_nothing_goes_into_a_window_that_got_the_keyboard_meanwhile(
    display: Display, output: X11Output, way: DeliveryMethod
) -> None:
    with editor(display) as note:
        meant = output.focus()
        with terminal(display) as shell:
            assert put(output, "not here", way, meant).arrival is DeliveryResult.FOCUS_MOVED
            assert shell.text() == ""
        note.activate()
        assert note.is_empty()


def test_typing_stops_when_the_focus_moves_in_the_middle(
    display: Display, output: X11Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "abcdefghij" * 300
    with terminal(display, "stty -icanon; cat > {file}") as shell, editor(display) as note:
        looks = 0
        has_keyboard = output._windows.has_keyboard

        def look(window: int) -> bool:
            nonlocal looks
            looks += 1
            has_it = has_keyboard(window)
            if looks == 100:
                shell.activate()  # Just after the look: what is typed until the next one goes astray.
            return has_it

        monkeypatch.setattr(output._windows, "has_keyboard", look)
        delivered = put(output, text, DeliveryMethod.TYPED, as_is=True)
        assert delivered.arrival is DeliveryResult.FOCUS_MOVED
        note.activate()
        written = note.text()
        assert text.startswith(written)
        assert 0 < len(written) <= len(delivered.inserted) < len(text)
        assert len(delivered.inserted) - len(written) <= 8


def test_a_program_that_is_busy_gets_the_words_when_it_comes_to_them(
    display: Display, output: X11Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(display, "copied before")
    with editor(display) as note:
        pid = int(display.do("getwindowpid", note.window))
        settle = output._windows.settle

        def wake_soon(window: int) -> WindowSettled:
            monkeypatch.undo()
            threading.Timer(3.0, os.kill, (pid, signal.SIGCONT)).start()
            return settle(window)

        monkeypatch.setattr(output._windows, "settle", wake_soon)
        os.kill(pid, signal.SIGSTOP)
        assert put(output, "words", DeliveryMethod.PASTE, as_is=True).arrival is DeliveryResult.INSERTED
        assert note.text() == "words"
        wait_for(lambda: copied(display) == b"copied before", "the clipboard")


def test_a_browser_that_tells_nothing_of_its_fields_is_known_to(display: Display, output: X11Output) -> None:
    with field(display):
        target = output.focus()
        assert target is not None
        assert (target.program, target.secret, target.untold) == ("dillo", False, True)
    with editor(display):
        target = output.focus()
        assert target is not None
        assert not target.untold, "its fields are no page's"


def test_nothing_goes_where_a_terminal_asks_for_a_password(display: Display, output: X11Output) -> None:
    with terminal(display, "stty -echo; head -n 1 > {file}; stty echo; sleep 30") as shell:
        wait_for(lambda: (seen := output.focus()) is not None and seen.secret, "the password prompt")
        target = output.focus()
        assert target is not None
        assert target.program == "xterm"
        assert put(output, "hunter2", DeliveryMethod.TYPED, target).arrival is DeliveryResult.HIDDEN_FIELD
        display.do("key", "Return")
        wait_for(lambda: (seen := output.focus()) is not None and not seen.secret, "the end of the prompt")
        assert shell.file.read_text() == "\n"


def test_spaces_and_capitals_fit_what_was_inserted_a_moment_ago(display: Display, output: X11Output) -> None:
    with editor(display) as note:
        put(output, "I saw", DeliveryMethod.TYPED)
        put(output, "The cat.", DeliveryMethod.TYPED, before="I saw")
        assert note.text() == "I saw the cat."


class Cursor:
    """Dictates, with what the machine presumes to stand there."""

    def __init__(self, output: X11Output) -> None:
        self._output = output
        self._standing = ""

    def put(self, text: str) -> None:
        delivered = put(self._output, text, DeliveryMethod.PASTE, before=self._standing or None)
        assert delivered.arrival is DeliveryResult.INSERTED
        self._standing += delivered.inserted


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        ((), "I saw the cat."),
        (("space",), "I saw the cat."),
        (("s",), "I saws the cat."),
        (("period",), "I saw. The cat."),
        (("ctrl+period",), "I saw the cat."),
        (("ctrl+b",), "I sawThe cat."),
        (("F9", "XF86AudioMute"), "I saw the cat."),
        (("ctrl+a", "BackSpace"), "The cat."),
        (("ctrl+a", "Delete", "Left"), "The cat."),
        (("x", "BackSpace", "ctrl+s"), "I saw the cat."),
        (("BackSpace",) * 5, "The cat."),
        (("BackSpace",) * 2, "I s the cat."),
    ],
)
def test_what_the_person_typed_since_is_minded(
    display: Display, output: X11Output, keys: tuple[str, ...], stands: str
) -> None:
    output.has_keys(["Ctrl+."])
    with qt_fields(display, "line") as page:
        cursor = Cursor(output)
        cursor.put("I saw")
        for key in keys:
            display.key(key)
        cursor.put("The cat.")
        page.shows(stands)


def test_what_the_person_typed_since_is_minded_however_late_it_is_read(display: Display, output: X11Output) -> None:
    with qt_fields(display, "line") as page:
        cursor = Cursor(output)
        cursor.put("I saw")
        awake = threading.Event()

        def hold() -> None:
            awake.wait(EVENT)

        output._hands._thread.do(hold)
        try:
            display.key("ctrl+a", "BackSpace")
        finally:
            awake.set()
        cursor.put("The cat.")
        page.shows("The cat.")


class Late:
    """Tells of a text of which the end is still to come."""

    def read(self, pid: int, title: str = "") -> CursorContext:
        return CursorContext("I saw", "", told=True)

    def close(self) -> None:
        pass


def test_what_was_put_in_a_moment_ago_may_not_stand_there_yet(display: Display) -> None:
    output = X11Output({**os.environ, **display.environment}, Late())
    try:
        with qt_fields(display, "line") as page:
            put(output, "I saw.", DeliveryMethod.PASTE, as_is=True)
            put(output, "The cat.", DeliveryMethod.PASTE)
            page.shows("I saw. The cat.")
    finally:
        output.close()


def test_another_field_of_the_same_window_gets_no_space_before_its_first_word(
    display: Display, output: X11Output
) -> None:
    with qt_fields(display, "line", "line") as page:
        cursor = Cursor(output)
        cursor.put("I saw")
        display.key("Tab")
        cursor.put("The cat.")
        page.shows("I saw\nThe cat.")


def test_a_click_into_another_field_is_minded_and_one_beside_the_window_is_not(
    display: Display, output: X11Output
) -> None:
    with qt_fields(display, "text", "text") as page:
        width, height = display.do("getwindowgeometry", page.window).rpartition(" ")[2].split("x")

        def click(down: int) -> None:
            display.do("mousemove", "--window", page.window, str(int(width) // 2), str(down), "click", "1")

        cursor = Cursor(output)
        cursor.put("I saw")
        click(int(height) + 200)
        page.activate()
        cursor.put("The cat.")
        page.shows("I saw the cat.\n")
        click(int(height) * 3 // 4)
        cursor.put("The dog.")
        page.shows("I saw the cat.\nThe dog.")


def test_what_was_inserted_stays_when_something_was_typed_since(display: Display, output: X11Output) -> None:
    with qt_fields(display, "line") as page:
        put(output, "wrong", DeliveryMethod.PASTE, as_is=True)
        display.key("x")
        delivered = put(output, "right", DeliveryMethod.PASTE, erase=len("wrong"), as_is=True)
        assert delivered.arrival is DeliveryResult.FAILED
        assert delivered.failure is not None
        assert "typed" in str(delivered.failure.sentence)
        page.shows("wrongx")


def test_what_was_inserted_can_be_taken_back(display: Display, output: X11Output) -> None:
    with editor(display, "keep ") as note:
        put(output, "wrong 🎤", DeliveryMethod.PASTE, as_is=True)
        put(output, "right", DeliveryMethod.PASTE, erase=len("wrong 🎤"), as_is=True)
        assert note.text() == "keep right"


def undo(output: X11Output, done: Delivered, way: DeliveryMethod) -> Delivered:
    """As the dictation asks for it when *Undo* is pressed."""
    return put(output, "", way, done.target, erase=len(done.inserted), as_is=True)


WORDS = ["größe, 日本 and 🎤 so on. ", "한국어 नमस्ते ภาษาไทย ก็ שָׁלוֹם", "two\nlines\n"]
"""In a terminal, the last of these is one line."""


@contextmanager
def with_something_in_it(display: Display, output: X11Output, program: str) -> Iterator[Callable[[str], None]]:
    """Gives a function that says what must stand there in the end."""
    opened: dict[str, Callable[[Display], AbstractContextManager[Program]]] = {
        "GTK": editor, "Qt": qt_fields, "xterm": terminal
    }  # fmt: skip
    with opened[program](display) as one:
        put(output, "kept ", DeliveryMethod.TYPED, as_is=True)

        def stands(text: str) -> None:
            if isinstance(one, Fields):
                one.shows(text)
            else:
                assert isinstance(one, Editor | Terminal)
                assert one.text() == text

        yield stands


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize("program", ["GTK", "Qt", "xterm"])
def test_a_dictation_is_undone_and_what_stood_there_before_stays(
    display: Display, output: X11Output, program: str, text: str, way: DeliveryMethod
) -> None:
    with with_something_in_it(display, output, program) as stands:
        done = put(output, text, way, as_is=True)
        assert done.can_undo
        assert undo(output, done, way).arrival is DeliveryResult.INSERTED
        stands("kept ")


@pytest.mark.parametrize("text", ["👩‍💻👩🏽‍🚀", "🇩🇪", "❤️", "👍🏽", "1️⃣", "e\u0301"])
@pytest.mark.parametrize("program", ["GTK", "Qt"])
def test_nothing_is_undone_where_nobody_knows_how_many_keys_delete_it(
    display: Display, output: X11Output, program: str, text: str
) -> None:
    with with_something_in_it(display, output, program) as stands:
        done = put(output, text, DeliveryMethod.PASTE, as_is=True)
        assert not done.can_undo
        refused = undo(output, done, DeliveryMethod.PASTE)
        assert refused.arrival is DeliveryResult.FAILED
        assert refused.failure is not None
        assert "Undo it in the other program" in str(refused.failure.sentence)
        stands(f"kept {text}")


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_lines_go_into_a_terminal_only_when_the_person_means_them(
    display: Display, output: X11Output, way: DeliveryMethod
) -> None:
    with terminal(display) as shell:
        assert put(output, "one\ntwo", way, line="one\ntwo").arrival is DeliveryResult.SEVERAL_LINES
        assert put(output, "one\ntwo ", way).inserted == "one two "
        meant = frozenset((DeliveryResult.SEVERAL_LINES,))
        assert put(output, "x", way, line="three\nfour", despite=meant).arrival is DeliveryResult.INSERTED
        assert shell.text() == "one two three\nfour"


def test_nothing_goes_by_itself_where_a_terminal_shows_another_machine(
    display: Display, output: X11Output, tmp_path: Path
) -> None:
    ssh = tmp_path / "ssh"
    ssh.write_text("#!/bin/sh\nstty raw -echo\nhead -c 2 > $1\n")
    ssh.chmod(0o700)
    with terminal(display, f"{ssh} {{file}}; sleep 300") as shell:
        wait_for(lambda: (seen := output.focus()) is not None and seen.unseen, "the other machine")
        assert put(output, "hunter2", DeliveryMethod.TYPED).arrival is DeliveryResult.UNSEEN
        assert (
            put(output, "ok", DeliveryMethod.TYPED, despite=frozenset((DeliveryResult.UNSEEN,))).arrival
            is DeliveryResult.INSERTED
        )
        wait_for(lambda: shell.file.read_text() == "ok", "what was meant")
