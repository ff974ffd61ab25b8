"""Exports and imports talks for the window: what the store keeps meets what formats make of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from voiceapp.core.desk import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportFormat, ExportWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.titles import title_of
from voiceapp.core.transcript import SoundId, Talk, TalkId
from voiceapp.exports import FORMATS
from voiceapp.exports.errors import ExportError
from voiceapp.exports.export_lines import moment, zone_of
from voiceapp.exports.filenames import file_name
from voiceapp.exports.separate_process import render_apart
from voiceapp.imports import BadFileError, Bundle
from voiceapp.imports import read as read_import
from voiceapp.settings.atomic import replace_file
from voiceapp.storage.store import Store

Work = Callable[[Callable[[], None], Callable[[Failure], None]], object]
"""Does something beside everything else; where that ends in what nobody expected, it says so."""


def formats() -> tuple[ExportFormat, ...]:
    return tuple(exporter.format for exporter in FORMATS.values())


def suggested_name(talk: Talk, format: str, wishes: ExportWishes) -> str:
    """A file name that every system takes: the day and the title."""
    return name_for(title_of(talk), talk.started_at, format, wishes)


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


def written(path: Path, content: bytes) -> str | Failure:
    """Put the file there, whole or not at all; answers its path."""
    try:
        replace_file(path, content, keep_rights=True)
    except OSError as error:
        sentence = Sentence(
            "{path} could not be written ({why}): choose another place.",
            path=str(path),
            why=error.strerror or str(error),
        )
        return Failure(FailureKind.DISK_BROKEN, sentence)
    return str(path)


def bundle_in(path: Path) -> Bundle | Failure:
    try:
        return read_import(path.read_bytes())
    except OSError as error:
        sentence = Sentence(
            "{path} could not be read ({why}): choose another file.", path=str(path), why=error.strerror or str(error)
        )
        return Failure(FailureKind.BAD_FILE, sentence)
    except BadFileError as error:
        return error.failure


class ExportService:
    """Reads from the store, works on `work`, and answers there."""

    def __init__(self, store: Store, work: Work) -> None:
        self._store = store
        self._work = work

    def formats(self) -> tuple[ExportFormat, ...]:
        return formats()

    def name(self, title: str, at: float, format: str) -> str:
        return name_for(title, at, format, ExportWishes())

    def export(self, talk: TalkId, format: str, wishes: ExportWishes, then: Answer[bytes]) -> None:
        def made(found: Talk, sounds: Mapping[SoundId, bytes]) -> None:
            then(rendered(found, format, wishes, sounds, staying=True))

        self._gather(talk, format, wishes, made, then)

    def export_to(self, talk: TalkId, format: str, wishes: ExportWishes, path: str, then: Answer[str]) -> None:
        """`path` may be a folder: the file is then named after the talk."""

        def made(found: Talk, sounds: Mapping[SoundId, bytes]) -> None:
            content = rendered(found, format, wishes, sounds, staying=True)
            if isinstance(content, Failure):
                then(content)
                return
            place = Path(path)
            then(written(place / suggested_name(found, format, wishes) if place.is_dir() else place, content))

        self._gather(talk, format, wishes, made, then)

    def import_file(self, path: str, then: Answer[tuple[TalkId, ...]]) -> None:
        def read() -> None:
            bundle = bundle_in(Path(path))
            if isinstance(bundle, Failure):
                then(bundle)
            else:
                self._store.import_talks(bundle.talks, bundle.sounds, then)

        self._work(read, then)

    def _gather(
        self,
        talk: TalkId,
        format: str,
        wishes: ExportWishes,
        made: Callable[[Talk, Mapping[SoundId, bytes]], None],
        failed: Callable[[Failure], None],
    ) -> None:
        """The talk, and its recordings where the format wants them; the rest happens on a worker."""

        def with_talk(found: Talk | Failure) -> None:
            if isinstance(found, Failure):
                failed(found)
            elif FORMATS[format].format.reads_sound(wishes):
                self._store.load_sounds(found, lambda sounds: with_sounds(found, sounds))
            else:
                self._work(lambda: made(found, {}), failed)

        def with_sounds(found: Talk, sounds: Mapping[SoundId, bytes] | Failure) -> None:
            if isinstance(sounds, Failure):
                failed(sounds)
            else:
                self._work(lambda: made(found, sounds), failed)

        if format not in FORMATS:
            sentence = Sentence(
                "There is no format “{name}”: choose one of {known}.", name=format, known=", ".join(FORMATS)
            )
            failed(Failure(FailureKind.REJECTED, sentence))
            return
        self._store.load_talk(talk, with_talk)
