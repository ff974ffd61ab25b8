"""Some of the window's own tests once more, on a real X display with a window manager: focus and tray are not pretended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.alone import FOLDER
from tests.rig.display import Display
from tests.rig.fixtures import REAL_SCREEN

WHERE_IT_MATTERS = [f"tests/gui/test_{name}.py" for name in ("window", "desktop", "dictation_bar", "first_start")]
"""Focus, places and the tray; what is drawn is the same in memory."""
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.timeout(400)
def test_the_window_on_a_real_screen() -> None:
    display = Display(1600, 1200).start()
    # They run in this test's place: standing in the queue behind who waits for it to end, they would wait for ever.
    environment = {name: value for name, value in os.environ.items() if name != FOLDER}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *WHERE_IT_MATTERS, "-q", "-p", "no:cacheprovider"],
            cwd=ROOT,
            env={**environment, REAL_SCREEN: display.name},
            capture_output=True,
            text=True,
            timeout=380,
            check=False,
        )
    finally:
        display.stop()
    assert done.returncode == 0, done.stdout[-8_000:]
    assert "xcb" not in done.stderr, "the display was there"
