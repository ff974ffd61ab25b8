"""Qt objects are freed in the window's thread, whichever thread makes so many objects that it is time to look."""

import gc
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from voiceapp.app import garbage_collection

OPENS_AND_ENDS = """
import gc
from PySide6.QtWidgets import QApplication
from voiceapp.gui import main

ready = main.CurrentWindow.ready

def look(front, desk):
    ready(front, desk)
    print(gc.isenabled(), gc.get_freeze_count() > 10_000)
    front.window.quit()

main.CurrentWindow.ready = look
main.run([])
"""


class Knot(QLabel):
    """Reaches itself, as windows do through what they are connected with."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_what_a_worker_makes_frees_nothing_of_the_windows(qapp: QApplication) -> None:
    del qapp
    garbage_collection.disable_automatic()
    freed: list[threading.Thread] = []
    weakref.finalize(Knot(), lambda: freed.append(threading.current_thread()))

    def work() -> None:
        for _ in range(50):
            _ = [[[]] for _ in range(1_000)]

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert freed == []
    kept: list[list[int]] = []
    while not freed and len(kept) < 1_000_000:
        kept.extend([number] for number in range(1_000))
        garbage_collection.collect_if_due()
    assert freed == [threading.main_thread()]


def test_looking_costs_nothing_until_it_is_due() -> None:
    gc.collect()
    looked: list[str] = []

    def note(phase: str, info: dict[str, int]) -> None:
        looked.append(f"{phase} {info['generation']}")

    gc.callbacks.append(note)
    try:
        garbage_collection.collect_if_due()
    finally:
        gc.callbacks.remove(note)
    assert looked == []


def test_the_app_looks_in_the_windows_thread_alone_and_not_through_what_stays(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENS_AND_ENDS],
        capture_output=True, text=True, timeout=120, check=False, cwd=Path(__file__).parent.parent.parent,
        env={**os.environ, "VOICEAPP_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.stdout.split() == ["False", "True"], done.stderr
