"""Makes text draggable into other programs: as a file for folders and mails, as text for editors."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl


def dragged_out(name: str, text: str) -> QMimeData:
    folder = Path(tempfile.mkdtemp(prefix="voiceapp-"))  # readable only by its owner; the system clears it away
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(text)
    return data
