"""The page of a recording: opening, scrolling, zooming and seeking in a made-up talk of three hours.

Beside it the plainest thing that shows the same words: all of them in one text field of Qt's, without times, speakers or
sound. What a picture takes is measured from the change to the end of painting.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.gui.desk import PaperDesk
from tests.rig.display import Display
from voiceapp.core.recordings.player_access import PlayerState
from voiceapp.core.recordings.track import track_of
from voiceapp.core.recordings.waveform import PEAK_MS, silences, waveform_of
from voiceapp.core.transcript import ItemId, Message, MessageState, SoundId, Speaker, Talk, TalkId, TalkKind, Via, Word
from voiceapp.gui.window import Window

PART = "VOICEAPP_BENCH_PART"
HOURS = 3
WORDS = ("so", "we", "counted", "the", "travel", "costs", "twice", "and", "nobody", "noticed", "until", "Friday")
MS_A_WORD = 350
WORDS_A_LINE = 9
STEPS = 150
DICE = random.Random(7)


def main() -> None:
    if os.environ.get(PART):
        measure()
        return
    display = Display(1400, 1000).start()
    try:
        environment = {**os.environ, **display.environment, PART: "page"}
        subprocess.run([sys.executable, "-m", "benchmarks.recording_page"], env=environment, check=True)
    finally:
        display.stop()


def made_up() -> Talk:
    lines: list[Message] = []
    began = at = 1_700_000_000.0
    while at < began + HOURS * 3600:
        lines.append(_line(len(lines), at))
        at += lines[-1].sound_ms / 1000 + 0.4
    return Talk(TalkId("long"), began, TalkKind.TRANSCRIPTION, "Three hours", ended_at=at, items=tuple(lines))


def _line(number: int, at: float) -> Message:
    said = [DICE.choice(WORDS) for _ in range(WORDS_A_LINE)]
    words = (Word(word, MS_A_WORD * place, MS_A_WORD * place + 300, DICE.random()) for place, word in enumerate(said))
    return Message(
        ItemId(f"l{number:06d}"),
        Speaker.USER,
        at,
        " ".join(said),
        MessageState.DONE,
        Via.FILE,
        words=tuple(words),
        sound=SoundId(f"s{number}"),
        sound_ms=MS_A_WORD * len(said),
    )


def measure() -> None:
    talk = made_up()
    track = track_of(talk)
    peaks = bytes(DICE.randrange(10, 250) for _ in range(track.length // PEAK_MS))
    print(f"{len(talk.items):,} lines, {track.length / 3_600_000:.1f} h, {len(peaks) / 1000:,.0f} kB of peaks\n")
    print(f"{'':<52}{'median ms':>12}{'worst ms':>12}")
    report("put the recordings on one time line", 5, lambda: track_of(talk))
    report("make the waveform of its peaks", 5, lambda: waveform_of(peaks))
    report("find its silences", 5, lambda: silences(peaks))
    application = QApplication([])
    _Page(application, talk, peaks).measure()
    _plainly(application, talk)


class _Page:
    def __init__(self, application: QApplication, talk: Talk, peaks: bytes) -> None:
        self._application = application
        self._talk = talk
        self._desk = PaperDesk()
        self._desk.talks[talk.id] = talk
        self._desk.player.peaks = peaks
        self._window = Window(self._desk)
        self._window.resize(1100, 900)
        self._window.show()
        settle(application)
        self._page = self._window.main_area.reading

    def measure(self) -> None:
        page, bar = self._page, self._page.view.verticalScrollBar()
        wave, length = page.player.view, track_of(self._talk).length
        report("open it, to the first picture", 1, self._open)
        self._report("scroll by a page", STEPS, lambda: bar.setValue(bar.value() + bar.pageStep()))
        self._report("scroll anywhere", STEPS, lambda: bar.setValue(DICE.randrange(bar.maximum())))
        self._report("zoom the waveform in, from all of it", 40, lambda: wave.zoom(1.2))
        self._report("and out again", 40, lambda: wave.zoom(1 / 1.2))
        self._report("seek anywhere", STEPS, lambda: page.player.seek(DICE.randrange(length)))
        page.player.play_from(0)
        self._report("each picture while it plays", STEPS, self._go_on)
        page.player.stop()
        self._report("merge two lines", 5, self._merge)
        self._window.bridge.close()

    def _open(self) -> None:
        self._page.read(self._talk)
        self._window.main_area.setCurrentWidget(self._page)
        settle(self._application)

    def _go_on(self) -> None:
        at = self._desk.player.at_present.at + 40
        self._desk.player.at_present = PlayerState(playing=True, at=at)
        self._page.player.look()

    def _merge(self) -> None:
        line = self._page.model.item(10)
        assert isinstance(line, Message)
        self._page.editor.merge(line)

    def _report(self, what: str, times: int, change: Callable[[], object]) -> None:
        def painted() -> None:
            change()
            self._page.player.view.repaint()
            self._page.view.viewport().repaint()

        report(what, times, painted)


def _plainly(application: QApplication, talk: Talk) -> None:
    field = QPlainTextEdit()
    field.resize(1100, 700)
    bar = field.verticalScrollBar()
    text = "\n".join(item.text for item in talk.items if isinstance(item, Message))

    def open_it() -> None:
        field.setPlainText(text)
        field.show()
        settle(application)

    def scroll(value: int) -> None:
        bar.setValue(value)
        field.viewport().repaint()

    report("the words alone in a text field: open", 1, open_it)
    report("  scroll by a page", STEPS, lambda: scroll(bar.value() + bar.pageStep()))
    report("  scroll anywhere", STEPS, lambda: scroll(DICE.randrange(bar.maximum())))


def settle(application: QApplication) -> None:
    for _ in range(20):
        application.processEvents()


def report(what: str, times: int, work: Callable[[], object]) -> None:
    took: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    print(f"{what:<52}{statistics.median(took):>12.1f}{max(took):>12.1f}", flush=True)


if __name__ == "__main__":
    main()
