"""Makes a backup for a command, which works even while the app is open, and restores one while it is closed."""

from pathlib import Path

from voiceapp.backups.making import BackupSources, make
from voiceapp.backups.manifest import BackupError, never
from voiceapp.backups.restoring import restore
from voiceapp.backups.targets import ClosedInstall
from voiceapp.core.backup_access import BackupDone, BackupWishes, Progress, RestoreWishes
from voiceapp.core.failures import Failure
from voiceapp.core.ports import SoundFiles
from voiceapp.settings import file as settings_file
from voiceapp.settings.paths import Paths
from voiceapp.storage.closed_history import closed_history
from voiceapp.storage.disk_trouble import StoreRefusedError
from voiceapp.storage.kept_history import ArchiveError

SPENT = "spent"


def make_backup(paths: Paths, path: Path, wishes: BackupWishes, progress: Progress) -> BackupDone | Failure:
    """Raises OSError."""
    settings = settings_file.load(paths.settings_file).settings
    try:
        return make(
            BackupSources(paths.data, paths.data / SPENT, settings, _sound_files), path, wishes, progress, never
        )
    except (BackupError, ArchiveError) as error:
        return error.failure


def restore_backup(paths: Paths, path: Path, wishes: RestoreWishes, progress: Progress) -> BackupDone | Failure:
    """Raises OSError."""
    paths.make()
    try:
        with closed_history(paths.data, _sound_files()) as (database, recordings):
            install = ClosedInstall(database, recordings, paths.data / SPENT, paths.settings_file)
            return restore(path, install, wishes, progress, never)
    except (BackupError, StoreRefusedError) as error:
        return error.failure


def _sound_files() -> SoundFiles:
    # Only where there is something to do with sound; importing it takes long.
    from voiceapp.audio.recording_files import RecordingFiles  # noqa: PLC0415

    return RecordingFiles()
