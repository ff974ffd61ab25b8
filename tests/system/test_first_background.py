"""A window that was not painted yet is in its own colour, on a real X display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.display import Display

SHOWN = """
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from voiceapp.gui.system.first_background import cover
application = QGuiApplication([])
window = QWindow()
window.setGeometry(0, 0, 300, 200)
{covered}
window.show()
loop = QEventLoop()
def look():
    middle = window.mapToGlobal(window.geometry().center() - window.position())
    colour = application.primaryScreen().grabWindow(0).toImage().pixelColor(middle).name()
    if window.isExposed():
        print(colour)
        loop.quit()
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
loop.exec()
if "uncover" in globals():
    uncover()
window.close()
"""


@pytest.mark.parametrize("covered", ["", "uncover = cover(int(window.winId()), '#124578')"])
def test_a_window_that_nothing_painted_has_its_own_colour(covered: str) -> None:
    display = Display(640, 480).start()
    try:
        done = subprocess.run(
            [sys.executable, "-c", SHOWN.format(covered=covered)],
            env={**os.environ, **display.environment, "QT_QPA_PLATFORM": "xcb"},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    finally:
        display.stop()
    assert (done.stdout.strip() == "#124578") is bool(covered), done.stderr
