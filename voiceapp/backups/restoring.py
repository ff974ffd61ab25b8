"""Restores a backup: all of it or nothing. Until all of it is here, everything stays as it was."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from voiceapp.backups.kept_notes import bring_in_notes, brought_notes
from voiceapp.backups.manifest import BackupError, Stopped, StoppedError
from voiceapp.backups.opened_backup import DAMAGED, UNREADABLE, OpenedBackup, opened
from voiceapp.backups.portable_settings import brought_settings
from voiceapp.core.backup_access import BackupContents, BackupDone, Progress, RestoreWishes
from voiceapp.core.failures import FailureKind
from voiceapp.core.sentence import DataSize, Sentence, in_a_row
from voiceapp.core.sound_stretch import stretch_in
from voiceapp.core.transcript import SoundId, TalkId
from voiceapp.settings.kinds import Value
from voiceapp.settings.model import Settings
from voiceapp.storage.backed_up_talks import BackedUpTalk, with_sounds
from voiceapp.storage.ledger import BEFORE
from voiceapp.storage.note_store import NoteStore
from voiceapp.storage.recordings import Recordings
from voiceapp.storage.restored_talks import LearntRow, staging_folder

PIECE = 1024 * 1024
LEFT_FREE = 64 * 1024**2
"""Bytes that a restore leaves on the disk."""
WORDS_IN_HISTORY = 3
"""Times by which words grow when they are written: with their index, and with the log that they are written to first."""
SHARE_OF_WORDS = 0.1
OWNER_ONLY = 0o600


class RestoreTarget(Protocol):
    """The install that a backup is restored into, with or without a running app."""

    @property
    def recordings(self) -> Recordings: ...
    @property
    def spending(self) -> Path: ...
    @property
    def notes(self) -> Mapping[str, NoteStore]:
        """Return what keeps notes and memory, by the names of the files."""
        ...

    def known_talks(self) -> Mapping[TalkId, bool]:
        """Every talk that is here, and whether it can be seen. Clears up after a restore that was broken off."""
        ...

    def bring_in(self, talks: Iterable[BackedUpTalk], back: Sequence[TalkId], words: Sequence[LearntRow]) -> None:
        """All of it or nothing."""
        ...

    def settings(self) -> Settings: ...
    def put_settings(self, changes: Mapping[str, Value]) -> None:
        """Raises OSError; then none of them is changed."""
        ...


@dataclass(slots=True)
class _Plan:
    """Holds what a backup brings that is not here yet."""

    names: dict[TalkId, dict[SoundId, SoundId]] = field(default_factory=dict[TalkId, dict[SoundId, SoundId]])
    """The new talks, each with the names that its recordings get here."""
    back: list[TalkId] = field(default_factory=list[TalkId])
    """Talks that were deleted here, and come back."""
    there: int = 0
    taken: set[str] = field(default_factory=set[str])
    """Files of recordings that are spoken for."""
    files: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """The recordings that come along: the file in the backup, and the file here."""


def look(path: Path) -> BackupContents:
    """Raises BackupError, OSError."""
    with opened(path) as backup:
        manifest = backup.manifest
        return BackupContents(manifest.made_at, manifest.talks, manifest.recordings, manifest.sound)


def restore(
    path: Path, target: RestoreTarget, wishes: RestoreWishes, progress: Progress, stopped: Stopped
) -> BackupDone:
    """Raises BackupError, OSError, and what `target` raises; then nothing has changed."""
    with ExitStack() as undo, opened(path) as backup:
        known = target.known_talks()
        plan = _plan(backup, target.recordings, known, stopped)
        words, spending, notes = backup.learnt_words(), backup.spending(), brought_notes(backup)
        changes = brought_settings(backup.settings()).chosen(target.settings(), all_of_them=wishes.settings)
        progress(SHARE_OF_WORDS / 2)
        staging = staging_folder(target.recordings.folder)
        undo.callback(shutil.rmtree, staging, ignore_errors=True)
        _unpack_sounds(backup, plan, staging, progress, stopped)
        _put_settings(target, changes, undo)
        _add_spending(target.spending, spending, undo)
        bring_in_notes(target.notes, notes, undo)
        try:
            target.bring_in(_new_talks(backup, plan), plan.back, words)
        except UNREADABLE as error:
            raise BackupError(FailureKind.BAD_FILE, DAMAGED) from error
        undo.pop_all()
    progress(1.0)
    return BackupDone(str(path), _told(plan, changes, wishes))


def _told(plan: _Plan, changes: Mapping[str, Value], wishes: RestoreWishes) -> Sentence:
    told = [
        Sentence(
            "Restored conversations: {talks}, recordings: {recordings}.",
            talks=len(plan.names) + len(plan.back),
            recordings=len(plan.files),
        )
    ]
    if plan.there:
        told.append(Sentence("Already here: {count}.", count=plan.there))
    if wishes.settings:
        told.append(
            Sentence(
                "Changed settings: {count}; devices, folders and model files of the other computer are left out.",
                count=len(changes),
            )
        )
    return in_a_row(*told)


# --- what comes along


def _plan(backup: OpenedBackup, recordings: Recordings, known: Mapping[TalkId, bool], stopped: Stopped) -> _Plan:
    """Look through all talks once, so that what is damaged is found before anything is touched."""
    plan = _Plan()
    for kept in backup.talks():
        _go_on(stopped)
        name = kept.talk.id
        if name in plan.names:
            raise BackupError(FailureKind.BAD_FILE, DAMAGED)
        if name not in known:
            plan.names[name] = dict(_names(backup, recordings, kept, plan))
        elif known[name]:
            plan.there += 1
        else:
            plan.back.append(name)
    return plan


def _names(
    backup: OpenedBackup, recordings: Recordings, kept: BackedUpTalk, plan: _Plan
) -> Iterator[tuple[SoundId, SoundId]]:
    for number, sound in enumerate(kept.sounds, 1):
        stretch = stretch_in(sound)
        if stretch is not None:
            if Path(stretch.path).is_file():
                yield sound, sound
            continue
        file = recordings.path(sound).name
        if not backup.has_sound(file):
            continue
        own = sound
        if recordings.path(own).exists() or recordings.path(own).name in plan.taken:
            # None takes the place of a recording that is here.
            own = SoundId(f"{kept.talk.id}-restored-{number}")
            if recordings.path(own).exists() or recordings.path(own).name in plan.taken:
                continue
        plan.taken.add(recordings.path(own).name)
        plan.files.append((file, recordings.path(own).name))
        yield sound, own


def _new_talks(backup: OpenedBackup, plan: _Plan) -> Iterator[BackedUpTalk]:
    for kept in backup.talks():
        names = plan.names.get(kept.talk.id)
        if names is not None:
            yield BackedUpTalk(with_sounds(kept.talk, names), kept.named)


def _go_on(stopped: Stopped) -> None:
    if stopped():
        raise StoppedError(Sentence("Restoring was cancelled. Nothing was changed."))


# --- recordings


def _unpack_sounds(backup: OpenedBackup, plan: _Plan, staging: Path, progress: Progress, stopped: Stopped) -> None:
    whole = sum(backup.sound_size(file) for file, _ in plan.files)
    if whole > backup.size:
        raise BackupError(FailureKind.BAD_FILE, DAMAGED)
    _look_for_room(staging.parent, whole + WORDS_IN_HISTORY * backup.size_of_talks + LEFT_FREE)
    staging.mkdir(mode=0o700, parents=True)
    done = 0
    for file, here in plan.files:
        for size in _unpack(backup, file, staging / here):
            _go_on(stopped)
            done += size
            progress(SHARE_OF_WORDS + (1 - 2 * SHARE_OF_WORDS) * min(1.0, done / (whole or 1)))


def _look_for_room(folder: Path, size: int) -> None:
    """Raises BackupError where the disk has less."""
    free = shutil.disk_usage(folder).free
    if size > free:
        raise BackupError(
            FailureKind.DISK_FULL,
            Sentence(
                "This needs {size}, and the disk has {free} left. Free some space, then try again.",
                size=DataSize(size),
                free=DataSize(free),
            ),
        )


def _unpack(backup: OpenedBackup, file: str, home: Path) -> Iterator[int]:
    left = backup.sound_size(file)
    handle = os.open(home, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
    with os.fdopen(handle, "wb") as out, backup.open_sound(file) as source:
        while piece := backup.piece_of(source, min(PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                raise BackupError(FailureKind.BAD_FILE, DAMAGED)
            out.write(piece)
            yield len(piece)
        out.flush()
        os.fsync(out.fileno())


# --- settings and spending


def _put_settings(target: RestoreTarget, changes: Mapping[str, Value], undo: ExitStack) -> None:
    if changes:
        before = target.settings()
        undo.callback(lambda: target.put_settings({key: before.value(key) for key in changes}))
        target.put_settings(changes)


def _add_spending(folder: Path, months: Mapping[str, bytes], undo: ExitStack) -> None:
    """Only months of which nothing is known here, so that nothing counts twice."""
    new = {name: content for name, content in months.items() if not (folder / name).exists()}
    if new and not (folder / BEFORE).exists():
        # What the restored talks cost is in those months, so nothing is to be gathered from before.
        new.setdefault(BEFORE, b"")
    for name, content in new.items():
        file = folder / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        undo.callback(file.unlink, missing_ok=True)
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
