"""What the app weighs: memory beside a bare program with the same parts, over a hundred turns, and times of start.

Memory of a process, in MiB: what is resident (shared libraries count in full), its fair share of it (PSS), and what it
alone has (USS). The bare programs open a microphone and a loudspeaker and connect nowhere. TURNS=300 talks for longer.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.window import START
from tests.rig.display import Display
from tests.rig.signals import noise
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import spoken
from tests.server.api import ApiServer, serving
from tests.server.script import Reply
from tests.system.app import RunningApp
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.process_messages import ChatJob, RecogniseJob, Request, SpeakJob
from voiceapp.local.worker import REST

TURNS = int(os.environ.get("TURNS", "100"))
STARTS = 5
SETTLING = 6.0
LONG = (
    "They lived above the sea for months on end, trimmed the lamp every four hours, and wrote down each ship that "
    "passed, whatever the weather was, because somebody might ask one day."
)

TERMINAL = """
import asyncio, sys
import numpy, sounddevice, websockets.asyncio.client, httpx
client = httpx.AsyncClient()
form = dict(samplerate=24000, blocksize=480, channels=1, dtype="int16", callback=lambda *_: None)
streams = [sounddevice.RawInputStream(device="mic", **form), sounddevice.RawOutputStream(device="speaker", **form)]
for stream in streams:
    stream.start()
"""
WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
application = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
column.addWidget(QPlainTextEdit("A talk."))
column.addWidget(QPushButton("Talk"))
window.resize(1120, 780)
window.show()
"""
PAINTED = """
import sys, time
began = float(sys.argv[1])
{window}
class Watch(QWidget):
    def paintEvent(self, event):
        print(f"{{time.time() - began:.4f}}", flush=True)
        QTimer.singleShot(0, application.quit)
column.addWidget(Watch())
column.itemAt(2).widget().setMinimumHeight(20)
application.exec()
"""


def main() -> None:
    card, display = SoundCard().start(), Display(1400, 1000).start()
    environment = {**os.environ, "LOCAL": "0", **card.environment, **display.environment}
    try:
        print(f"{'MiB':<44}{'resident':>10}{'PSS':>8}{'USS':>8}{'threads':>9}{'files':>7}")
        _bare(
            "numpy, streams, websockets, httpx",
            f"{TERMINAL}\nprint('ready', flush=True)\nsys.stdin.read()",
            environment,
        )
        _bare(
            "the same and a PySide6 window",
            f"{TERMINAL}{WINDOW}\nQTimer.singleShot(500, lambda: print('ready', flush=True))\napplication.exec()",
            environment,
        )
        with tempfile.TemporaryDirectory() as home, serving() as server:
            server.script.default = Reply("They trimmed the lamp every four hours.", sound=noise(0.25, RATE))
            _ours("voiceapp in the terminal", card, server, Path(home) / "terminal", None)
            _ours("voiceapp with its window", card, server, Path(home) / "window", display)
        asyncio.run(_models())
        starts(card, environment)
    finally:
        display.stop()
        card.stop()


# --- memory


def _row(name: str, pid: int) -> None:
    status, share = _fields(Path(f"/proc/{pid}/status")), _fields(Path(f"/proc/{pid}/smaps_rollup"))
    own = share["Private_Clean"] + share["Private_Dirty"]
    files = sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    print(
        f"{name:<44}{status['VmRSS'] / 1024:>10.1f}{share['Pss'] / 1024:>8.1f}{own / 1024:>8.1f}"
        f"{status['Threads']:>9}{files:>7}",
        flush=True,
    )


def _fields(path: Path) -> dict[str, int]:
    """Its numbers, by name."""
    rows = (line.split() for line in path.read_text().splitlines())
    return {row[0].rstrip(":"): int(row[1]) for row in rows if len(row) > 1 and row[1].isdigit()}


def _bare(name: str, program: str, environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        _row(f"bare: {name}", process.pid)
    finally:
        process.kill()
        process.communicate()


def _ours(name: str, card: SoundCard, server: ApiServer, home: Path, display: Display | None) -> None:
    app = RunningApp(card, server, home, display, arguments=() if display else ("talk",), latency="")
    begun = len(server.log.sent("response.done"))
    try:
        if display is not None:
            display.do("windowactivate", "--sync", app.window())
            _sleep(SETTLING)
            _row(f"{name}, opened", app.process.pid)
        ask = _by_keyboard(display) if display else _by_line(app)
        _sleep(SETTLING)
        _row(f"{name}, listening", app.process.pid)
        for turn in range(1, TURNS + 1):
            ask()
            server.log.wait_for_sent("response.done", begun + turn)
            _sleep(0.35)
            if turn in (20, TURNS):
                _row(f"{name}, after {turn} turns", app.process.pid)
    finally:
        app.kill()


def _by_line(app: RunningApp) -> Callable[[], None]:
    app.wait_for_output("listening")

    def ask() -> None:
        assert app.process.stdin is not None
        app.process.stdin.write(b"What did they do?\n")
        app.process.stdin.flush()

    return ask


def _by_keyboard(display: Display) -> Callable[[], None]:
    display.key("space")
    display.key("ctrl+l")

    def ask() -> None:
        display.do("type", "What?")
        display.key("Return")

    return ask


# --- models


async def _models() -> None:
    """Each in its process: loaded, after a long job, and when it has rested."""
    machine = LocalMachine(ChosenModels())
    jobs: dict[str, Callable[[int], Request]] = {
        "ears": lambda job: RecogniseJob(job, spoken(LONG, voice="en-us").astype("<i2").tobytes()),
        "brain": lambda job: ChatJob(job, [{"role": "user", "content": f"Go on: {LONG}"}], 60),
        "voice": lambda job: SpeakJob(job, LONG),
    }
    try:
        for part, job in jobs.items():
            if not machine.has(part):
                print(f"{part} on this machine: left out (LOCAL=0)")
                continue
            process = machine.process(part)
            await process.start()
            assert process.pid is not None
            _row(f"{part} on this machine, loaded", process.pid)
            async for _ in process.ask(job):
                pass
            _row(f"{part} on this machine, after a long job", process.pid)
            if part == "brain":
                await _many_conversations(process)
                _row(f"{part} on this machine, after twelve more", process.pid)
            await asyncio.sleep(REST + 1)
            _row(f"{part} on this machine, at rest", process.pid)
            await process.stop()
    finally:
        await machine.close()


async def _many_conversations(process: ModelProcess) -> None:
    for number in range(12):
        told = [{"role": "user", "content": f"Story {number}: {LONG * 12}"}]
        async for _ in process.ask(partial(ChatJob, messages=told, longest=5)):
            pass


# --- starts


def starts(card: SoundCard, environment: dict[str, str]) -> None:
    print(f"\n{'seconds to':<44}{'fastest':>10}{'median':>8}{'slowest':>9}   ({STARTS} starts of each, in turn)")
    python, ours = [sys.executable, "-c"], [sys.executable, "-m", "voiceapp"]
    commands = {
        "the end of a bare `python -c pass`": [*python, "pass"],
        "the end of `import numpy`": [*python, "import numpy"],
        "the end of `voiceapp --help`": [*ours, "--help"],
        "the end of `voiceapp dictate --toggle`": [*ours, "dictate", "--toggle"],
        "the end of `voiceapp history`": [*ours, "history"],
        "the end of `voiceapp talk --help`": [*ours, "talk", "--help"],
    }
    ways: dict[str, Callable[[Path], float]] = {
        name: partial(_until_its_end, command, environment) for name, command in commands.items()
    }
    ways["`voiceapp talk` listening"] = partial(_until_it_listens, card)
    bare, whole = PAINTED.format(window=WINDOW), START
    ways["a bare PySide6 window's first picture"] = partial(_until_painted, [*python, bare], environment)
    ways["the window's first picture"] = partial(_until_painted, [*python, whole], environment)
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(STARTS):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as home:
                found[name].append(way(Path(home)))
    for name, times in found.items():
        print(f"{name:<44}{min(times):>10.2f}{statistics.median(times):>8.2f}{max(times):>9.2f}")


def _until_its_end(command: list[str], environment: dict[str, str], home: Path) -> float:
    began = time.monotonic()
    subprocess.run(command, env={**environment, "VOICEAPP_HOME": str(home)}, capture_output=True, check=False)
    return time.monotonic() - began


def _until_it_listens(card: SoundCard, home: Path) -> float:
    with serving() as server:
        began = time.monotonic()
        app = RunningApp(card, server, home, arguments=("talk",), latency="")
        try:
            app.wait_for_output("listening")
            return time.monotonic() - began
        finally:
            app.kill()


def _until_painted(command: list[str], environment: dict[str, str], home: Path) -> float:
    """It says itself when that was: it still has to close."""
    done = subprocess.run(
        [*command, str(time.time()), "window first"],
        env={
            **environment,
            "VOICEAPP_HOME": str(home),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return float(done.stdout.split()[0])


def _sleep(seconds: float) -> None:
    threading.Event().wait(seconds)


if __name__ == "__main__":
    main()
