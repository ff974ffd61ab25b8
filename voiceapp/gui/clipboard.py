"""Lends the window's clipboard to the app: requested from any thread, accessed in the window's."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication


class WindowClipboard(QObject):
    """Meets `core.ports.Clipboard`. Must be made in the window's thread."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked.connect(self._do, Qt.ConnectionType.QueuedConnection)

    async def read(self) -> str:
        return await self._in_window(lambda: QGuiApplication.clipboard().text())

    async def write(self, text: str) -> None:
        def put() -> str:
            QGuiApplication.clipboard().setText(text)
            return ""

        await self._in_window(put)

    async def _in_window(self, work: Callable[[], str]) -> str:
        # Imported late, because it would delay the window's first frame.
        import asyncio  # noqa: PLC0415

        done: Future[str] = Future()
        self._asked.emit(lambda: done.set_result(work()))
        return await asyncio.wrap_future(done)

    def _do(self, work: Callable[[], None]) -> None:
        work()
