"""This package imports talks: a kind of file each module, and a line each in `IMPORTERS`."""

import io
import json
import zipfile
from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from voiceapp.core.sentence import Sentence
from voiceapp.imports.bundle import BadFileError, Bundle, ForeignTables, ImportedFile, Pictures, no_pictures

IMPORTERS = (
    "own",
    "chatgpt",
    "buzz",
    "openwhispr",
)
"""Modules with a `read`: the first one that knows the file is believed. Loaded when a file is brought in. Those that read
another program's database name its tables in `TABLES`, and the program in `PROGRAM`.
"""

MOST = 1024**3
"""Bytes of conversations that an archive may hold; more is no export of talks."""
MOST_OF_A_PICTURE = 64 * 1024**2
PACKED_AT_MOST = 100
"""Times by which words grow when they are unpacked; what grows more was made to fill the memory."""
SMALL = 16 * 1024**2
"""Bytes that may be packed as well as they like."""
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


class ReadsFile(Protocol):
    def __call__(self, file: ImportedFile, /) -> Bundle | None:
        """None: it is none of its kind. Raises BadFileError where it is one, and no good."""
        ...


class ReadsDatabase(Protocol):
    """A module that reads the database of another program."""

    PROGRAM: str
    TABLES: tuple[str, ...]
    read: ReadsFile


def read(content: bytes) -> Bundle:
    """Our own JSON, ChatGPT's conversations.json, or the ZIP that this comes in. Raises BadFileError."""
    if content[:2] == b"PK":
        return _archive(content)
    return _document(content, no_pictures)


def wanted_tables() -> frozenset[str]:
    """The tables that the importers of databases read."""
    return frozenset(table for module in _modules() for table in getattr(module, "TABLES", ()))


def read_tables(found: ForeignTables) -> tuple[str, Bundle]:
    """The program whose database it is, and what it brings. Raises BadFileError."""
    file = ImportedFile(b"", found, no_pictures)
    for module in _modules():
        if hasattr(module, "TABLES"):
            importer = cast("ReadsDatabase", module)
            bundle = importer.read(file)
            if bundle is not None:
                return importer.PROGRAM, bundle
    raise BadFileError(Sentence("This database is none that voiceapp reads. Choose that of Buzz or OpenWhispr."))


def _modules() -> list[object]:
    return [import_module(f"{__name__}.{name}") for name in IMPORTERS]


def _document(content: bytes, pictures: Pictures) -> Bundle:
    try:
        document: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadFileError(
            Sentence("This isn't a JSON file. Choose a voiceapp export or ChatGPT's conversations.json.")
        ) from error
    file = ImportedFile(content, document, pictures)
    for name in IMPORTERS:
        read_as = cast("ReadsFile", import_module(f"{__name__}.{name}").read)
        bundle = read_as(file)
        if bundle is not None:
            return bundle
    raise BadFileError(
        Sentence("This file has no conversations. Choose a voiceapp export or ChatGPT's conversations.json.")
    )


def _archive(content: bytes) -> Bundle:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [
                name
                for name in archive.namelist()
                if _base(name).startswith("conversations") and name.endswith(".json")
            ]
            if not names:
                raise BadFileError(
                    Sentence(
                        "There's no conversations.json in this archive. Give the ZIP file that ChatGPT's export "
                        "comes in."
                    )
                )
            left = MOST
            bundles: list[Bundle] = []
            for name in sorted(names):
                document = _unpacked(archive, archive.getinfo(name), left)
                left -= len(document)
                bundles.append(_document(document, _pictures_of(archive)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise BadFileError(
            Sentence("This archive is damaged or locked. Download it again, or unpack it and choose the file inside.")
        ) from error
    return Bundle(tuple(talk for bundle in bundles for talk in bundle.talks), {})


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A file of the archive. What it says of its own length is not believed. Raises BadFileError."""
    may_be = min(most, max(SMALL, entry.compress_size * PACKED_AT_MOST))
    with archive.open(entry) as file:
        content = file.read(may_be + 1)
    if len(content) > may_be:
        raise BadFileError(Sentence("This archive is too large. Unpack it and choose the file inside."))
    return content


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def _pictures_of(archive: zipfile.ZipFile) -> Pictures:
    entries: Mapping[str, str] = {_base(name): name for name in archive.namelist()}

    def find(asset: str) -> tuple[str, bytes] | None:
        for base, name in entries.items():
            media_type = _PICTURES.get(f".{base.rpartition('.')[2].casefold()}")
            if media_type is not None and asset and base.startswith(asset):
                return media_type, _unpacked(archive, archive.getinfo(name), MOST_OF_A_PICTURE)
        return None

    return find


__all__ = ["BadFileError", "Bundle", "ForeignTables", "read", "read_tables", "wanted_tables"]
