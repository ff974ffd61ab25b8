"""The real app in a process of its own: real window, real sound card, against the true server."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.rig.display import Display
from tests.rig.patience import EVENT
from tests.rig.soundcard import RigError, SoundCard
from tests.server.api import KEY, ApiServer

TITLE = "voiceapp"


class RunningApp:
    """Started with a home of its own; ended by closing its window."""

    def __init__(
        self,
        card: SoundCard,
        server: ApiServer,
        home: Path,
        display: Display | None = None,
        settings: dict[str, str] | None = None,
        arguments: tuple[str, ...] = (),
        key: str = KEY,
        latency: str = "0.5",
        environment: dict[str, str] | None = None,
        module: str = "voiceapp",
    ) -> None:
        self.home = home
        self._display = display
        self.environment = {
            **os.environ,
            "LOCAL": "0",
            **card.environment,
            **(display.environment if display else {}),
            "VOICEAPP_HOME": str(home),
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_API_KEY": key,
            "VOICEAPP_OUTPUT_LATENCY": latency,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            **(environment or {}),
        }
        # ALSA ends the process over a configuration that names no card at all; without one it finds none.
        self.environment = {name: value for name, value in self.environment.items() if value}
        chosen = {
            "sound.input_device": "mic",
            "sound.output_device": "speaker",
            "appearance.minimise_to_tray": "false",
            **(settings or {}),
        }
        flags = [f"--set={name}={value}" for name, value in chosen.items()]
        home.mkdir(parents=True, exist_ok=True)
        self._output = (home / "output").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments, *flags],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def output(self) -> str:
        return (self.home / "output").read_text(encoding="utf-8", errors="replace")

    def wait_for_output(self, words: str, timeout: float = EVENT) -> None:
        end = time.monotonic() + timeout
        while words not in self.output:
            assert self.process.poll() is None or words in self.output, f"it ended; it said: {self.output[-2000:]}"
            assert time.monotonic() < end, f"{words!r} did not come; it said: {self.output[-2000:]}"
            threading.Event().wait(0.05)

    def wait_for_file(self, path: Path, words: str, timeout: float = EVENT) -> None:
        end = time.monotonic() + timeout
        while not (path.exists() and words in path.read_text(encoding="utf-8", errors="replace")):
            assert time.monotonic() < end, f"{words!r} did not come into {path.name}"
            threading.Event().wait(0.05)

    def wait_until_it_listens(self) -> None:
        """The talk has its microphone. What is said before is nobody's."""
        self.wait_for_file(self.home / "state" / "flight.jsonl", "MicrophoneChanged")

    def window(self) -> str:
        assert self._display is not None
        try:
            return self._display.window(f"^{TITLE}$")
        except RigError:
            raise AssertionError(f"the window did not come; the app said: {self.output[-3000:]}") from None

    def close_window(self) -> int:
        """Close it as a person does, and wait until the process is gone."""
        assert self._display is not None
        self._display.do("windowactivate", "--sync", self.window())
        self._display.key("alt+F4")
        return self.wait()

    def wait(self, timeout: float = EVENT) -> int:
        try:
            return self.process.wait(timeout)
        finally:
            self.kill()

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(EVENT)
        if self.process.stdin is not None:
            self.process.stdin.close()
        self._output.close()

    def children(self) -> list[int]:
        """Processes of its session that are alive."""
        found: list[int] = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                except OSError:
                    continue
                if int(fields[3]) == self.process.pid and fields[0] != "Z":
                    found.append(int(folder.name))
        return found
