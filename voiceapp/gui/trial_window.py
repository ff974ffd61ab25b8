"""Shows a window with one field, for trying out whether text arrives in it, and prints what stands there.

It is a process of its own, so that it is to the app as any other program is. It ends with its standard input.
"""

import json
import os
import sys
import threading

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from voiceapp.gui import language
from voiceapp.gui.words import tr

WIDTH, HEIGHT = 420, 140
_AT_MOST_MS = 60_000


def main() -> int:
    application = QApplication(sys.argv)
    application.setDesktopFileName("io.github.voiceapp.voiceapp")
    language.install("auto")
    window, field = QWidget(), QPlainTextEdit()
    window.setWindowTitle(tr("voiceapp tries out this desktop"))
    window.resize(WIDTH, HEIGHT)
    column = QVBoxLayout(window)
    column.addWidget(QLabel(tr("Text is inserted here for a test. Please don't type until this window closes.")))
    column.addWidget(field)

    def tell() -> None:
        told = {"focused": field.hasFocus() and window.isActiveWindow(), "text": field.toPlainText()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    application.focusChanged.connect(tell)
    field.textChanged.connect(tell)
    window.show()
    field.setFocus()
    window.raise_()
    window.activateWindow()
    QTimer.singleShot(_AT_MOST_MS, application.quit)
    threading.Thread(target=_end_with_input, daemon=True).start()
    return application.exec()


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
