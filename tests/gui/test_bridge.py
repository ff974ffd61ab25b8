"""Answers find their way into the window's thread, and nobody who has left it."""

import threading
import weakref

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from tests.gui.desk import PaperDesk
from voiceapp.core.failures import Failure
from voiceapp.gui.bridge import Bridge


class Asker(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.threads: list[threading.Thread] = []

    def told(self, value: str | Failure) -> None:
        self.threads.append(threading.current_thread())
        self.setText(str(value))


def test_an_answer_comes_in_the_windows_thread_unless_the_asker_is_gone(qtbot: QtBot) -> None:
    bridge = Bridge(PaperDesk())
    there, gone = Asker(), Asker()
    qtbot.addWidget(there)
    answers = [bridge.answer(gone.told), bridge.answer(there.told)]
    Shiboken.delete(gone)

    def work() -> None:
        for answer in answers:
            answer("Noon.")

    thread = threading.Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: there.text() == "Noon.")
    thread.join()
    assert there.threads == [threading.main_thread()]
    assert gone.threads == []
    bridge.close()


def test_who_asked_is_freed_in_the_windows_thread_whoever_lets_go_last(qtbot: QtBot) -> None:
    bridge = Bridge(PaperDesk())
    freed: list[threading.Thread] = []
    asker = Asker()
    weakref.finalize(asker, lambda: freed.append(threading.current_thread()))
    waiting = [bridge.answer(asker.told), bridge.answer(asker.told)]
    del asker

    def work() -> None:
        waiting.pop()("Noon.")
        waiting.clear()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.main_thread()]
    bridge.close()
