"""Knows who may have a file, and in what order they are asked: this device, its publisher, packages."""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from pathlib import Path

from voiceapp.core.ports import EngineError
from voiceapp.local.catalogue.hub import HUB
from voiceapp.local.catalogue.model import CarrierWheel, CatalogueFile
from voiceapp.local.downloads.archives import fetch_packed, take_packed
from voiceapp.local.downloads.packages import fetch_carried
from voiceapp.local.downloads.resumable import Progress, fetch_resumable
from voiceapp.local.model_store import disk_broken

Source = Callable[[Path, Progress], Awaitable[None]]
"""Brings what is missing of a part. Raises EngineError."""


def sources_of(file: CatalogueFile, mirror: str, keep: frozenset[str]) -> tuple[Source, ...]:
    """Return who may have a file, the first to be asked first. `keep` names packages that other files need, too."""
    installed = installed_pieces(file)
    address = mirrored(file.address, mirror)
    sources: list[Source] = []
    if installed:
        sources.append(lambda part, progress: _copy(installed, part, progress))
    packed = file.packed
    if packed is not None:
        sources.append(lambda part, progress: take_packed(packed, file.bytes, part, progress))
    if address:
        sources.append(lambda part, progress: fetch_resumable(address, file, part, progress))
    if file.carried:
        sources.append(lambda part, progress: fetch_carried(file, part, progress, keep=keep))
    if packed is not None:
        sources.append(lambda part, progress: fetch_packed(packed, file.bytes, part, progress))
    return tuple(sources)


def mirrored(address: str, mirror: str) -> str:
    """Return where the mirror has what the hub has. Other addresses stay as they are."""
    if not mirror or not address.startswith(f"{HUB}/"):
        return address
    return mirror.rstrip("/") + address.removeprefix(HUB)


def installed_pieces(file: CatalogueFile) -> tuple[Path, ...]:
    """Return the pieces of a file that installed packages carry. Empty unless all of them are there."""
    found = tuple(path for wheel in file.carried if (path := _installed(wheel)) is not None)
    return found if file.carried and len(found) == len(file.carried) else ()


def _installed(wheel: CarrierWheel) -> Path | None:
    package, _, inside = wheel.member.partition("/")
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / inside
    return path if path.is_file() and path.stat().st_size == wheel.bytes else None


async def _copy(pieces: tuple[Path, ...], part: Path, progress: Progress) -> None:
    progress(await asyncio.to_thread(_joined, pieces, part))


def _joined(pieces: tuple[Path, ...], part: Path) -> int:
    try:
        with part.open("wb") as written:
            for piece in pieces:
                with piece.open("rb") as opened:
                    shutil.copyfileobj(opened, written)
            written.flush()
            os.fsync(written.fileno())
            return written.tell()
    except OSError as error:
        raise EngineError(disk_broken(error)) from error
