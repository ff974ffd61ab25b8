"""Carries out what the button beside a failure promises."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure, Remedy
from voiceapp.core.messages import RetryAsked, ShowFailure
from voiceapp.core.sentence import SettingPlace
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.notices import Notices
from voiceapp.gui.words import tr

MODELS_PAGE = SettingPlace("local")


class Remedies:
    def __init__(
        self, desk: Desk, bridge: Callable[[], Bridge], notices: Notices, open_settings: Callable[[SettingPlace], None]
    ) -> None:
        self._desk = desk
        self._bridge = bridge
        self._notices = notices
        self._open_settings = open_settings

    def help_with(self, remedy: Remedy) -> None:
        match remedy:
            case Remedy.RETRY:
                self._desk.talk.tell(RetryAsked())
            case Remedy.OPEN_KEYS | Remedy.OPEN_ENGINES | Remedy.USE_LOCAL:
                self._open_settings(SettingPlace("engines"))
            case Remedy.OPEN_MODELS:
                self._open_settings(MODELS_PAGE)
            case Remedy.OPEN_TALKING:
                self._open_settings(SettingPlace("talking"))
            case Remedy.OPEN_SOUND:
                self._open_settings(SettingPlace("sound"))
            case Remedy.OPEN_BUDGET:
                self._open_settings(SettingPlace("budget"))
            case Remedy.OPEN_PRIVACY:
                self._open_settings(SettingPlace("privacy"))
            case Remedy.OPEN_DATA_FOLDER:
                self.open_folder(self._desk.kept.folder("data"))
            case Remedy.OPEN_REPORTS:
                self.open_folder(f"{self._desk.kept.folder('state')}/reports")
            case Remedy.REPORT:
                self._desk.diagnostics.report(self._bridge().answer(self._reported))
            case Remedy.NONE:
                pass

    def open_folder(self, path: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._notices.notice(tr("Folder: {0}").format(path))

    def _reported(self, path: str | Failure) -> None:
        if isinstance(path, Failure):
            self._notices.show_failure(ShowFailure(path))
        else:
            folder = path.rpartition("/")[0] or path
            self._notices.notice(tr("Saved {0}").format(path), tr("Open folder"), lambda: self.open_folder(folder))
