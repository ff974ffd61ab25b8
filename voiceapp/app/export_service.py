"""Exports and imports talks for the window, connecting the store with the formats."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path

from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportFormat, ExportWishes, FoundImport
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import SoundId, Talk, TalkId
from voiceapp.exports import FORMATS
from voiceapp.storage.sounds_on_demand import SoundsOnDemand
from voiceapp.storage.store import Store
from voiceapp.talk_files import (
    bundle_in,
    formats,
    found_imports,
    name_for,
    rendered,
    suggested_name,
    writes_pieces,
    written,
    written_in_pieces,
)

Work = Callable[[Callable[[], None], Callable[[Failure], None]], object]
"""Runs something in the background; unexpected errors are reported."""


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

        place = Path(path)

        def place_of(found: Talk) -> Path:
            return place / suggested_name(found, format, wishes) if place.is_dir() else place

        def made(found: Talk, sounds: Mapping[SoundId, bytes]) -> None:
            content = rendered(found, format, wishes, sounds, staying=True)
            then(content if isinstance(content, Failure) else written(place_of(found), content))

        def write(found: Talk) -> None:
            sounds = SoundsOnDemand(found, self._read_sound)
            then(written_in_pieces(place_of(found), found, format, wishes, sounds))

        def with_talk(found: Talk | Failure) -> None:
            if isinstance(found, Failure):
                then(found)
            else:
                self._work(lambda: write(found), then)

        if format in FORMATS and writes_pieces(format):
            self._store.load_talk(talk, with_talk)
        else:
            self._gather(talk, format, wishes, made, then)

    def _read_sound(self, sound: SoundId) -> bytes:
        read: Future[bytes] = Future()
        self._store.read_sound(sound, read.set_result)
        return read.result()

    def import_file(self, path: str, then: Answer[tuple[TalkId, ...]]) -> None:
        def read() -> None:
            bundle = bundle_in(Path(path))
            if isinstance(bundle, Failure):
                then(bundle)
            else:
                self._store.import_talks(bundle, then)

        self._work(read, then)

    def find_imports(self, then: Answer[tuple[FoundImport, ...]]) -> None:
        self._work(lambda: then(found_imports()), then)

    def _gather(
        self,
        talk: TalkId,
        format: str,
        wishes: ExportWishes,
        made: Callable[[Talk, Mapping[SoundId, bytes]], None],
        failed: Callable[[Failure], None],
    ) -> None:
        """The talk, with its recordings if the format wants them; the rest happens on a worker."""

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
                "There's no format “{name}”. Choose one of {known}.", name=format, known=", ".join(FORMATS)
            )
            failed(Failure(FailureKind.REJECTED, sentence))
            return
        self._store.load_talk(talk, with_talk)
