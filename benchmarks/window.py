"""The window: from the start to the first picture, how busy its thread is while one talks, and its memory in an hour.

Start: a process of its own each time, with the app loaded behind the window, and before it (as it would be without
the stand-in). Busy: a beat of one millisecond in the window's thread says how long it was kept from beating, in a
window at rest, in one that is talking (levels fifty times a second, a growing reply, the word that is spoken), and
in one that is talking with 100,000 lines above. Memory: an hour of such talk, as fast as it goes.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from tests.rig.display import Display

PART = "VOICEAPP_BENCH_PART"
STARTS = 7
TALK_SECONDS = 8.0
LINES = 100_000
TURNS = 400
"""In an hour: nine seconds a turn."""

START = """
import sys, time
began = float(sys.argv[1])
if sys.argv[2] == "app first":
    import voiceapp.app.desk
from voiceapp.gui import main
from voiceapp.gui.talk.button import TalkButton
from PySide6.QtCore import QTimer
plain = TalkButton.paintEvent
def paint(self, event):
    plain(self, event)
    if not hasattr(main, "painted"):
        main.painted = time.time()
        print(f"{main.painted - began:.4f}", flush=True)
        QTimer.singleShot(0, self.window().quit)
TalkButton.paintEvent = paint
main.run([], overrides={"appearance.minimise_to_tray": "false"})
"""


@dataclass(frozen=True, slots=True)
class Busy:
    what: str
    spans: list[float]

    def row(self) -> str:
        ordered = sorted(self.spans)
        high = ordered[int(len(ordered) * 0.99)] * 1000
        over = sum(span > 0.016 for span in ordered)
        return (
            f"{self.what:<42}{statistics.median(ordered) * 1000:>8.1f}{high:>8.1f}{ordered[-1] * 1000:>8.1f}"
            f"{over:>8}{len(ordered):>8}"
        )


def main() -> None:
    part = os.environ.get(PART)
    if part:
        {"busy": busy_threads, "long": long_lists, "memory": memory}[part]()
        return
    display = Display(1400, 1000).start()
    try:
        environment = {**os.environ, **display.environment}
        starts(environment)
        for part in ("busy", "long", "memory"):
            subprocess.run([sys.executable, "-m", "benchmarks.window"], env={**environment, PART: part}, check=True)
    finally:
        display.stop()


def starts(environment: dict[str, str]) -> None:
    print(f"process start → first painted frame, {STARTS} starts of each, in seconds\n")
    print(f"{'':<42}{'fastest':>9}{'median':>9}{'slowest':>9}")
    times: dict[str, list[float]] = {"window first": [], "app first": []}
    for _ in range(STARTS):
        for way, found in times.items():
            with tempfile.TemporaryDirectory() as home:
                done = subprocess.run(
                    [sys.executable, "-c", START, str(time.time()), way],
                    env={
                        **environment,
                        "VOICEAPP_HOME": home,
                        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
                    },
                    capture_output=True,
                    text=True,
                    check=False,
                )
            found.append(float(done.stdout.split()[0]))
    for way, found in times.items():
        print(f"{way:<42}{min(found):>9.2f}{statistics.median(found):>9.2f}{max(found):>9.2f}")


def busy_threads() -> None:
    from PySide6.QtWidgets import QApplication

    sys.setswitchinterval(0.001)
    application = QApplication([])
    print("\nthe window's thread, kept from its beat for so many ms\n")
    print(f"{'':<42}{'median':>8}{'99 %':>8}{'most':>8}{'>16 ms':>8}{'beats':>8}")
    for what, lines, talking in (
        ("at rest", 200, False),
        ("talking, 200 lines", 200, True),
        (f"talking, {LINES:,} lines", LINES, True),
    ):
        print(busy(what, lines, talking=talking).row(), flush=True)
    application.quit()


def busy(what: str, lines: int, *, talking: bool) -> Busy:
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    from tests.gui.desk import PaperDesk
    from tests.gui.scenes import said
    from voiceapp.core.messages import ShowTalk
    from voiceapp.core.transcript import Talk, TalkId
    from voiceapp.gui.window import Window

    desk = PaperDesk()
    window = Window(desk)
    window.resize(1120, 780)
    window.show()
    text = "It was a bright cold day in April, and the clocks were striking. " * 3
    desk.show(ShowTalk(Talk(TalkId("t"), 0.0, items=tuple(said(text, number) for number in range(lines)))))
    settle(1_000)
    feeder = Feeder(desk) if talking else None
    spans: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        spans.append(max(0.0, now - last[0] - 0.001))
        last[0] = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(1)
    timer.timeout.connect(beat)
    loop = QEventLoop()
    QTimer.singleShot(round(TALK_SECONDS * 1000), loop.quit)
    if feeder is not None:
        feeder.start()
    last[0] = time.perf_counter()
    timer.start()
    loop.exec()
    timer.stop()
    if feeder is not None:
        feeder.stop()
    window.bridge.close()
    window.hide()
    window.deleteLater()
    desk.close()
    settle(100)
    return Busy(what, spans[5:])


def long_lists() -> None:
    """How long the window's thread is held by a talk that is opened, and by scrolling through all of it."""
    from PySide6.QtWidgets import QApplication

    from tests.gui.desk import PaperDesk
    from tests.gui.scenes import said
    from voiceapp.core.transcript import Talk, TalkId
    from voiceapp.gui.window import Window

    application = QApplication([])
    desk = PaperDesk()
    window = Window(desk)
    window.resize(1120, 780)
    window.show()
    settle(300)
    print("\nlong lists, ms in which the window does nothing else\n")
    print(f"{'':<42}{'open':>8}{'a page, median':>16}{'a page, most':>14}")
    text = "It was a bright cold day in April, and the clocks were striking. "
    for lines in (200, LINES):
        talk = Talk(TalkId("t"), 0.0, items=tuple(said(text * (number % 5 + 1), number) for number in range(lines)))
        began = time.perf_counter()
        window.main_area.show_talk(talk)
        opened = time.perf_counter() - began
        print(scrolled(f"a talk of {lines:,} lines", opened, window.transcript))
    now = time.time()
    for talks in (50, 5_000):
        desk.talks = {
            TalkId(f"t{number}"): Talk(TalkId(f"t{number}"), now - number * 4_000, title=f"Talk {number}")
            for number in range(talks)
        }
        began = time.perf_counter()
        window.history._look()
        application.processEvents()
        opened = time.perf_counter() - began
        print(scrolled(f"a history of {talks:,} talks, by the page", opened, window.history.list))
    window.bridge.close()
    window.hide()
    application.quit()


def scrolled(what: str, opened: float, view: object) -> str:
    """From its end to its beginning by pages, and half way down again, painting each."""
    from PySide6.QtWidgets import QApplication

    from voiceapp.gui.look.long_list import LongList

    assert isinstance(view, LongList)
    bar = view.verticalScrollBar()
    spans: list[float] = []
    for share in [number / 150 for number in (*range(150, 0, -1), *range(75))]:
        began = time.perf_counter()
        bar.setValue(round(bar.maximum() * share))
        view.viewport().repaint()
        spans.append(time.perf_counter() - began)
        QApplication.processEvents()
    return f"{what:<42}{opened * 1000:>8.1f}{statistics.median(spans) * 1000:>16.1f}{max(spans) * 1000:>14.1f}"


class Feeder:
    """What the session tells while one talks, at its pace, from another thread."""

    def __init__(self, desk: object) -> None:
        import threading

        self._desk = desk
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._feed, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(5)

    def _feed(self) -> None:
        step = 0
        while not self._over.wait(0.02):
            step += 1
            tell_step(self._desk, step, turn=1_000_000 + step // 400)


WORDS = "They lived above the sea for months on end, trimmed the lamp every four hours, and wrote it down. " * 4


def tell_step(desk: object, step: int, turn: int) -> None:
    """20 ms of talk: levels always; in the first half the person's words grow, then the reply's and its place."""
    from tests.gui.desk import PaperDesk
    from tests.gui.scenes import STATE, said
    from voiceapp.core.messages import Phase, ShowItem, ShowLevels, ShowState
    from voiceapp.core.transcript import MessageState, Speaker

    assert isinstance(desk, PaperDesk)
    place = step % 400
    desk.show(ShowLevels(microphone=-60.0 + step % 50, speaker=-60.0 + step % 45))
    if place == 0:
        desk.show(ShowState(replace(STATE, phase=Phase.HEARING)))
    if place == 150:
        desk.show(ShowState(replace(STATE, phase=Phase.SPEAKING)))
    if place < 150 and place % 10 == 0:
        words = replace(said(WORDS[:place], 2 * turn), speaker=Speaker.USER, state=MessageState.GROWING)
        desk.show(ShowItem(words))
    elif place >= 150 and place % 2 == 0:
        grown = min(len(WORDS), (place - 140) * 4)
        reply = replace(said(WORDS[:grown], 2 * turn + 1), speaker=Speaker.ASSISTANT, state=MessageState.GROWING)
        desk.show(ShowItem(replace(reply, spoken=min(grown, (place - 150) * 2))))


def memory() -> None:
    from PySide6.QtWidgets import QApplication

    from tests.gui.desk import PaperDesk
    from voiceapp.gui.window import Window

    application = QApplication([])
    print(f"\nmemory of the process over an hour's talk ({TURNS} turns), MiB\n")
    desk = PaperDesk()
    window = Window(desk)
    window.resize(1120, 780)
    window.show()
    settle(500)
    marks: list[tuple[int, float]] = [(0, resident())]
    for turn in range(1, TURNS + 1):
        for step in range(0, 400, 4):
            tell_step(desk, turn * 400 + step, turn)
            if step % 40 == 0:
                settle(0)
        if turn % (TURNS // 4) == 0:
            settle(100)
            marks.append((turn, resident()))
    print("   ".join(f"{turn * 60 // TURNS} min: {size:.1f}" for turn, size in marks))
    window.bridge.close()
    window.hide()
    application.quit()


def resident() -> float:
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGESIZE") / 1024 / 1024


def settle(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
