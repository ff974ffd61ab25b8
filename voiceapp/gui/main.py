"""Opens the window. The heavy parts are loaded after the first picture of it stands."""

import signal
import sys
from collections.abc import Mapping
from types import FrameType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from voiceapp.app import open_desk
from voiceapp.gui.clipboard import WindowClipboard
from voiceapp.gui.window import Window
from voiceapp.settings.assets import asset


def run(argv: list[str], *, verbose: bool = False, overrides: Mapping[str, str] | None = None) -> int:
    """Until the window is closed. Raises OSError when the folders cannot be used."""
    application = QApplication([sys.argv[0], *argv])
    application.setApplicationName("voiceapp")
    application.setDesktopFileName("io.github.voiceapp.voiceapp")
    application.setWindowIcon(QIcon(str(asset("voiceapp.svg"))))
    desk = open_desk(verbose=verbose, overrides=overrides)
    clipboard = WindowClipboard()
    desk.lend_clipboard(clipboard)
    window = Window(desk)
    window.show()
    QTimer.singleShot(0, desk.open_dictation)

    def close(number: int, frame: FrameType | None) -> None:
        del number, frame
        window.close()

    signal.signal(signal.SIGINT, close)
    signal.signal(signal.SIGTERM, close)
    # Python looks at its signals only between two of its own steps: the timer sees to it that there are some.
    beat = QTimer()
    beat.start(200)
    beat.timeout.connect(lambda: None)
    try:
        return application.exec()
    finally:
        desk.close()
