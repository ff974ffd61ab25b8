"""How long a search by meaning takes in 100,000 lines, beside the plainest one: every vector compared, one after the other.

Run `python -m benchmarks.search [ITEMS]`. With the model here (`voiceapp models get multilingual-e5-small`) it also measures how
long a question takes.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.history import ITEMS, example_words, fill
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.meaning import TextUse, Vectors
from voiceapp.core.ports import EngineError
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.settings.model import Settings
from voiceapp.storage.database import Database
from voiceapp.storage.nearest_lines import NearestLines, packed
from voiceapp.storage.search import find_talks

MODEL = "made up"
WIDTH = 384
AT_ONCE = 4_096
TRIES = 9
QUESTIONS = ("my flat is cold", "a place to eat in the evening", "wann fährt der Zug?", "what did I want to buy")


def _vectors(count: int, chance: np.random.Generator) -> Vectors:
    """Vectors as models make them: all point roughly the same way."""
    rows = chance.standard_normal((count, WIDTH)).astype(np.float32) + 1.5
    return Vectors((rows / np.linalg.norm(rows, axis=1, keepdims=True)).tobytes(), WIDTH)


def _learn(path: Path) -> float:
    database, chance = Database(path), np.random.default_rng(1)
    began = time.perf_counter()
    with database.writing():
        database.meanings.use_model(MODEL)
    while due := database.meanings.due(AT_ONCE):
        with database.writing():
            database.meanings.put(MODEL, zip(due, packed(_vectors(len(due), chance)), strict=True))
    database.close()
    return time.perf_counter() - began


def _plainly(rows: list[tuple[int, float, bytes]], question: bytes) -> list[int]:
    asked = np.frombuffer(question, "<f4")
    near = [(float(np.frombuffer(levels, np.int8) @ asked) * scale, place) for place, scale, levels in rows]
    return [place for _, place in sorted(near, reverse=True)[:20]]


def _ms(action: Callable[[], object], tries: int = TRIES) -> tuple[float, float]:
    """On the clock, and of the processor: the medians."""
    clock: list[float] = []
    processor: list[float] = []
    for _ in range(tries):
        began, worked = time.perf_counter(), time.process_time()
        action()
        clock.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    return statistics.median(clock), statistics.median(processor)


def _row(what: str, action: Callable[[], object], tries: int = TRIES) -> None:
    clock, processor = _ms(action, tries)
    print(f"{what:<46}{clock:>10.1f}{processor:>12.1f}")


def _ranked(database: Database, query: Query, lines: NearestLines, question: bytes) -> HistoryPage:
    return find_talks(database.db, query, lines.find(database.db, MODEL, question))


async def _questions() -> None:
    machine = LocalMachine(chosen_models(Settings()))
    try:
        embedder = machine.embedder()
        began = time.perf_counter()
        await embedder.embed([QUESTIONS[0]], TextUse.QUERY)
        print(f"\nthe model loaded, and the first question: {(time.perf_counter() - began) * 1000:.0f} ms")
        took: list[float] = []
        for number in range(20):
            began = time.perf_counter()
            await embedder.embed([QUESTIONS[number % len(QUESTIONS)]], TextUse.QUERY)
            took.append((time.perf_counter() - began) * 1000)
        lines = [f"{question} number {number}" for number in range(4) for question in QUESTIONS]
        began = time.perf_counter()
        await embedder.embed(lines, TextUse.PASSAGE)
        each = (time.perf_counter() - began) * 1000 / len(lines)
        print(f"a question: {statistics.median(took):.0f} ms; a line of sixteen: {each:.0f} ms")
    except EngineError as error:
        print(f"\n{error.failure.sentence}")
    finally:
        await machine.close()


def main(items: int = ITEMS) -> None:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voiceapp.db"
        fill(path, items)
        before = path.stat().st_size
        learnt = _learn(path)
        grown = (path.stat().st_size - before) / 1e6
        print(f"{items:,} lines; their vectors: {grown:.0f} MB, written in {learnt:.1f} s (not counting the model)\n")
        database = Database(path, read_only=True)
        common, rare = example_words(database.db)
        lines, chance = NearestLines(), np.random.default_rng(2)
        questions = [_vectors(1, chance).rows for _ in range(4)]
        began = time.perf_counter()
        lines.find(database.db, MODEL, questions[0])
        print(f"the first search, which reads them all: {(time.perf_counter() - began) * 1000:.0f} ms\n")
        print(f"{'':<46}{'clock ms':>10}{'processor':>12}")
        rows = database.db.execute("SELECT item, scale, levels FROM meanings").fetchall()
        _row("the nearest lines", lambda: lines.find(database.db, MODEL, questions[1]))
        _row("the same, plainly, one by one in memory", lambda: _plainly(rows, questions[1]), 3)
        for what, words in (("said once", "needle "), ("rare", f"{rare} "), ("the most common", f"{common} ")):
            query = Query(words=words, count=100)
            _row(f"talks with a word that is {what}", partial(find_talks, database.db, query))
            _row("  ranked together with the nearest lines", partial(_ranked, database, query, lines, questions[2]))
        database.close()
    asyncio.run(_questions())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
