"""The window lends its clipboard to other threads."""

import asyncio
import threading

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from voiceapp.gui.clipboard import WindowClipboard


def test_the_windows_clipboard_is_used_from_another_thread(qtbot: QtBot) -> None:
    clipboard = WindowClipboard()
    read: list[str] = []

    async def use() -> None:
        await clipboard.write("Grüße")
        read.append(await clipboard.read())

    thread = threading.Thread(target=lambda: asyncio.run(use()))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert read == ["Grüße"]
    assert QGuiApplication.clipboard().text() == "Grüße"
