"""The recordings by which the ends of turns are measured, with where the person begins and has finished."""

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.recognisers import pcm_of
from voiceapp.core.pcm import WIRE

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
KINDS = {"turns/pico": "commands", "stt/": "sentences", "turns/libri": "passages"}
KEPT_BACK = "Sentences by other readers, which nobody labelled or looked at while the rules were made"
BLOCK = WIRE.bytes(10)
QUIET = 25
"""How many times louder the loudest 10 ms are than what is no voice."""


@dataclass(frozen=True, slots=True)
class Recording:
    name: str
    kind: str
    path: Path
    start: float
    end: float


def recordings() -> list[Recording]:
    own = os.environ.get("VOICEAPP_DATA", "")
    found = [*_listed(DATA / "turns" / "turns.csv", DATA)]
    return [*found, *(_listed(Path(own) / "turns.csv", Path(own)) if own else ())]


def _listed(table: Path, folder: Path) -> Iterator[Recording]:
    if not table.exists():
        return
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["file"]
            known = next((kind for beginning, kind in KINDS.items() if name.startswith(beginning)), "of your own")
            kind = row.get("kind") or known
            yield Recording(name, kind, folder / name, float(row["turn_start"]), float(row["turn_end"]))


def kept_back() -> list[Recording]:
    """Return what stands in no table. Where it begins and ends says its loudness."""
    known = {recording.path for recording in recordings()}
    others = (path for path in sorted((DATA / "stt").glob("*.flac")) if path not in known)
    return [Recording(path.name, "kept back", path, *_loud_part(pcm_of(path))) for path in others]


def _loud_part(pcm: bytes) -> tuple[float, float]:
    """Return the seconds from the first loud block to the last."""
    samples = np.frombuffer(pcm[: len(pcm) // BLOCK * BLOCK], "<i2").astype(np.float64).reshape(-1, BLOCK // 2)
    levels = np.sqrt((samples**2).mean(axis=1))
    loud = np.flatnonzero(levels > levels.max() / QUIET)
    return float(loud[0]) / 100, float(loud[-1] + 1) / 100
