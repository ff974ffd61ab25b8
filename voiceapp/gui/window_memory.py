"""Remembers the window's own state: its position, its panes, and that the first start is over."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

SIZE = (1120, 780)
PANES = [280, 840]


def kept_in(folder: str) -> QSettings:
    """Save it in a file that only its owner may read."""
    path = Path(folder) / "window.ini"
    with contextlib.suppress(OSError):
        path.touch(mode=0o600)
    return QSettings(str(path), QSettings.Format.IniFormat)


def restore(kept: QSettings, window: QMainWindow, splitter: QSplitter) -> bool:
    """Restore the window's place. Answers whether the history was shown."""
    window.resize(*SIZE)
    geometry = kept.value("geometry")
    if geometry is not None:
        window.restoreGeometry(geometry)
    widths = kept.value("splitter")
    if widths is not None:
        splitter.restoreState(widths)
    else:
        splitter.setSizes(PANES)
    return str(kept.value("history", "true")) == "true"


def remember(kept: QSettings, window: QMainWindow, splitter: QSplitter, *, history: bool) -> None:
    kept.setValue("geometry", window.saveGeometry())
    kept.setValue("splitter", splitter.saveState())
    kept.setValue("history", "true" if history else "false")
    kept.sync()
    with contextlib.suppress(OSError):
        Path(kept.fileName()).chmod(0o600)
