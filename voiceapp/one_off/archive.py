"""Exports the stored history to files for commands, and imports files into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceapp.core.failures import Failure
from voiceapp.core.history import ExportWishes
from voiceapp.core.ports import SoundFiles
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.exports import FORMATS
from voiceapp.exports.export_lines import moment
from voiceapp.storage.kept_history import ArchiveError, KeptHistory
from voiceapp.storage.sounds_on_demand import SoundsOnDemand
from voiceapp.talk_files import bundle_in, rendered, suggested_name, writes_pieces, written, written_in_pieces


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The outcome of an import."""

    talks: tuple[TalkId, ...]
    new: int
    """How many of them were new."""
    skipped: int
    """How many in the file could not be read."""


class Archive(KeptHistory):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder, _sound_files)

    # --- taking away

    def exported(self, talks: Sequence[Talk], format: str, wishes: ExportWishes) -> bytes:
        """One file of all these. Raises ArchiveError."""
        files = [self.file_of(talk, format, wishes)[1] for talk in talks]
        return files[0] if len(files) == 1 else FORMATS[format].join(files)

    def file_of(self, talk: Talk, format: str, wishes: ExportWishes) -> tuple[str, bytes]:
        """The file of a talk: its name and its content. Raises ArchiveError."""
        content = rendered(
            talk, format, wishes, self.sounds(talk) if FORMATS[format].format.reads_sound(wishes) else {}
        )
        if isinstance(content, Failure):
            raise ArchiveError(content)
        return suggested_name(talk, format, wishes), content

    def save(self, path: Path, talk: Talk, format: str, wishes: ExportWishes) -> str:
        """Write the file of a talk, however long it is. Returns its path. Raises ArchiveError."""
        if not writes_pieces(format):
            return self.write(path, self.file_of(talk, format, wishes)[1])
        done = written_in_pieces(path, talk, format, wishes, SoundsOnDemand(talk, self.read_sound))
        if isinstance(done, Failure):
            raise ArchiveError(done)
        return done

    def write(self, path: Path, content: bytes) -> str:
        done = written(path, content)
        if isinstance(done, Failure):
            raise ArchiveError(done)
        return done

    # --- bringing in

    def take_in(self, path: Path) -> ImportResult:
        """Read a file into the history, which works even while the app is open. Raises ArchiveError."""
        bundle = bundle_in(path)
        if isinstance(bundle, Failure):
            raise ArchiveError(bundle)
        names, new = self.keep(bundle.talks, bundle.sounds, bundle.origin)
        return ImportResult(names, new, bundle.skipped)


def _sound_files() -> SoundFiles:
    # Lists and searches need no sound, and importing it takes as long as all the rest.
    from voiceapp.audio.recording_files import RecordingFiles  # noqa: PLC0415

    return RecordingFiles()


def local_time(at: float) -> str:
    """Return a local time for people."""
    return f"{moment(at, None):%Y-%m-%d %H:%M}"


__all__ = [
    "Archive",
    "ArchiveError",
    "ImportResult",
    "local_time",
]
