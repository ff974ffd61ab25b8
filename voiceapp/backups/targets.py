"""Restores a backup where the app does not run."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from voiceapp.backups.kept_notes import note_stores
from voiceapp.core.transcript import TalkId
from voiceapp.settings import file as settings_file
from voiceapp.settings.kinds import Entries, Value
from voiceapp.settings.model import Settings
from voiceapp.storage.backed_up_talks import BackedUpTalk
from voiceapp.storage.database import Database
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.restored_talks import LearntRow, bring_in, known_talks, move_staged


class ClosedInstall:
    """Meets `restoring.RestoreTarget` with the files themselves."""

    def __init__(self, database: Database, recordings: Recordings, spending: Path, settings: Path) -> None:
        self._database = database
        self.recordings = recordings
        self.spending = spending
        self.notes = note_stores(spending.parent)
        self._settings = settings

    def known_talks(self) -> Mapping[TalkId, bool]:
        move_staged(self._database, self.recordings)
        return known_talks(self._database)

    def bring_in(self, talks: Iterable[BackedUpTalk], back: Sequence[TalkId], words: Sequence[LearntRow]) -> None:
        bring_in(self._database, self.recordings, talks, back, words)

    def settings(self) -> Settings:
        return settings_file.load(self._settings).settings

    def put_settings(self, changes: Mapping[str, Value]) -> None:
        settings_file.save(self._settings, changed(self.settings(), changes), changes)


def changed(settings: Settings, changes: Mapping[str, Value]) -> Settings:
    for key, value in changes.items():
        settings = settings.with_value(key, dict(value) if isinstance(value, Entries) else value)
    return settings
