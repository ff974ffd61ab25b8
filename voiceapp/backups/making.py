"""Makes a backup: one file, written piece by piece beside its final place, so that it is there whole or not at all."""

import os
import tempfile
import time
import zipfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import msgspec

from voiceapp import __version__
from voiceapp.backups.kept_notes import write_notes
from voiceapp.backups.manifest import (
    FORMAT,
    MANIFEST,
    SETTINGS,
    SOUNDS,
    SPENDING,
    TALKS,
    VERSION,
    WORDS,
    BackupManifest,
    Stopped,
    StoppedError,
    file_name,
)
from voiceapp.backups.portable_settings import portable_text
from voiceapp.core.backup_access import BackupDone, BackupWishes, Progress
from voiceapp.core.ports import SoundFiles
from voiceapp.core.sentence import DataSize, Sentence
from voiceapp.core.sound_stretch import stretch_in
from voiceapp.core.transcript import SoundId
from voiceapp.exports.sound import flac
from voiceapp.settings.model import Settings
from voiceapp.storage.backed_up_talks import BackedUpTalk, line_of, with_sounds
from voiceapp.storage.history_snapshot import HistorySnapshot, snapshot
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.store import SOUNDS as SOUND_FOLDER

PIECE = 1024 * 1024
"""Bytes that are held in memory at once."""
SHARE_OF_WORDS = 0.1
"""How much of the work the words are, where recordings follow."""
_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class BackupSources:
    """Says where everything is."""

    data: Path
    spending: Path
    settings: Settings
    files: Callable[[], SoundFiles]


@dataclass(slots=True)
class _OpenArchive:
    archive: zipfile.ZipFile
    recordings: Recordings
    with_sound: bool
    progress: Progress
    stopped: Stopped
    talks: int = 0
    copied: int = 0
    sounds: dict[SoundId, SoundId] = field(default_factory=dict[SoundId, SoundId])
    """Each recording that is to come along, with its name in the backup."""

    def go_on(self) -> None:
        """Raises StoppedError."""
        if self.stopped():
            raise StoppedError(Sentence("The backup was cancelled. Nothing was saved."))


def make(sources: BackupSources, path: Path, wishes: BackupWishes, progress: Progress, stopped: Stopped) -> BackupDone:
    """Raises StoppedError, OSError, sqlite3.Error; then nothing is left behind."""
    now = time.time()
    target = path / file_name(now) if path.is_dir() else path
    with _put_in_place(target) as file:
        # A clock that was wrong once leaves files of years that a ZIP file doesn't know.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            recordings = Recordings(sources.data / SOUND_FOLDER, sources.files())
            work = _OpenArchive(archive, recordings, wishes.sound, progress, stopped)
            with snapshot(sources.data, sources.files) as history:
                _write_talks(work, history)
                learnt = history.learnt_words()
            archive.writestr(WORDS, msgspec.json.encode(learnt))
            archive.writestr(SETTINGS, portable_text(sources.settings))
            _write_spending(work, sources.spending)
            write_notes(archive, sources.data)
            _write_sounds(work)
            manifest = BackupManifest(FORMAT, VERSION, __version__, now, work.talks, work.copied, wishes.sound)
            archive.writestr(MANIFEST, msgspec.json.encode(manifest))
        size = file.tell()
    progress(1.0)
    return BackupDone(str(target), _told(target, work, size))


def _told(target: Path, work: _OpenArchive, size: int) -> Sentence:
    if work.with_sound:
        return Sentence(
            "Saved to {path} ({size}). Conversations: {talks}, recordings: {recordings}; with vocabulary, profiles and "
            "settings, without keys.",
            path=str(target),
            size=DataSize(size),
            talks=work.talks,
            recordings=work.copied,
        )
    return Sentence(
        "Saved to {path} ({size}). Conversations: {talks}, without sound; with vocabulary, profiles and settings, "
        "without keys.",
        path=str(target),
        size=DataSize(size),
        talks=work.talks,
    )


@contextmanager
def _put_in_place(target: Path) -> Generator[IO[bytes]]:
    """Opens a file that only its owner can read, which takes its place once it is whole."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".voiceapp-backup-")
    written = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        written.replace(target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


# --- its parts


def _write_talks(work: _OpenArchive, history: HistorySnapshot) -> None:
    share = SHARE_OF_WORDS if work.with_sound else 1.0
    with work.archive.open(TALKS, "w", force_zip64=True) as file:
        for kept in history.talks():
            work.go_on()
            file.write(line_of(_portable(work, kept)))
            work.talks += 1
            work.progress(share * work.talks / history.count)


def _portable(work: _OpenArchive, kept: BackedUpTalk) -> BackedUpTalk:
    """Where the sound comes along, stretches of the person's own files become recordings: the files may not be there."""
    names = {sound: sound for sound in kept.sounds}
    for number, sound in enumerate(kept.sounds if work.with_sound else (), 1):
        stretch = stretch_in(sound)
        if stretch is not None and Path(stretch.path).is_file():
            names[sound] = SoundId(f"{kept.talk.id}-file-{number}")
        if stretch is None or names[sound] != sound:
            work.sounds[sound] = names[sound]
    return BackedUpTalk(with_sounds(kept.talk, names), kept.named)


def _write_spending(work: _OpenArchive, folder: Path) -> None:
    for file in sorted(folder.glob("*.jsonl")):
        work.archive.write(file, SPENDING + file.name)


def _write_sounds(work: _OpenArchive) -> None:
    sizes = {sound: _size(work, sound) for sound in work.sounds}
    whole, done = sum(sizes.values()), 0
    for sound, name in work.sounds.items():
        work.go_on()
        entry = zipfile.ZipInfo(SOUNDS + work.recordings.path(name).name, _DAY_OF_ZIP)
        if stretch_in(sound) is None:
            work.copied += _copy(work, work.recordings.path(sound), entry)
        else:
            work.copied += _put_stretch(work, sound, entry)
        done += sizes[sound]
        work.progress(SHARE_OF_WORDS + (1 - SHARE_OF_WORDS) * (done / whole if whole else 1.0))


def _size(work: _OpenArchive, sound: SoundId) -> int:
    try:
        return PIECE if stretch_in(sound) is not None else work.recordings.path(sound).stat().st_size
    except OSError:
        return 0


def _copy(work: _OpenArchive, path: Path, entry: zipfile.ZipInfo) -> bool:
    """Says whether it is there: what is being recorded is not, yet."""
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return False
    with source:
        entry.file_size = os.fstat(source.fileno()).st_size
        # Recordings are packed already.
        entry.compress_type = zipfile.ZIP_STORED
        with work.archive.open(entry, "w") as file:
            while piece := source.read(PIECE):
                work.go_on()
                file.write(piece)
    return True


def _put_stretch(work: _OpenArchive, sound: SoundId, entry: zipfile.ZipInfo) -> bool:
    try:
        pcm = work.recordings.read(sound)
    except OSError:
        return False
    if pcm:
        entry.compress_type = zipfile.ZIP_STORED
        work.archive.writestr(entry, flac(pcm))
    return bool(pcm)
