"""A Wayland desktop without a screen: Sway, with real programs in it. Only where its packages are installed."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.desktop.text_output.programs import wait_for
from tests.rig.patience import EVENT
from voiceapp.desktop.wayland.virtual_keyboard import VirtualKeyboard

_CONFIG = "output HEADLESS-1 mode 1280x800\nfocus_follows_mouse no\n"
_NOBODY = 65534


def end_all(process: "subprocess.Popen[bytes]") -> None:
    """It, and what it has started: buses start services."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(EVENT)


class SwayDesk:
    """It refuses to run as root, so root starts it as nobody."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="voiceapp-sway-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}

    @staticmethod
    def skip_unless_possible() -> None:
        missing = [name for name in ("sway", "swaymsg", "foot", "wl-paste") if shutil.which(name) is None]
        if missing:
            pytest.skip(f"not installed: {', '.join(missing)}")
        if os.geteuid() == 0 and shutil.which("setpriv") is None:
            pytest.skip("sway does not run as root, and there is no setpriv")

    def start(self) -> "SwayDesk":
        config = self.folder / "config"
        config.write_text(_CONFIG)
        self.folder.chmod(0o700)
        as_nobody: list[str] = []
        if os.geteuid() == 0:
            for path in (self.folder, config):
                os.chown(path, _NOBODY, _NOBODY)
            as_nobody = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        base = {**kept, "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder), "LC_ALL": "C.UTF-8"}
        headless = {
            "WLR_BACKENDS": "headless",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
            "LIBSEAT_BACKEND": "noop",
        }
        self.run([*as_nobody, "sway", "-c", str(config)], {**base, **headless})
        wait_for(lambda: self._socket("wayland-*") and self._socket("sway-ipc*"), "the desktop")
        self.environment = {
            **base,
            "WAYLAND_DISPLAY": self._socket("wayland-*"),
            "SWAYSOCK": str(self.folder / self._socket("sway-ipc*")),
            "GDK_BACKEND": "wayland",
            "QT_QPA_PLATFORM": "wayland",
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
        }
        self.hands = VirtualKeyboard(self.environment)
        return self

    def _socket(self, pattern: str) -> str:
        return next((path.name for path in self.folder.glob(pattern) if path.is_socket()), "")

    def stop(self) -> None:
        if self.environment:
            self.hands.close()
        for process in reversed(self._processes):
            end_all(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- programs

    def run(self, command: list[str], environment: dict[str, str] | None = None) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            command,
            env=environment or self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._processes.append(process)
        return process

    def do(self, *command: str, given: bytes = b"") -> bytes:
        done = subprocess.run(
            list(command), env=self.environment, input=given, capture_output=True, timeout=EVENT, check=False
        )
        return done.stdout

    def tree(self) -> str:
        return self.do("swaymsg", "-t", "get_tree").decode()

    def copy(self, content: bytes, form: str) -> None:
        """By a program of its own, which stays as long as what it copied."""
        subprocess.run(
            ["wl-copy", "--type", form],
            env=self.environment,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=EVENT,
            check=True,
        )

    def copied(self, form: str = "text/plain") -> bytes:
        return self.do("wl-paste", "--no-newline", "--type", form)

    def formats(self) -> set[str]:
        return set(self.do("wl-paste", "--list-types").decode().split())

    @contextmanager
    def terminal(self) -> Generator["SwayTerminal"]:
        file = self.folder / f"typed-{time.monotonic_ns()}"
        file.touch()
        process = self.run(["foot", "-T", file.name, "sh", "-c", f"cat > {file}"])
        try:
            wait_for(lambda: f'"{file.name}"' in self.tree(), "the terminal")
            self.do("swaymsg", f'[title="{file.name}"] focus')
            yield SwayTerminal(self, file, process)
        finally:
            end_all(process)

    @contextmanager
    def editor(self) -> Generator["SwayEditor"]:
        if shutil.which("mousepad") is None:
            pytest.skip("not installed: mousepad")
        file = self.folder / f"note-{time.monotonic_ns()}.txt"
        file.touch()
        process = self.run(["dbus-run-session", "--", "mousepad", "--disable-server", str(file)])
        try:
            wait_for(lambda: file.stem in self.tree(), "the editor")
            self.do("swaymsg", f'[title="{file.stem}"] focus')
            yield SwayEditor(self, file, process)
        finally:
            end_all(process)


class SwayTerminal:
    """foot with `cat`: what was typed is in the file after Enter."""

    def __init__(self, desk: SwayDesk, file: Path, process: "subprocess.Popen[bytes]") -> None:
        self._desk = desk
        self._file = file
        self.process = process

    def text(self) -> str:
        self._desk.hands.type("\n")
        wait_for(lambda: self._file.read_bytes().endswith(b"\n"), "the line")
        return self._file.read_text(encoding="utf-8").removesuffix("\n")


class SwayEditor:
    """mousepad: GTK 3."""

    def __init__(self, desk: SwayDesk, file: Path, process: "subprocess.Popen[bytes]") -> None:
        self._desk = desk
        self._file = file
        self.process = process

    def shows(self, text: str) -> None:
        def saved() -> bool:
            self._desk.hands.press("s", ("ctrl",))
            return self._file.read_text(encoding="utf-8").removesuffix("\n") == text

        wait_for(saved, repr(text), told=lambda: repr(self._file.read_text(encoding="utf-8")))
