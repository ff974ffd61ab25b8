"""A process of its own with two screens, because Qt knows its screens from the beginning on: prints where captions are."""

import json
import sys
import time

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from tests.gui.desk import PaperDesk
from tests.gui.test_captions import drag
from voiceapp.gui.window import Window


def main() -> None:
    application = QApplication([])
    desk = PaperDesk()
    window = Window(desk)
    found: dict[str, object] = {}

    def settle() -> None:
        end = time.monotonic() + 0.3
        while time.monotonic() < end:
            application.processEvents()

    def note(name: str, place: QRect) -> None:
        found[name] = place.getRect()

    def present(name: str) -> None:
        window.rooms.captions.present()
        settle()
        assert window.rooms.captions.presented is not None
        note(name, window.rooms.captions.presented.geometry())
        window.rooms.captions.presented.close()

    def frame(name: str) -> None:
        desk.settings.change("captions.on", True)
        settle()
        assert window.rooms.captions.shown is not None
        note(name, window.rooms.captions.shown.geometry())

    window.move(100, 50)
    window.show()
    settle()
    present("beside the window")
    desk.settings.change("captions.screen", "left")
    present("named")
    frame("at first")
    assert window.rooms.captions.shown is not None
    drag(window.rooms.captions.shown, QPoint(60, 40), QPoint(1300, 30))
    note("dragged", window.rooms.captions.shown.geometry())
    desk.settings.change("captions.on", False)
    settle()
    frame("again")
    json.dump(found, sys.stdout)
    window.rooms.captions.close()
    desk.close()


if __name__ == "__main__":
    main()
