"""The bar under a real KWin: the program keeps the keyboard."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.text_output.programs import QT_FIELD, wait_for
from tests.rig.plasma import PlasmaDesk
from voiceapp.desktop.text_output.wayland import WaylandOutput

BAR = Path(__file__).with_name("shown_bar.py")


@pytest.fixture
def desk() -> Iterator[PlasmaDesk]:
    PlasmaDesk.skip_unless_possible()
    it = PlasmaDesk()
    try:
        yield it.start()
    finally:
        it.stop()


def press(desk: PlasmaDesk, key: str) -> None:
    desk.key(key, down=True)
    desk.key(key, down=False)


def test_the_bar_leaves_the_keyboard_to_the_program(desk: PlasmaDesk, tmp_path: Path) -> None:
    desk.environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    desk.environment["VOICEAPP_SHOWN"] = str(tmp_path / "shown")
    file = tmp_path / "field"
    file.touch()
    output = WaylandOutput(desk.environment)
    try:
        desk.run([sys.executable, str(QT_FIELD), "PySide6", str(file), "a field", "text"])

        def typed() -> bool:
            press(desk, "A")
            return "a" in file.read_text()

        wait_for(typed, "the field")
        desk.run([sys.executable, str(BAR)])
        wait_for((tmp_path / "shown").exists, "the bar")
        press(desk, "B")
        wait_for(lambda: "b" in file.read_text(), "the key that was pressed beside the bar")
    finally:
        output.close()
