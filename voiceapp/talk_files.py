"""Writes talks into files of every format, and reads them from files again, for a window and for commands alike."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from platformdirs import user_config_path, user_data_path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportFormat, ExportWishes, FoundImport
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.titles import title_of
from voiceapp.core.transcript import SoundId, Talk
from voiceapp.exports import FORMATS
from voiceapp.exports.errors import ExportError
from voiceapp.exports.export_lines import moment, zone_of
from voiceapp.exports.filenames import file_name
from voiceapp.exports.separate_process import render_apart
from voiceapp.exports.summary_text import summary_markdown
from voiceapp.imports import BadFileError, Bundle, ForeignTables, read_tables, wanted_tables
from voiceapp.imports import read as read_import
from voiceapp.settings.atomic import replace_file_by
from voiceapp.settings.text_language import text_language
from voiceapp.storage.foreign_database import ForeignDatabaseError, is_database, tables_in


def formats() -> tuple[ExportFormat, ...]:
    return tuple(exporter.format for exporter in FORMATS.values())


def suggested_name(talk: Talk, format: str, wishes: ExportWishes) -> str:
    """A file name that every system takes: the day and the title."""
    return name_for(text_language(wishes.language).render(title_of(talk)), talk.started_at, format, wishes)


def name_for(title: str, at: float, format: str, wishes: ExportWishes) -> str:
    day = f"{moment(at, zone_of(wishes)):%Y-%m-%d}"
    return file_name(title, FORMATS[format].format.suffix, day)


def rendered(
    talk: Talk, format: str, wishes: ExportWishes, sounds: Mapping[SoundId, bytes], *, staying: bool = False
) -> bytes | Failure:
    """`staying`: for a program that stays open, and should not carry from then on what the format needed."""
    try:
        if staying and FORMATS[format].heavy:
            return render_apart(format, talk, wishes, sounds)
        return FORMATS[format].render(talk, wishes, sounds)
    except ExportError as error:
        return error.failure


def summary_text(talk: Talk, language: str) -> str:
    """Return what was written about a talk, in Markdown."""
    return summary_markdown(talk, language)


def writes_pieces(format: str) -> bool:
    """Says whether a format is written piece by piece, with recordings that are read when they are needed."""
    return bool(FORMATS[format].writer)


def written_in_pieces(
    path: Path, talk: Talk, format: str, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]
) -> str | Failure:
    """Does the same as `rendered` and `written`, for a talk of any length."""
    try:
        return _put(path, lambda file: FORMATS[format].write(talk, wishes, sounds, file))
    except ExportError as error:
        return error.failure


def written(path: Path, content: bytes) -> str | Failure:
    """Put the file there, whole or not at all; answers its path."""
    return _put(path, lambda file: file.write(content))


def _put(path: Path, write: Callable[[BinaryIO], object]) -> str | Failure:
    try:
        replace_file_by(path, write, keep_rights=True)
    except OSError as error:
        sentence = Sentence(
            "{path} couldn't be written ({why}). Choose another place.",
            path=str(path),
            why=error.strerror or str(error),
        )
        return Failure(FailureKind.DISK_BROKEN, sentence)
    return str(path)


def bundle_in(path: Path) -> Bundle | Failure:
    try:
        if is_database(path):
            return _foreign(path)[1]
        return read_import(path.read_bytes())
    except ForeignDatabaseError as error:
        sentence = Sentence(
            "{path} can't be read ({why}). Close its program, then try again.", path=str(path), why=str(error)
        )
        return Failure(FailureKind.BAD_FILE, sentence)
    except OSError as error:
        sentence = Sentence(
            "{path} couldn't be read ({why}). Choose another file.", path=str(path), why=error.strerror or str(error)
        )
        return Failure(FailureKind.BAD_FILE, sentence)
    except BadFileError as error:
        return error.failure


def _foreign(path: Path) -> tuple[str, Bundle]:
    """The program whose database it is, and what it brings. Raises ForeignDatabaseError, BadFileError, OSError."""
    files = [
        f"{folder.name}/{file.name}"
        for folder in path.parent.iterdir()
        if folder.is_dir()
        for file in folder.glob("*.webm")
    ]
    return read_tables(ForeignTables(tables_in(path, wanted_tables()), str(path.parent), tuple(sorted(files))))


def found_imports() -> tuple[FoundImport, ...]:
    """Looks where other programs usually keep what they have."""
    found: list[FoundImport] = []
    for path in usual_places():
        try:
            if path.is_file() and is_database(path):
                program, bundle = _foreign(path)
                found.append(FoundImport(program, str(path), len(bundle.talks)))
        except (OSError, BadFileError):
            # What can't be read there is none that could be offered.
            continue
    return tuple(each for each in found if each.talks)


def usual_places() -> tuple[Path, ...]:
    """The databases of Buzz and of OpenWhispr, as each system, Flatpak and Snap keep them."""
    home = Path.home()
    buzz = [
        user_data_path("Buzz"),
        home / ".var/app/io.github.chidiwilliams.Buzz/data/Buzz",
        home / "snap/buzz/current/.local/share/Buzz",
    ]
    # Electron keeps what belongs to a program with its settings, and is of two minds about this one's name.
    config = user_config_path(roaming=True)
    folders = [config / name for name in ("OpenWhispr", "open-whispr")]
    return (*(folder / "Buzz.sqlite" for folder in buzz), *(folder / "transcriptions.db" for folder in folders))
