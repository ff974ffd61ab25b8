"""Keeps the models that were fetched, a folder each, and knows which of them are whole.

A model counts only once its manifest is there, and that is written last. So half a model is never used, whatever
happened while it came.
"""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import DataSize, Sentence
from voiceapp.local.catalogue import CATALOGUE, model_of
from voiceapp.local.catalogue.model import LONGEST_UNSUMMED, CatalogueFile, CatalogueModel
from voiceapp.settings.atomic import one_writer, replace_file
from voiceapp.settings.paths import OWNER_ONLY_FOLDER, make_private_folder

MANIFEST = "manifest.json"
PART = ".part"
IMPORT = ".import"
"""The ending of the folder of a model that is carried in, until all of it has been checked."""
ROOM = 256 * 1024 * 1024
"""Bytes of disk to leave free."""
_PIECE = 1024 * 1024


class KeptFile(msgspec.Struct, frozen=True):
    name: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """Says what a whole model consists of."""

    id: str
    files: list[KeptFile]


@dataclass(frozen=True, slots=True)
class Carried:
    """Reports what became of models that were carried in or out."""

    models: tuple[str, ...]
    bytes: int
    refused: tuple[str, ...] = ()
    """Models whose files aren't the publisher's."""
    busy: tuple[str, ...] = ()
    """Models that are being downloaded meanwhile."""


class ModelStore:
    """Holds fetched models under one folder. May be used from any thread."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, model: CatalogueModel) -> Path:
        return self.root / model.id

    def path(self, model: CatalogueModel) -> Path:
        """Return what is loaded: a file, or a folder."""
        return self.folder(model) / model.load if model.load else self.folder(model)

    def part(self, model: CatalogueModel, file: CatalogueFile) -> Path:
        """Return the place where a file is put together."""
        return self.folder(model) / f"{file.name}{PART}"

    def is_whole(self, model: CatalogueModel) -> bool:
        manifest = self._manifest(model)
        if manifest is None:
            return False
        kept = {file.name: file for file in manifest.files}
        return all(
            file.name in kept
            and (not file.sha256 or kept[file.name].sha256 == file.sha256)
            and _size(self.folder(model) / file.name) == kept[file.name].bytes
            for file in model.files
        )

    def is_damaged(self, model: CatalogueModel) -> bool:
        """Return whether it was whole once, and isn't any more."""
        return self._manifest(model) is not None and not self.is_whole(model)

    def here(self) -> tuple[CatalogueModel, ...]:
        return tuple(model for model in CATALOGUE if self.is_whole(model))

    def here_of(self, part: str) -> tuple[CatalogueModel, ...]:
        return tuple(model for model in CATALOGUE if model.part == part and self.is_whole(model))

    def damaged(self) -> tuple[CatalogueModel, ...]:
        return tuple(model for model in CATALOGUE if self.is_damaged(model))

    def begun(self, model: CatalogueModel) -> int:
        """Return the bytes that have come of a model."""
        return sum(_size(self.folder(model) / file.name) or _size(self.part(model, file)) or 0 for file in model.files)

    def room_of(self, model: CatalogueModel) -> int:
        try:
            return sum(file.stat().st_size for file in self.folder(model).rglob("*") if file.is_file())
        except OSError:
            return 0

    def make(self, model: CatalogueModel) -> Path:
        """Make the folder for a model, which only its owner can open."""
        make_private_folder(self.root)
        self.folder(model).mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
        return self.folder(model)

    @contextlib.contextmanager
    def alone(self, model: CatalogueModel) -> Generator[None]:
        """Be the only one who changes a model. Raises EngineError at once if somebody else does. The store must exist."""
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(one_writer(self.root / f".{model.id}.lock", patience=0.0))
            except TimeoutError as error:
                raise EngineError(
                    Failure(FailureKind.REJECTED, Sentence("{title} is already being downloaded.", title=model.title))
                ) from error
            yield

    def changed_files(self, model: CatalogueModel) -> tuple[str, ...]:
        """Return the names of files that are here, but aren't as published. Reads all of them."""
        # Where the others have changed, nobody knows whether one without a checksum belongs to the same revision.
        damaged = self.is_damaged(model)
        return tuple(
            file.name
            for file in model.files
            for path in (self.folder(model) / file.name,)
            if path.exists() and ((damaged and not file.sha256) or not _is_as_published(path, file))
        )

    def withdraw(self, model: CatalogueModel, names: Iterable[str] = ()) -> None:
        """Let a model count as begun only, and delete some of its files."""
        for name in (MANIFEST, *names):
            (self.folder(model) / name).unlink(missing_ok=True)

    def finish_file(self, model: CatalogueModel, file: CatalogueFile) -> None:
        """Check a file that was put together, and give it its name. Raises EngineError, and then deletes it."""
        part = self.part(model, file)
        if not _is_as_published(part, file):
            part.unlink(missing_ok=True)
            raise EngineError(
                Failure(
                    FailureKind.BAD_FILE,
                    Sentence("{name} isn't the file that its publisher made, so it wasn't kept.", name=file.name),
                )
            )
        part.replace(self.folder(model) / file.name)

    def finish(self, model: CatalogueModel) -> None:
        """Write the manifest, now that every file is there."""
        files = [
            KeptFile(file.name, path.stat().st_size, file.sha256 or sha256_of(path))
            for file in model.files
            for path in (self.folder(model) / file.name,)
        ]
        replace_file(self.folder(model) / MANIFEST, msgspec.json.encode(Manifest(model.id, files)))

    def clear_staging(self, model: CatalogueModel, name: str) -> None:
        """Delete a folder inside a model's that was only needed while it came."""
        shutil.rmtree(self.folder(model) / name, ignore_errors=True)

    def delete(self, model: CatalogueModel) -> None:
        """Delete a model, or what has come of it. Raises EngineError while it's being downloaded, and OSError."""
        if not self.folder(model).exists():
            return
        with self.alone(model):
            self.withdraw(model)  # first, so that what is left is never used
            shutil.rmtree(self.folder(model), ignore_errors=True)

    def check(self, model: CatalogueModel) -> bool:
        """Return whether every file is still as its publisher made it. Reads all of it."""
        return all(_is_as_published(self.folder(model) / file.name, file) for file in model.files)

    def need_room(self, size: int) -> None:
        """Raise EngineError where the disk has no room for so many bytes."""
        need_room(self.root, size)

    # --- carried to a machine without a network

    def export(self, folder: Path) -> Carried:
        """Copy every whole model into a folder. Raises OSError and EngineError."""
        models = self.here()
        size = sum(self.room_of(model) for model in models)
        folder.mkdir(parents=True, exist_ok=True)
        need_room(folder, size)
        for model in models:
            (folder / model.id).mkdir(exist_ok=True)
            for name in (*(file.name for file in model.files), MANIFEST):
                shutil.copyfile(self.folder(model) / name, folder / model.id / name)
        return Carried(tuple(model.id for model in models), size)

    def take_in(self, folder: Path) -> Carried:
        """Copy the models of a folder here, whether `export` wrote it or a browser saved the files into it."""
        taken: list[str] = []
        refused: list[str] = []
        busy: list[str] = []
        size = 0
        for model in CATALOGUE:
            found = _lying_in(folder, model)
            if not found or self.is_whole(model):
                continue
            need_room(self.root, sum(path.stat().st_size for path in found))
            make_private_folder(self.root)
            try:
                with self.alone(model):
                    whole = self._took(model, found)
            except EngineError:
                busy.append(model.id)
                continue
            (taken if whole else refused).append(model.id)
            size += self.room_of(model) if whole else 0
        return Carried(tuple(taken), size, tuple(refused), tuple(busy))

    def _took(self, model: CatalogueModel, found: list[Path]) -> bool:
        """Copy a model's files here if they are its publisher's. Otherwise leave everything as it was."""
        copied = self.root / f"{model.id}{IMPORT}"
        shutil.rmtree(copied, ignore_errors=True)
        copied.mkdir(mode=OWNER_ONLY_FOLDER)
        try:
            for file, path in zip(model.files, found, strict=True):
                if not _is_as_published(Path(shutil.copyfile(path, copied / file.name)), file):
                    return False
            if self.folder(model).exists():
                self.withdraw(model)
                shutil.rmtree(self.folder(model))
            copied.rename(self.folder(model))
        finally:
            shutil.rmtree(copied, ignore_errors=True)
        self.finish(model)
        return True

    def _manifest(self, model: CatalogueModel) -> Manifest | None:
        try:
            return msgspec.json.decode((self.folder(model) / MANIFEST).read_bytes(), type=Manifest)
        except (OSError, msgspec.MsgspecError):
            return None


def need_room(folder: Path, size: int) -> None:
    """Raise EngineError where a folder's disk has no room for so many bytes."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), None)
    if there is not None and shutil.disk_usage(there).free < size + ROOM:
        raise EngineError(
            Failure(
                FailureKind.DISK_FULL,
                Sentence("There's no room for {size} on this disk. Free some space first.", size=DataSize(size)),
            )
        )


def disk_broken(error: OSError) -> Failure:
    return Failure(
        FailureKind.DISK_BROKEN,
        Sentence("Couldn't save the file ({why}). Free some space.", why=error.strerror or str(error)),
    )


def sha256_of(path: Path) -> str:
    seen = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            seen.update(piece)
    return seen.hexdigest()


def _is_as_published(path: Path, file: CatalogueFile) -> bool:
    try:
        size = path.stat().st_size
        if file.sha256:
            return (not file.bytes or size == file.bytes) and sha256_of(path) == file.sha256
        return size <= LONGEST_UNSUMMED and _reads_as_told(path)
    except (OSError, ValueError):
        return False


def _reads_as_told(path: Path) -> bool:
    """Return whether a small file is what its name says, since nobody knows its checksum."""
    text = path.read_bytes().decode("utf-8")
    if ".json" in path.name:
        json.loads(text)
        return True
    return bool(text.strip()) and "\0" not in text


def _lying_in(folder: Path, model: CatalogueModel) -> list[Path]:
    """Return the files of a model in a folder. Empty unless all of them are there."""
    found: list[Path] = []
    for file in model.files:
        places = (folder / model.id / file.name, folder / file.name)
        path = next((place for place in places if place.is_file()), None)
        if path is None:
            return []
        found.append(path)
    # Whisper's files have the same names whatever the model, so only a folder of its own tells whose they are.
    return found if model.load or (folder / model.id).is_dir() else []


def model_named(id: str) -> CatalogueModel:
    """Return a model of the catalogue. Raises EngineError if there is none of that name."""
    model = model_of(id)
    if model is None:
        raise EngineError(Failure(FailureKind.REJECTED, Sentence("There's no model {name} in the catalogue.", name=id)))
    return model


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
