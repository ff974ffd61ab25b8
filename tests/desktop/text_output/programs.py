"""Real programs that text is put into, and how to see what they got."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.rig.display import Display
from tests.rig.patience import EVENT
from tests.rig.soundcard import RigError

QT_FIELD = Path(__file__).with_name("qt_field.py")


@dataclass
class Program:
    """One that is running and has its window."""

    display: Display
    window: str
    file: Path
    process: "subprocess.Popen[bytes]"

    def activate(self) -> None:
        self.display.focus(self.window)
        wait_for(lambda: self.display.do("getwindowfocus") == self.window or self._holds_focus(), "the focus")

    def _holds_focus(self) -> bool:
        if not self.display.managed:
            return False
        try:
            return self.display.do("getactivewindow") == self.window
        except RigError:
            return False  # There is none just now.


class Editor(Program):
    """mousepad: GTK 3."""

    def text(self) -> str:
        """What stands in it: saved, and read from the file.

        It saves only what was changed: so it is changed, and changed back. The new file takes the old one's place
        when it is whole.
        """
        before = self.file.stat().st_ino
        self.display.do("key", "--clearmodifiers", "--window", "0", "space", "BackSpace", "ctrl+s")
        wait_for(lambda: self.file.stat().st_ino != before, "the file")
        return self.file.read_text(encoding="utf-8").removesuffix("\n")

    def is_empty(self) -> bool:
        """Nothing came to it."""
        return self.text() == ""


class Terminal(Program):
    """xterm with `cat`: what was typed is in the file after Enter."""

    def text(self) -> str:
        self.display.do("key", "--clearmodifiers", "Return")
        wait_for(lambda: self.file.read_bytes().endswith(b"\n"), "the line")
        return self.file.read_text(encoding="utf-8").removesuffix("\n")


class Fields(Program):
    """A window of a toolkit's own fields, by a Python program that notes what stands in them."""

    def shows(self, text: str) -> None:
        """Waits until this stands in them, a field after the other."""
        wait_for(lambda: self.file.read_text(encoding="utf-8") == text, f"{text!r}", told=self._told)

    def _told(self) -> str:
        return f"there was {self.file.read_text(encoding='utf-8')!r}"


def wait_for(
    condition: Callable[[], object],
    what: str,
    patience: float = EVENT,
    *,
    strict: bool = True,
    told: Callable[[], str] = str,
) -> bool:
    """`told` says what there was instead."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    if strict:
        raise AssertionError(f"{what} did not come: {told()}")
    return False


@contextmanager
def running_program(
    display: Display, command: list[str], title: str, home: Path, bus: str = "", *, tells: bool = True
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """`tells`: over the bus, what it shows."""
    if not shutil.which(command[0]):
        raise RigError(f"{command[0]} is not installed: `make test` installs it.")
    environment = {
        **os.environ,
        **display.environment,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "NO_AT_BRIDGE": "1",
        "GSETTINGS_BACKEND": "keyfile",
    }
    environment.pop("QT_QPA_PLATFORM", None)
    if bus:
        if tells:
            environment.pop("NO_AT_BRIDGE")
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield display.window(title), process
    finally:
        # All of it: what was started may have started more.
        _end(process, signal.SIGTERM)
        try:
            process.wait(EVENT)
        except subprocess.TimeoutExpired:
            _end(process, signal.SIGKILL)
            process.wait(EVENT)


def _end(process: "subprocess.Popen[bytes]", how: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, how)


@contextmanager
def editor(display: Display, text: str = "", bus: str = "") -> Iterator[Editor]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        file = home / f"note-{time.monotonic_ns()}.txt"
        file.write_text(text, encoding="utf-8")
        # It would take its own saving for somebody else's, and ask.
        settings = home / "glib-2.0" / "settings"
        settings.mkdir(parents=True)
        (settings / "keyfile").write_text("[org/xfce/mousepad/preferences/file]\nmonitor-changes=false\n")
        command = ["mousepad", "--disable-server", str(file)]
        if not bus:
            command = ["dbus-run-session", "--", *command]
        with running_program(display, command, file.stem, home, bus) as (window, process):
            it = Editor(display, window, file, process)
            it.activate()
            display.do("key", "ctrl+End")
            yield it


@contextmanager
def terminal(display: Display, command: str = "cat > {file}") -> Iterator[Terminal]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        file = home / "typed.txt"
        file.touch()
        title = f"term-{time.monotonic_ns()}"
        shell = command.format(file=file)
        run = ["xterm", "-u8", "-xrm", "XTerm*allowTitleOps: false", "-T", title, "-e", "sh", "-c", shell]
        with running_program(display, run, title, home) as (window, process):
            it = Terminal(display, window, file, process)
            it.activate()
            yield it


@contextmanager
def qt_fields(
    display: Display,
    *kinds: str,
    binding: str = "PySide6",
    python: str = sys.executable,
    bus: str = "",
    tells: bool = True,
) -> Iterator[Fields]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        file = home / "fields.txt"
        file.touch()
        title = f"qt-{time.monotonic_ns()}"
        command = [python, str(QT_FIELD), binding, str(file), title, *(kinds or ("text",))]
        with running_program(display, command, title, home, bus, tells=tells) as (window, process):
            it = Fields(display, window, file, process)
            it.activate()
            yield it
