"""Stands in for backups while the app behind the window is loading."""

from collections.abc import Callable

from voiceapp.core.answers import Answer
from voiceapp.core.backup_access import BackupContents, BackupState, BackupWishes, RestoreWishes
from voiceapp.gui.pending_work import PendingWork


class LateBackups:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def name(self) -> str:
        desk = self._arrival.desk
        return "" if desk is None else desk.kept.backups.name()

    def watch(self, show: Callable[[BackupState], None]) -> Callable[[], None]:
        return self._arrival.begin(lambda desk: desk.kept.backups.watch(show))

    def look(self, path: str, then: Answer[BackupContents]) -> None:
        self._arrival.do(lambda desk: desk.kept.backups.look(path, then))

    def make(self, path: str, wishes: BackupWishes) -> None:
        self._arrival.do(lambda desk: desk.kept.backups.make(path, wishes))

    def restore(self, path: str, wishes: RestoreWishes) -> None:
        self._arrival.do(lambda desk: desk.kept.backups.restore(path, wishes))

    def stop(self) -> None:
        self._arrival.do(lambda desk: desk.kept.backups.stop())
