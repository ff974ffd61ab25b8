"""Makes of words what can be dragged into other programs: a file for folders and mails, text for editors."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl


def dragged_out(name: str, text: str) -> QMimeData:
    folder = Path(tempfile.mkdtemp(prefix="voiceapp-"))  # its owner's alone; the system clears it away
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(text)
    return data
