"""Uploads a talk to be searched by a service, after the person was told what goes there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from voiceapp.core.failures import Failure
from voiceapp.core.messages import ShowFailure
from voiceapp.core.transcript import TalkId
from voiceapp.core.uploads.access import STAYS_DAYS, UploadedTalk, UploadsAccess
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.notices import Notices
from voiceapp.gui.words import tr


class Uploader:
    """Asks each time: what was uploaded once is not meant for all talks."""

    def __init__(self, uploads: UploadsAccess, bridge: Callable[[], Bridge], notices: Notices, over: QWidget) -> None:
        self._uploads = uploads
        self._bridge = bridge
        self._notices = notices
        self._over = over

    def ask(self, talk: TalkId, title: str) -> QMessageBox:
        box = QMessageBox(self._over)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(tr("Upload to be searched"))
        box.setText(
            tr("All words of “{0}” go to OpenAI, so that the assistant can search in them there.").format(title)
        )
        box.setInformativeText(
            tr(
                "Sound, pictures and what was off the record don't. OpenAI deletes it after {0} days. "
                "You see and delete what lies there in Settings > Privacy."
            ).format(STAYS_DAYS)
        )
        upload = box.addButton(tr("Upload"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        upload.clicked.connect(lambda: self._upload(talk))
        box.open()
        return box

    def _upload(self, talk: TalkId) -> None:
        self._notices.notice(tr("Uploading…"))
        self._uploads.upload(talk, self._bridge().answer(self._uploaded))

    def _uploaded(self, found: UploadedTalk | Failure) -> None:
        if isinstance(found, Failure):
            self._notices.show_failure(ShowFailure(found))
        else:
            self._notices.notice(tr("Uploaded. Ask the assistant about it, and allow the search."))
