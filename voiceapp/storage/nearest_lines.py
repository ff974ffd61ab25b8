"""Finds the lines whose meaning is nearest to a question's, by looking at all of them."""

import json
import math
import sqlite3
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt

from voiceapp.core.meaning import Vectors
from voiceapp.storage.meanings import PackedVector
from voiceapp.storage.schema import PLACES

LEVELS = 127
AT_ONCE = 4_096
"""Rows that are unpacked together: what fits into a processor's cache."""
TINY = 1e-6
MOST = 20
CANDIDATES = 200
"""The nearest ones that are looked at more closely: some may be gone meanwhile, or not be wanted."""
LEAST_LINES = 3
"""Lines from which on it's known what all of them have in common."""
GROWN = 1.05
"""How many times as many lines there are until that is found out anew."""
LEAST = 0.15
"""The nearness below which nothing is near. What nobody talked of stayed below 0.19, what somebody did came above 0.15."""
NEAR = 0.6
"""How near a line must be, as a share of how near the nearest one is."""
UNUSUAL = 1.5
"""Standard deviations above the usual nearness that it must have."""

_Floats = npt.NDArray[np.float32]


def packed(vectors: Vectors) -> tuple[PackedVector, ...]:
    rows = np.frombuffer(vectors.rows, "<f4").reshape(-1, vectors.width)
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / LEVELS
    levels = np.rint(rows / scales[:, None]).astype(np.int8)
    return tuple(PackedVector(float(scale), row.tobytes()) for scale, row in zip(scales, levels, strict=True))


class NearestLines:
    """Holds all vectors in memory once somebody has asked, and reads only those that are new. Belongs to one thread."""

    def __init__(self) -> None:
        self._forget("")

    def _forget(self, model: str) -> None:
        self._newest = 0
        self._count = 0
        self._model = model
        self._numbers: npt.NDArray[np.int64] = np.empty(0, np.int64)
        self._places: npt.NDArray[np.int64] = np.empty(0, np.int64)
        self._scales: _Floats = np.empty(0, np.float32)
        self._levels: npt.NDArray[np.int8] = np.empty((0, 0), np.int8)
        self._centre: _Floats = np.empty(0, np.float32)
        """The mean of the lines when there were so many:"""
        self._centred = 0
        self._common: _Floats = np.empty(0, np.float32)
        """How much of that mean each line has."""

    def find(
        self,
        db: sqlite3.Connection,
        model: str,
        question: bytes,
        talks: AbstractSet[int] | None = None,
        without: AbstractSet[int] = frozenset(),
    ) -> list[int]:
        """The numbers of the lines near a question of 32-bit floats, the nearest first; with `talks`, only of these.

        `without`: lines that are looked past, so that what is near is not measured by them.
        """
        vector = np.frombuffer(question, "<f4")
        self._read(db, model)
        if self._count < LEAST_LINES or self._levels.shape[1] != len(vector):
            return []
        near = self._nearness(vector)
        if talks is not None:
            unwanted = ~np.isin(self._places[: self._count] >> PLACES, np.fromiter(talks, np.int64, len(talks)))
            near[unwanted] = -np.inf
        if without:
            near[np.isin(self._places[: self._count], np.fromiter(without, np.int64, len(without)))] = -np.inf
        seen = near[np.isfinite(near)]
        if not len(seen):
            return []
        first = np.argsort(-near)[:CANDIDATES] if len(near) <= CANDIDATES else _largest(near, CANDIDATES)
        there = self._still_there(db, [int(self._numbers[row]) for row in first if math.isfinite(near[row])])
        rows = [row for row in first if int(self._numbers[row]) in there]
        least = _least(seen, float(near[rows[0]])) if rows else 0.0
        return [int(self._places[row]) for row in rows if near[row] >= least][:MOST]

    def _nearness(self, vector: _Floats) -> _Floats:
        """From -1 to 1. What all lines have in common tells nothing, and hides what they mean, so it's taken away."""
        self._find_common()
        centre = self._centre
        near = self._products(vector)
        near -= self._common
        near -= np.float32(vector @ centre - centre @ centre)
        near /= np.sqrt(np.maximum(1 - 2 * self._common + np.float32(centre @ centre), TINY))
        near /= np.float32(np.linalg.norm(vector - centre) + TINY)
        return near

    def _find_common(self) -> None:
        known = len(self._common)
        if self._count > GROWN * self._centred:
            total = np.zeros(self._levels.shape[1], np.float32)
            for start in range(0, self._count, AT_ONCE):
                span = slice(start, min(start + AT_ONCE, self._count))
                total += self._scales[span] @ self._levels[span].astype(np.float32)
            self._centre = total / np.float32(self._count)
            self._centred = self._count
            self._common = self._products(self._centre)
        elif self._count > known:
            self._common = np.concatenate((self._common, self._products(self._centre, known)))

    def _products(self, vector: _Floats, first: int = 0) -> _Floats:
        """How much the lines, from this one on, have of a vector."""
        near = np.empty(self._count - first, np.float32)
        block = np.empty((AT_ONCE, len(vector)), np.float32)
        for start in range(first, self._count, AT_ONCE):
            rows = self._levels[start : min(start + AT_ONCE, self._count)]
            np.copyto(block[: len(rows)], rows)
            out = near[start - first : start - first + len(rows)]
            np.einsum("rw,w->r", block[: len(rows)], vector, out=out)
        near *= self._scales[first : self._count]
        return near

    def _read(self, db: sqlite3.Connection, model: str) -> None:
        (kept,) = db.execute("SELECT count(*) FROM meanings").fetchone()
        if model != self._model or self._count > 1.25 * kept + AT_ONCE:
            # Another model's, or many that are gone.
            self._forget(model)
        while rows := db.execute(
            "SELECT number, item, scale, levels FROM meanings WHERE number > ? ORDER BY number LIMIT ?",
            (self._newest, AT_ONCE),
        ).fetchall():
            self._append(rows)

    def _append(self, rows: Sequence[tuple[int, int, float, bytes]]) -> None:
        added, width = len(rows), len(rows[0][3])
        if not self._count:
            self._levels = np.empty((len(self._numbers), width), np.int8)
        if self._count + added > len(self._numbers):
            room = max(2 * len(self._numbers), self._count + added)
            self._numbers, self._places = np.resize(self._numbers, room), np.resize(self._places, room)
            self._scales = np.resize(self._scales, room)
            grown = np.empty((room, width), np.int8)
            grown[: self._count] = self._levels[: self._count]
            self._levels = grown
        span = slice(self._count, self._count + added)
        self._numbers[span] = [row[0] for row in rows]
        self._places[span] = [row[1] for row in rows]
        self._scales[span] = [row[2] for row in rows]
        self._levels[span] = np.frombuffer(b"".join(row[3] for row in rows), np.int8).reshape(added, width)
        self._count += added
        self._newest = rows[-1][0]

    @staticmethod
    def _still_there(db: sqlite3.Connection, numbers: Sequence[int]) -> set[int]:
        found = db.execute(
            "SELECT number FROM meanings WHERE number IN (SELECT value FROM json_each(?))", (json.dumps(numbers),)
        )
        return {int(number) for (number,) in found}


def _largest(near: _Floats, count: int) -> npt.NDArray[np.intp]:
    some = np.argpartition(near, -count)[-count:]
    return some[np.argsort(-near[some])]


def _least(seen: _Floats, nearest: float) -> float:
    """How near a line must be."""
    return max(LEAST, NEAR * nearest, float(seen.mean()) + UNUSUAL * float(seen.std()) if len(seen) > MOST else LEAST)
