"""Fetches a file over HTTP into a part that survives breaks and restarts."""

import asyncio
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue.model import LONGEST_UNSUMMED, CatalogueFile
from voiceapp.local.model_download import Download
from voiceapp.local.model_store import disk_broken, need_room
from voiceapp.openai.download import download

Progress = Callable[[int], None]
"""Bytes of the file that are here."""
PAUSES = (1.0, 3.0, 10.0, 30.0)
"""Seconds to wait after each break in a row. Whenever something came, it begins with the first again."""
LOOK_EVERY = 16 * 1024 * 1024
"""Bytes after which free space is checked again, because others write to the disk too."""
TAG = ".tag"
"""The ending of the file beside a part that names the version that was begun."""
PASSING = frozenset(
    {FailureKind.LINK_DROPPED, FailureKind.NO_NETWORK, FailureKind.TIMED_OUT, FailureKind.SERVER_BROKEN}
)
"""What may be over in a moment."""


class ResumableDownload(Download, Protocol):
    @property
    def begins_at(self) -> int: ...
    @property
    def tag(self) -> str: ...
    @property
    def is_page(self) -> bool: ...


class Open(Protocol):
    """Opens a download, from a byte on if that can be. Raises EngineError."""

    def __call__(
        self, address: str, begins_at: int = 0, tag: str = ""
    ) -> AbstractAsyncContextManager[ResumableDownload]: ...


async def fetch_resumable(
    address: str,
    file: CatalogueFile,
    part: Path,
    progress: Progress,
    *,
    open_address: Open = download,
    pauses: Sequence[float] = PAUSES,
) -> None:
    """Bring what is missing of a part. Raises EngineError, and keeps what came.

    Whether it is the right file is not decided here, but by its checksum.
    """
    breaks, came = 0, False
    while not (file.bytes and length_of(part) == file.bytes):
        before = length_of(part)
        try:
            await _once(address, file, part, progress, open_address)
        except EngineError as error:
            if length_of(part) > before:
                breaks, came = 0, True
            # Where nothing has come, the next one who may have the file is asked at once.
            if error.failure.kind not in PASSING or breaks >= len(pauses) or not came:
                raise
            await asyncio.sleep(pauses[breaks])
            breaks += 1
        else:
            break
    _tag_of(part).unlink(missing_ok=True)


async def _once(address: str, file: CatalogueFile, part: Path, progress: Progress, open_address: Open) -> None:
    have = length_of(part)
    if file.bytes and have > file.bytes:
        have = 0
    async with open_address(address, have, _kept_tag(part)) as coming:
        begins_at = coming.begins_at if coming.begins_at == have else 0
        if coming.is_page or coming.begins_at != begins_at:
            raise EngineError(_odd_answer())
        whole = begins_at + coming.length if coming.length else 0
        if file.bytes and whole and whole != file.bytes:
            raise EngineError(_odd_answer())
        need_room(part.parent, (whole or file.size) - begins_at)
        _tag_of(part).write_text(coming.tag, encoding="ascii", errors="replace")
        most = whole or file.bytes or _most(file)
        with part.open("r+b" if begins_at else "wb") as written:
            written.seek(begins_at)
            written.truncate()
            fits = await _write(coming, written, begins_at, most, progress)
    if not fits:
        _throw_away(part)
        raise EngineError(_too_long())
    if whole and length_of(part) != whole:
        raise EngineError(_dropped())


async def _write(coming: ResumableDownload, written: BinaryIO, size: int, most: int, progress: Progress) -> bool:
    """Write what comes. Return whether that was no more than it may be."""
    looked = size
    try:
        async for piece in coming.pieces():
            size += len(piece)
            if size > most:
                return False
            if size - looked > LOOK_EVERY:
                looked = size
                need_room(Path(written.name).parent, LOOK_EVERY)
            written.write(piece)
            progress(size)
    except OSError as error:
        raise EngineError(disk_broken(error)) from error
    finally:
        written.flush()
        os.fsync(written.fileno())
    return True


def _most(file: CatalogueFile) -> int:
    """Return the bytes that a file of unknown length may have, so that no server fills the disk."""
    return file.about * 2 if file.sha256 else LONGEST_UNSUMMED


def _dropped() -> Failure:
    return Failure(FailureKind.LINK_DROPPED, Sentence("The download broke off. What came is kept: go on later."))


def _odd_answer() -> Failure:
    """Return what is said of an answer that isn't about the file, such as a proxy's page. It says nothing of the part."""
    return Failure(FailureKind.SERVER_BROKEN, Sentence("The server has another file than the publisher made."))


def _too_long() -> Failure:
    return Failure(FailureKind.BAD_FILE, Sentence("The server has another file than the publisher made."))


def length_of(part: Path) -> int:
    """Return the bytes that have come of a part."""
    try:
        return part.stat().st_size
    except OSError:
        return 0


def _tag_of(part: Path) -> Path:
    return part.with_name(part.name + TAG)


def _throw_away(part: Path) -> None:
    for path in (part, _tag_of(part)):
        path.unlink(missing_ok=True)


def _kept_tag(part: Path) -> str:
    try:
        return _tag_of(part).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""
