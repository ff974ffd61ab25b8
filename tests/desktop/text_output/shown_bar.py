"""Shows the bar of a dictation, as a process of its own."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.gui.desk import PaperDesk
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.gui.dictation_bar import DictationBar


def main() -> int:
    application = QApplication([])
    application.setDesktopFileName("io.github.voiceapp.voiceapp")
    desk = PaperDesk()
    bar = DictationBar(desk)
    view = DictationView(
        DictationStage.RECORDING, level=-20.0, words="Words that come while one speaks", program="foot"
    )
    QTimer.singleShot(0, lambda: [watcher(view) for watcher in desk.dictation_watchers])
    told = os.environ.get("VOICEAPP_SHOWN")
    look = QTimer()

    def note() -> None:
        if told and bar.isVisible() and bar.windowHandle().isExposed():
            Path(told).touch()

    look.timeout.connect(note)
    look.start(50)
    code = application.exec()
    bar.shut()
    return code


if __name__ == "__main__":
    sys.exit(main())
