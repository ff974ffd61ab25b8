"""Makes text draggable into other programs: as a file for folders and mails, as text for editors."""

import atexit
import logging
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

log = logging.getLogger(__name__)


def dragged_out(name: str, text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    try:
        data.setUrls([QUrl.fromLocalFile(str(_written(name, text)))])
    except OSError as error:
        # Its name may be a title, and nothing that was said goes into the log.
        log.warning("What is dragged out is text alone, because no file could be written: %s", error.strerror)
    return data


def _written(name: str, text: str) -> Path:
    if not _folder().is_dir():
        _folder.cache_clear()  # the system clears away what is old
    # Each in a folder of its own, because a program may still be copying one that was dragged out earlier.
    path = Path(tempfile.mkdtemp(dir=_folder())) / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


@cache
def _folder() -> Path:
    """One folder for all that is dragged out. Only its owner can read it, and it is removed when the app ends."""
    folder = tempfile.TemporaryDirectory(prefix="voiceapp-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)
