"""Brings a model file from an address that the person gives, whole or not at all, and verifies it.

It does so only on request. Models of the catalogue come through `downloads/`.
"""

import hashlib
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.model_store import disk_broken, need_room

ENDINGS = {"brain": (".gguf",), "voice": (".onnx", ".onnx.json", ".json"), "ears": ()}
MOST_UNTOLD = 8 * 1024**3
"""Bytes assumed for a file whose server does not give its length."""
LOOK_EVERY = 16 * 1024 * 1024
"""Bytes after which free space is checked again, because others write to the disk too."""
BESIDE = ".sha256"
"""The ending of the file beside a model that keeps its checksum."""

Progress = Callable[[int, int], None]
"""Bytes so far, and in all (0 if unknown)."""


class Download(Protocol):
    """Provides the content at an address."""

    @property
    def length(self) -> int:
        """Bytes; 0 if the server does not say."""
        ...

    @property
    def sha256(self) -> str:
        """Returns the checksum that the server states for the file. Empty if it states none."""
        ...

    def pieces(self) -> AsyncIterator[bytes]: ...


Open = Callable[[str], AbstractAsyncContextManager[Download]]
"""Raises EngineError."""


@dataclass(frozen=True, slots=True)
class Fetched:
    path: Path
    bytes: int
    sha256: str


async def fetch(address: str, target: Path, sha256: str, open_address: Open, progress: Progress) -> Fetched:
    """Fetches the file under its name, with its checksum beside it. Raises EngineError, and then leaves nothing behind."""
    partial = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        async with open_address(address) as download:
            size, found = await _written(download, partial, progress)
            wanted = sha256.strip().lower() or download.sha256
        if wanted and found != wanted:
            raise EngineError(
                Failure(
                    FailureKind.BAD_FILE,
                    Sentence("The file doesn't match that checksum, so it wasn't kept. Check both."),
                    found,
                )
            )
        partial.replace(target)
        target.with_name(target.name + BESIDE).write_text(f"{found}  {target.name}\n", encoding="utf-8")
    except OSError as error:
        raise EngineError(disk_broken(error)) from error
    finally:
        partial.unlink(missing_ok=True)
    return Fetched(target, size, found)


async def _written(download: Download, partial: Path, progress: Progress) -> tuple[int, str]:
    """Write what comes; returns the number of bytes, and their checksum."""
    seen = hashlib.sha256()
    size = looked = 0
    if download.length:
        need_room(partial.parent, download.length)
    with partial.open("wb") as file:
        async for piece in download.pieces():
            size += len(piece)
            if size > (download.length or MOST_UNTOLD):
                raise EngineError(
                    Failure(
                        FailureKind.BAD_FILE, Sentence("The file is longer than its server said, so it wasn't kept.")
                    )
                )
            if size - looked > LOOK_EVERY:
                looked = size
                need_room(partial.parent, LOOK_EVERY)
            file.write(piece)
            seen.update(piece)
            progress(size, download.length)
        file.flush()
        os.fsync(file.fileno())
    if download.length and size != download.length:
        raise EngineError(
            Failure(FailureKind.LINK_DROPPED, Sentence("The download stopped and nothing was kept. Try again."))
        )
    return size, seen.hexdigest()


def kept_checksum(path: Path) -> str:
    """Returns the checksum that a model had when it was fetched. Empty if unknown."""
    try:
        found = path.with_name(path.name + BESIDE).read_text(encoding="utf-8").split(maxsplit=1)
    except (OSError, ValueError):
        return ""
    return found[0].lower() if found and len(found[0]) == hashlib.sha256().digest_size * 2 else ""


def name_in(address: str, part: str) -> str:
    """Returns the name for the file. Raises EngineError if the address does not lead to such a file."""
    name = address.split("?", 1)[0].split("#", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    safe = "".join(char for char in name if char.isalnum() or char in "._- ").strip(". ")
    wanted = ENDINGS[part]
    if not safe or (wanted and not safe.lower().endswith(wanted)):
        endings = ", ".join(wanted)
        sentence = Sentence("That address leads to no file that ends in {endings}.", endings=endings)
        raise EngineError(
            Failure(FailureKind.WRONG_ADDRESS, sentence if wanted else Sentence("That address leads to no file."))
        )
    return safe
