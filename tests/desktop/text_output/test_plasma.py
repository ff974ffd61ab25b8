"""Text into a program under a real KWin, on the keyboard that Plasma lends; the program keeps the keyboard beside our bar."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.text_output.programs import QT_FIELD, wait_for
from tests.rig.plasma import PlasmaDesk
from voiceapp.core.dictation.messages import Deliver, DeliveryResult
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.desktop.text_output.wayland import WaylandOutput

BAR = Path(__file__).with_name("shown_bar.py")


TEXT = "größe ≥ 5 € 日本語 שלום 🎤 (A) {1}~!"


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


def field(desk: PlasmaDesk, folder: Path) -> Path:
    """One that has the keyboard; what stands in it is in the file."""
    file = folder / "field"
    file.touch()
    desk.environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    desk.run([sys.executable, str(QT_FIELD), "PySide6", str(file), "a field", "text"])

    def typed() -> bool:
        press(desk, "A")
        return "a" in file.read_text()

    wait_for(typed, "the field")
    return file


@pytest.mark.parametrize("way", [DeliveryMethod.TYPED, DeliveryMethod.PASTE])
def test_any_text_stands_in_a_field_exactly(desk: PlasmaDesk, tmp_path: Path, way: DeliveryMethod) -> None:
    output = WaylandOutput(desk.environment)
    try:
        file = field(desk, tmp_path)
        for text in (TEXT, " only (A)SCII: {ok}!"):
            stood = file.read_text(encoding="utf-8")
            assert output.deliver(Deliver(1, text, way, None, as_is=True)).arrival is DeliveryResult.INSERTED

            def there(wanted: str = stood + text) -> bool:
                return file.read_text(encoding="utf-8").lstrip("a") == wanted.lstrip("a")

            wait_for(there, text, told=lambda: file.read_text(encoding="utf-8"))
    finally:
        output.close()


def test_the_bar_leaves_the_keyboard_to_the_program(desk: PlasmaDesk, tmp_path: Path) -> None:
    desk.environment["VOICEAPP_SHOWN"] = str(tmp_path / "shown")
    output = WaylandOutput(desk.environment)
    try:
        file = field(desk, tmp_path)
        desk.run([sys.executable, str(BAR)])
        wait_for((tmp_path / "shown").exists, "the bar")
        press(desk, "B")
        wait_for(lambda: "b" in file.read_text(), "the key that was pressed beside the bar")
    finally:
        output.close()
