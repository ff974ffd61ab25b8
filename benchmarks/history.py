"""How long the history takes with 100,000 items: listed, scrolled and searched, beside plain SQL LIKE.

Run `python -m benchmarks.history [ITEMS]`.
"""

import itertools
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker, Talk, TalkId
from voiceapp.storage.database import Database
from voiceapp.storage.search import find_talks

ITEMS = 100_000
IN_A_TALK = 10
PAGE = 100
TRIES = 5

SYLLABLES = ("ka", "to", "mi", "re", "lan", "ser", "vo", "qui", "ban", "del", "fo", "gra", "hu", "jo", "ne", "pu", "xa")


def _words(chance: random.Random) -> list[str]:
    """Words as they are spread in a language: few are said all the time, many hardly ever."""
    return ["".join(chance.choices(SYLLABLES, k=chance.randrange(1, 5))) for _ in range(20_000)]


def _talks(items: int, chance: random.Random) -> Iterator[Talk]:
    words = _words(chance)
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
    for number in range(items // IN_A_TALK):
        start = 1_600_000_000 + number * 7_000.0
        name = f"talk-{number}"
        lines: list[Message] = []
        for place in range(IN_A_TALK):
            text = " ".join(chance.choices(words, cum_weights=weights, k=chance.randrange(4, 60)))
            if number == items // IN_A_TALK // 2 and place == 3:
                text += " needle in the haystack"
            speaker = Speaker.USER if place % 2 == 0 else Speaker.ASSISTANT
            line = Message(
                ItemId(f"{name}-{place}"), speaker, start + place * 8, text, MessageState.DONE, engine="Bench"
            )
            lines.append(line)
        yield Talk(TalkId(name), start, ended_at=start + 80, items=tuple(lines))


def fill(path: Path, items: int) -> float:
    database = Database(path)
    database.migrate()
    began = time.perf_counter()
    with database.writing():
        for talk in _talks(items, random.Random(1)):
            database.put_whole(talk)
    took = time.perf_counter() - began
    database.close()
    return took


def _like(db: sqlite3.Connection, words: str) -> int:
    """What one writes first: every line looked through, for the talks and for how many there are."""
    conditions = " AND ".join("items.text LIKE ?" for _ in words.split())
    sought = [f"%{word}%" for word in words.split()]
    db.execute(
        f"""SELECT DISTINCT talks.id, talks.started_at FROM items JOIN talks ON talks.number = items.talk
            WHERE {conditions} ORDER BY talks.started_at DESC LIMIT {PAGE}""",  # noqa: S608
        sought,
    ).fetchall()
    return int(db.execute(f"SELECT count(DISTINCT talk) FROM items WHERE {conditions}", sought).fetchone()[0])  # noqa: S608


def _ms(action: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(TRIES):
        began = time.perf_counter()
        action()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _scroll(db: sqlite3.Connection) -> float:
    """The slowest page on the way to the end of the list."""
    slowest, offset = 0.0, 0
    while True:
        began = time.perf_counter()
        page: HistoryPage = find_talks(db, Query(offset=offset, count=PAGE))
        slowest = max(slowest, (time.perf_counter() - began) * 1000)
        offset += PAGE
        if offset >= page.total:
            return slowest


def main(items: int = ITEMS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voiceapp.db"
        filled = fill(path, items)
        size = path.stat().st_size / 1e6
        print(f"{items:,} items in {items // IN_A_TALK:,} talks, {size:.0f} MB, written in {filled:.1f} s")
        began = time.perf_counter()
        database = Database(path, read_only=True)
        first = find_talks(database.db, Query(count=PAGE))
        print(f"open and first page of {first.total:,}: {(time.perf_counter() - began) * 1000:.1f} ms")
        began = time.perf_counter()
        slowest = _scroll(database.db)
        whole = (time.perf_counter() - began) * 1000
        print(f"whole list scrolled, {PAGE} at a time: {whole:.0f} ms, slowest page {slowest:.1f} ms")
        common, rare = example_words(database.db)
        print(f"\n{'search for':<28}{'talks':>8}{'ours ms':>10}{'LIKE ms':>10}{'ratio':>8}")
        for what, words in (
            ("a word said once", "needle "),
            ("three words said once", "needle haystack the "),
            ("the beginning of a word", "need"),
            ("a rare word", f"{rare} "),
            ("the most common word", f"{common} "),
            ("its first letters", common[:2]),
            ("what nobody said", "nobodysaidthis"),
            ("a misspelled word", "neetle "),
            ("a misspelled, unfinished word", "haystakc"),
        ):
            found = find_talks(database.db, Query(words=words)).total
            ours = _ms(lambda words=words: find_talks(database.db, Query(words=words, count=PAGE)))  # type: ignore[misc]
            like = _ms(lambda words=words: _like(database.db, words))  # type: ignore[misc]
            print(f"{what:<28}{found:>8,}{ours:>10.1f}{like:>10.1f}{like / ours:>8.1f}")
        database.close()


def example_words(db: sqlite3.Connection) -> tuple[str, str]:
    db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, lines, row)")
    (common,) = db.execute("SELECT term FROM vocabulary ORDER BY doc DESC LIMIT 1").fetchone()
    (rare,) = db.execute("SELECT term FROM vocabulary WHERE doc BETWEEN 20 AND 40 LIMIT 1").fetchone()
    return str(common), str(rare)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
