"""Reads a database file as bytes: its pages, overlaid with those of its log, and the rows on them.

SQLite reaches rows through trees, and gives up if a tree is broken. The rows are still on their pages, and each page
says where, so scanning page by page finds them (sqlite.org/fileformat2.html).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

MAGIC = b"SQLite format 3\x00"
SIZES = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
"""Page sizes to try, the likeliest first, if the file no longer names its own."""
LEAF = 0x0D
"""The first byte of a page that holds rows of a table."""
_KEYED = {0x0A: (8, 0), 0x02: (12, 4)}
"""The first byte of pages that hold rows of a table without numbers, or of an index: how long their head is, and what
stands before each row.
"""
_LOG_HEAD, _FRAME_HEAD = 32, 24
_WIDTHS = (0, 1, 2, 3, 4, 6, 8)
"""Bytes of an integer, by its type code in a record."""

Value = None | int | float | str | bytes


@dataclass(frozen=True, slots=True)
class RowPlace:
    """The place of a row in the file."""

    page: int
    cell: int


@dataclass(frozen=True, slots=True)
class StoredRow:
    number: int
    values: tuple[Value, ...]
    """Decodes text, with marks for invalid bytes; an incomplete last character is left out."""
    whole: bool
    place: RowPlace


class Pages:
    """Reads a file. The caller closes it."""

    def __init__(self, path: Path, size: int) -> None:
        self._log = _Log.of(path, size)
        self._file = path.open("rb")
        self.size = size
        self._in_file = -(-path.stat().st_size // size)
        self._last = max(self._in_file, self._log.last)
        head = self.page(1)
        self._usable = size - (head[20] if head.startswith(MAGIC) else 0)

    def close(self) -> None:
        self._file.close()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def page(self, number: int) -> bytes:
        """Return a page as the last commit left it. Empty if there is none."""
        found = self._log.page(number)
        if found is not None:
            return found
        if not 1 <= number <= self._in_file:
            return b""
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size).ljust(self.size, b"\x00")

    def rows(self, size: int | None = None) -> Iterator[StoredRow]:
        """Yields the rows of all tables in file order. Deleted rows are not among them, because our databases overwrite
        them.

        With `size`, only those within that many bytes from the start.
        """
        last = self._last if size is None else min(self._last, max(1, size // self.size))
        for number in range(1, last + 1):
            page = self.page(number)
            start = _start(number)
            if page[start : start + 1] != bytes([LEAF]):
                continue
            for cell in range(int.from_bytes(page[start + 3 : start + 5], "big")):
                row = self._row(page, RowPlace(number, cell))
                if row is not None:
                    yield row

    def keyed_rows(self) -> Iterator[tuple[Value, ...]]:
        """Yields the values of all whole rows of tables without numbers, and of indexes."""
        for number in range(1, self._last + 1):
            page = self.page(number)
            start = _start(number)
            head = _KEYED.get(page[start] if len(page) > start else 0)
            if head is None:
                continue
            for cell in range(int.from_bytes(page[start + 3 : start + 5], "big")):
                try:
                    (pointer,) = struct.unpack_from(">H", page, start + head[0] + 2 * cell)
                    length, pointer = _varint(page, pointer + head[1])
                    if length > self._last * self.size:
                        continue
                    payload, whole = self._payload(page, pointer, length, self._most_of_keyed)
                    if whole:
                        yield tuple(_values(payload))
                except (IndexError, struct.error):
                    continue

    @property
    def _most_of_keyed(self) -> int:
        return (self._usable - 12) * 64 // 255 - 23

    def row(self, place: RowPlace) -> StoredRow | None:
        """Reads the row at that place. None if there is nothing that could be one."""
        return self._row(self.page(place.page), place)

    def _row(self, page: bytes, place: RowPlace) -> StoredRow | None:
        at = _start(place.page) + 8 + 2 * place.cell
        try:
            (pointer,) = struct.unpack_from(">H", page, at)
            length, pointer = _varint(page, pointer)
            number, pointer = _varint(page, pointer)
            if length > self._last * self.size:
                return None
            payload, whole = self._payload(page, pointer, length, self._usable - 35)
            return StoredRow(_signed(number), tuple(_values(payload)), whole, place)
        except (IndexError, struct.error):
            return None

    def _payload(self, page: bytes, start: int, length: int, most: int) -> tuple[bytes, bool]:
        """Returns a row's content, overflow pages included, as far as it can be found, and whether that is all."""
        local = self._local(length, most)
        payload = page[start : start + min(local, length)]
        if length <= local:
            return payload, len(payload) == length
        (following,) = struct.unpack_from(">I", page, start + local)
        room = self._usable - 4
        while len(payload) < length:
            further = self.page(following)[: self._usable]
            if not any(further):
                return payload, False
            (following,) = struct.unpack_from(">I", further)
            missing = length - len(payload)
            # If the link is nonsense, the rest of the page is nonsense too.
            if not (following == 0 if missing <= room else 0 < following <= self._last):
                return payload, False
            payload += further[4 : 4 + missing]
        return payload, True

    def _local(self, length: int, most: int) -> int:
        """Returns how many bytes of a row lie on its own page, on which there is room for so many."""
        if length <= most:
            return length
        least = (self._usable - 12) * 32 // 255 - 23
        wanted = least + (length - least) % (self._usable - 4)
        return wanted if wanted <= most else least


def page_sizes(path: Path) -> tuple[int, ...]:
    """Returns the page size that the file or its log names, or all possible sizes if neither does."""
    with path.open("rb") as file:
        head = file.read(18)
    if head.startswith(MAGIC) and len(head) == 18:
        said = int.from_bytes(head[16:18], "big")
        size = 65536 if said == 1 else said
        if size in SIZES:
            return (size,)
    log = _log_path(path)
    if log.exists():
        with log.open("rb") as file:
            size = int.from_bytes(file.read(12)[8:], "big")
        if size in SIZES:
            return (size,)
    return SIZES


class _Log:
    """The pages committed after those in the file, up to the first incomplete one."""

    def __init__(self, file: Path | None, places: dict[int, int], size: int) -> None:
        self._file = None if file is None else file.open("rb")
        self._places = places
        self._size = size
        self.last = max(places, default=0)

    @classmethod
    def of(cls, path: Path, size: int) -> Self:
        log = _log_path(path)
        places = _committed(log.read_bytes(), size) if log.exists() else {}
        return cls(log if places else None, places, size)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def page(self, number: int) -> bytes | None:
        place = self._places.get(number)
        if place is None or self._file is None:
            return None
        self._file.seek(place)
        return self._file.read(self._size)


def _log_path(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _committed(log: bytes, size: int) -> dict[int, int]:
    """Says where in a log the newest version of each page is."""
    head = log[:_LOG_HEAD]
    if len(head) < _LOG_HEAD or head[:3] != b"\x37\x7f\x06" or int.from_bytes(head[8:12], "big") != size:
        return {}
    order = ">" if head[3] & 1 else "<"
    found: dict[int, int] = {}
    open_now: dict[int, int] = {}
    check = _checksum(head[:24], order, (0, 0))
    for start in range(_LOG_HEAD, len(log) - _FRAME_HEAD - size + 1, _FRAME_HEAD + size):
        frame, data = log[start : start + _FRAME_HEAD], start + _FRAME_HEAD
        check = _checksum(frame[:8] + log[data : data + size], order, check)
        if frame[8:16] != head[16:24] or struct.unpack(">II", frame[16:24]) != check:
            break
        number, committed = struct.unpack(">II", frame[:8])
        open_now[number] = data
        if committed:
            found.update(open_now)
            open_now = {}
    return found


def _checksum(data: bytes, order: str, before: tuple[int, int]) -> tuple[int, int]:
    first, second = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second


def _start(number: int) -> int:
    """The first page begins with the header of the whole file."""
    return 100 if number == 1 else 0


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Reads a number of one to nine bytes; also returns where the next value starts."""
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


def _values(payload: bytes) -> Iterator[Value]:
    """Reads a record's columns. Text that breaks off is kept as far as it goes, and columns after it are left out."""
    length, at = _varint(payload, 0)
    body = length
    while at < length:
        kind, at = _varint(payload, at)
        width = _width(kind)
        data = payload[body : body + width]
        body += width
        if len(data) == width or (kind >= 13 and kind % 2 and data):
            yield _value(kind, data)
        else:
            return


def _width(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return _WIDTHS[kind] if kind < len(_WIDTHS) else 8 if kind == 7 else 0


def _value(kind: int, data: bytes) -> Value:
    match kind:
        case 0 | 10 | 11:
            return None
        case 7:
            return float(struct.unpack(">d", data)[0])
        case 8 | 9:
            return kind - 8
        case _ if kind < 7:
            return int.from_bytes(data, "big", signed=True)
        case _:
            return data.decode("utf-8", "replace") if kind % 2 else data
