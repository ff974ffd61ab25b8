"""How long a search by meaning takes in 100,000 lines, beside the plainest one: every vector compared, one after the other.

Run `python -m benchmarks.search [ITEMS]`. With the model here (`voiceapp models get multilingual-e5-small`) it also measures the
time from a typed question to its first hit, and beside it the plainest use of the same model, in turns.
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
from voiceapp.core.meaning import Embedder, TextUse, Vectors
from voiceapp.core.ports import EngineError
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_set import LocalMachine
from voiceapp.settings.model import Settings
from voiceapp.storage.database import Database
from voiceapp.storage.found_passages import find_passages
from voiceapp.storage.nearest_lines import NearestLines, packed
from voiceapp.storage.search import find_talks

MODEL = "made up"
WIDTH = 384
AT_ONCE = 4_096
TRIES = 9
LONGEST = 60.0
AIM = f"(the aim: {LONGEST:.0f} ms a query) "
Rows = list[tuple[int, float, bytes]]
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


def _plainly(rows: Rows, question: bytes) -> list[int]:
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


async def _first_hits(database: Database, lines: NearestLines, rows: Rows, embedder: Embedder) -> None:
    """From the words of a question to the first hit, as the app does it and plainly, in turns."""
    took: dict[str, list[float]] = {"the app": [], "plainly": []}
    worked: dict[str, list[float]] = {"the app": [], "plainly": []}
    for number in range(TRIES):
        words = f"{QUESTIONS[number % len(QUESTIONS)]} {number}"
        for way, times in took.items():
            began, processor = time.perf_counter(), time.process_time()
            question = (await embedder.embed([words], TextUse.QUERY)).rows
            if way == "the app":
                assert _ranked(database, Query(words=words, meaning=True), lines, question).talks
            else:
                assert _plainly(rows, question)
            times.append((time.perf_counter() - began) * 1000)
            worked[way].append((time.process_time() - processor) * 1000)
    print(f"\n{'from a question to its first hit by meaning':<46}{'clock ms':>10}{'processor':>12}{'slowest':>10}")
    for way, times in took.items():
        print(f"{way:<46}{statistics.median(times):>10.1f}{statistics.median(worked[way]):>12.1f}{max(times):>10.1f}")
    kept = "kept" if statistics.median(took["the app"]) <= LONGEST else "missed"
    busy = f"{os.getloadavg()[0]:.1f} programs ran on {os.cpu_count()} cores"
    print(f"{AIM}{kept} by the median, while {busy}")


async def _questions(database: Database, lines: NearestLines, rows: Rows) -> None:
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
        sixteen = [f"{question} number {number}" for number in range(4) for question in QUESTIONS]
        began = time.perf_counter()
        await embedder.embed(sixteen, TextUse.PASSAGE)
        each = (time.perf_counter() - began) * 1000 / len(sixteen)
        print(f"a question: {statistics.median(took):.0f} ms; a line of sixteen: {each:.0f} ms")
        await _first_hits(database, lines, rows, embedder)
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
        near = lines.find(database.db, MODEL, questions[3])
        asked = f"What did I say about {common} and {rare}?"
        _row("the sources of a question, with their neighbours", lambda: find_passages(database.db, asked, near))
        asyncio.run(_questions(database, lines, rows))
        database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
