"""A screen without a screen: an X server with a window manager, real keys and a real mouse."""

import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tests.rig.patience import EVENT
from tests.rig.soundcard import RigError

_JWM = """<?xml version="1.0"?>
<JWM>
  <Group><Option>nofocusnew</Option></Group>
  <Tray x="0" y="-1" height="28"><TaskList/><Dock/></Tray>
  <FocusModel>click</FocusModel>
  <Key mask="A" key="F4">close</Key>
</JWM>
"""


class Display:
    def __init__(self, width: int = 1280, height: int = 800, *, managed: bool = True) -> None:
        """`managed`: there is a window manager."""
        self.managed = managed
        self._size = f"{width}x{height}x24"
        self._folder = Path(tempfile.mkdtemp(prefix="voiceapp-display-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self.name = ""

    @property
    def environment(self) -> dict[str, str]:
        return {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def start(self) -> "Display":
        for program in ("Xvfb", "jwm", "xdotool"):
            if not shutil.which(program):
                raise RigError(f"{program} is not installed: `make test` installs it.")
        read, write = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", self._size, "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(write)
        self._processes.append(server)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            self.stop()
            raise RigError("The virtual display did not start.")
        self.name = f":{number}"
        if self.managed:
            self._start_manager()
        return self

    def _start_manager(self) -> None:
        config = self._folder / "jwmrc"
        config.write_text(_JWM, encoding="utf-8")
        self._processes.append(
            subprocess.Popen(
                ["jwm", "-f", str(config)],
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        self._wait_for_manager()

    def _wait_for_manager(self) -> None:
        """Without the window manager windows get no keyboard: who came before it would wait for that in vain."""
        from Xlib import X, Xatom
        from Xlib.display import Display as Connection

        connection = Connection(self.name)
        try:
            root = connection.screen().root
            root.change_attributes(event_mask=X.PropertyChangeMask)
            is_there = connection.intern_atom("_NET_SUPPORTING_WM_CHECK")
            end = time.monotonic() + EVENT
            while root.get_full_property(is_there, Xatom.WINDOW) is None:
                if connection.pending_events():
                    connection.next_event()
                elif not select.select([connection.fileno()], [], [], max(0.0, end - time.monotonic()))[0]:
                    raise RigError("The window manager did not start.")
        finally:
            connection.close()

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(EVENT)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(EVENT)
        self._processes.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    # --- a person in front of it

    def do(self, *arguments: str) -> str:
        """xdotool."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            timeout=EVENT,
            check=False,
        )
        if done.returncode:
            raise RigError(f"xdotool {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def window(self, title: str, timeout: float = EVENT) -> str:
        """The id of a visible window with that title, when it is there."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            done = subprocess.run(
                ["xdotool", "search", "--sync", "--onlyvisible", "--name", title],
                env={**os.environ, **self.environment},
                capture_output=True,
                text=True,
                timeout=max(0.1, end - time.monotonic()),
                check=False,
            )
            if done.stdout.split():
                return done.stdout.split()[0]
        raise RigError(f"No window named {title!r} came.")

    def focus(self, window: str) -> None:
        """The keyboard goes there."""
        self.do(*(("windowactivate", "--sync") if self.managed else ("windowfocus", "--sync")), window)

    def click(self, x: int, y: int, button: int = 1) -> None:
        self.do("mousemove", str(x), str(y), "click", str(button))

    def type(self, text: str) -> None:
        self.do("type", "--delay", "12", text)

    def key(self, *keys: str) -> None:
        self.do("key", *keys)

    def clipboard(self) -> str:
        """What was copied last."""
        done = subprocess.run(
            ["xclip", "-selection", "clipboard", "-o"],
            env={**os.environ, **self.environment},
            capture_output=True,
            timeout=EVENT,
            check=False,
        )
        return done.stdout.decode("utf-8", errors="replace")

    def screenshot(self, path: Path) -> Path:
        """The whole screen as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [shutil.which("import", path="/usr/bin") or "import", "-window", "root", str(path)],
            env={**os.environ, **self.environment},
            check=True,
            capture_output=True,
            timeout=EVENT,
        )
        return path
