"""The app as it is, with signposts: it says where on the screen a part of its window stands, for a hand to find it.

`python -m tests.rig.signposts` instead of `python -m voiceapp`; a person sees where things are, a program has to ask.
"""

import os
import sys
import threading
import time
from multiprocessing.connection import Client, Listener
from queue import Queue
from typing import TYPE_CHECKING

from tests.rig.patience import EVENT
from tests.rig.streams import RigError

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

ADDRESS = "VOICEAPP_TEST_SIGNPOSTS"
"""Names the socket on which the app is asked."""
Place = tuple[int, int]


def place_of(address: str, words: str, timeout: float = EVENT) -> Place:
    """Where what says these words, or has this name, stands; waits until it does."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        try:
            with Client(address, "AF_UNIX") as asked:
                asked.send(words)
                place = asked.recv()
        except (FileNotFoundError, ConnectionRefusedError):
            place = None
        if place is not None:
            return int(place[0]), int(place[1])
        time.sleep(0.05)
    raise RigError(f"Nothing in the window says {words!r}.")


def answer_questions(address: str) -> None:
    """Ask the window's thread, which alone knows, whenever somebody asks."""
    from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

    answers: Queue[Place | None] = Queue()

    class Guide(QObject):
        asked = Signal(str)

        @Slot(str)
        def answer(self, words: str) -> None:
            answers.put(_found(words))

    while (application := QCoreApplication.instance()) is None:
        time.sleep(0.02)
    guide = Guide()
    guide.moveToThread(application.thread())
    guide.asked.connect(guide.answer, Qt.ConnectionType.QueuedConnection)
    with Listener(address, "AF_UNIX") as listener:
        while True:
            with listener.accept() as question:
                guide.asked.emit(question.recv())
                question.send(answers.get())


def _found(words: str) -> Place | None:
    from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu

    for widget in QApplication.allWidgets():
        if not widget.isVisible() or not widget.isEnabled():
            continue
        text = getattr(widget, "text", str)
        if words in (widget.objectName(), widget.accessibleName(), text().replace("&", "")):
            return _on_screen(widget.mapToGlobal(widget.rect().center()))
        if isinstance(widget, QMenu):
            for action in widget.actions():
                if words == action.text():
                    return _on_screen(widget.mapToGlobal(widget.actionGeometry(action).center()))
        if isinstance(widget, QAbstractItemView):
            for row in range(widget.model().rowCount() if widget.model() else 0):
                index = widget.model().index(row, 0)
                if words in str(index.data() or ""):
                    return _on_screen(widget.viewport().mapToGlobal(widget.visualRect(index).center()))
    return None


def _on_screen(point: "QPoint") -> Place:
    return point.x(), point.y()


def main() -> int:
    threading.Thread(target=answer_questions, args=(os.environ[ADDRESS],), daemon=True).start()
    from voiceapp.__main__ import main as voiceapp

    return voiceapp()


if __name__ == "__main__":
    sys.exit(main())
