"""Reads the file of multilingual-e5-small in 4 bits: its vocabulary and its weights."""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voiceapp.local.runners.sentence_pieces import SentencePieces

Weights = npt.NDArray[np.float32]
MAGIC = b"E5S1"
_BLOCK = 32
"""Weights that share a scale."""
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("pairs", "u1", _BLOCK // 2)])


class NoSuchModelError(ValueError):
    """The file is none that this can read."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Says where a tensor lies in the file."""

    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Sizes:
    width: int
    layers: int
    heads: int
    longest: int
    """Pieces of a text that are read at most."""
    least: float
    """What is added to a variance, so that nothing is divided by zero."""


class _Cursor:
    def __init__(self, data: memoryview) -> None:
        self._data = data
        self.place = 0

    def take(self, length: int) -> memoryview:
        taken = self._data[self.place : self.place + length]
        if len(taken) < length:
            raise NoSuchModelError("the file is too short")
        self.place += length
        return taken

    def numbers(self, form: str) -> tuple[int, ...]:
        return struct.unpack(f"<{form}", self.take(struct.calcsize(f"<{form}")))

    def number(self, form: str) -> int:
        return self.numbers(form)[0]

    def fraction(self) -> float:
        return float(struct.unpack("<f", self.take(4))[0])


class E5File:
    """Raises NoSuchModelError if the file is none of this model, and OSError."""

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, np.uint8, mode="r")
        cursor = _Cursor(self._bytes.data)
        if bytes(cursor.take(4)) != MAGIC:
            raise NoSuchModelError("the file begins in another way")
        cursor.number("I")
        width, layers, heads, _, _, longest, _ = cursor.numbers("7i")
        self.sizes = Sizes(width, layers, heads, longest, cursor.fraction())
        if cursor.number("i") != _BLOCK:
            raise NoSuchModelError("the weights are kept in another way")
        count, self.begin, self.end, _, unknown = cursor.numbers("5i")
        self.pieces = _vocabulary(cursor, count, unknown)
        self._tensors = _directory(cursor)

    def plain(self, name: str) -> Weights:
        place = self._tensors[name]
        return np.frombuffer(self._bytes, np.float32, place.count, place.start).copy()

    def matrix(self, name: str) -> Weights:
        """A matrix that is multiplied with from the right: what goes in by what comes out."""
        blocks = self._blocks(name)
        return np.ascontiguousarray(_unpacked(blocks).T)

    def rows(self, name: str) -> "PackedRows":
        return PackedRows(self._blocks(name))

    def _blocks(self, name: str) -> npt.NDArray[np.void]:
        """The weights as they lie in the file: rows of blocks."""
        place = self._tensors[name]
        blocks = np.frombuffer(self._bytes, _BLOCK_TYPE, place.count // _BLOCK, place.start)
        width = self.sizes.width if not name.endswith("fo.w") else self._tensors[name].count // self.sizes.width
        return blocks.reshape(-1, width // _BLOCK)


class PackedRows:
    """Unpacks only those rows that are asked for."""

    def __init__(self, blocks: npt.NDArray[np.void]) -> None:
        self._blocks = blocks

    def __getitem__(self, rows: list[int]) -> Weights:
        return _unpacked(self._blocks[rows])


def _unpacked(blocks: npt.NDArray[np.void]) -> Weights:
    pairs = blocks["pairs"]
    levels = np.concatenate((pairs & 0x0F, pairs >> 4), axis=-1).astype(np.float32) - 8
    return (levels * blocks["scale"].astype(np.float32)[..., None]).reshape(len(blocks), -1)


def _vocabulary(cursor: _Cursor, count: int, unknown: int) -> SentencePieces:
    length = cursor.number("Q")
    places = np.frombuffer(cursor.take(4 * (count + 1)), np.uint32).tolist()
    scores = np.frombuffer(cursor.take(4 * count), np.float32).tolist()
    signs = bytes(cursor.take(length))
    pieces = {signs[places[each] : places[each + 1]].decode(errors="replace"): each for each in range(count)}
    pieces.pop("", None)
    # Nobody writes the model's own marks.
    pieces = {piece: number for piece, number in pieces.items() if number != unknown}
    return SentencePieces(pieces, scores, unknown, _folded(cursor))


def _folded(cursor: _Cursor) -> dict[int, str]:
    count, length = cursor.numbers("iI")
    inner = _Cursor(cursor.take(length))
    folded: dict[int, str] = {}
    for _ in range(count):
        sign, others = inner.numbers("IB")
        folded[sign] = "".join(map(chr, inner.numbers(f"{others}I")))
    return folded


def _directory(cursor: _Cursor) -> dict[str, _Place]:
    tensors: dict[str, _Place] = {}
    for _ in range(cursor.number("i")):
        name = bytes(cursor.take(cursor.number("H"))).decode()
        _, count, start, _ = cursor.numbers("BIQQ")
        tensors[name] = _Place(start, count)
    return tensors
