"""A database that is left open is told of, on any Python."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.rig import databases

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def left_open() -> Iterator[list[sqlite3.Connection]]:
    """What a test leaves open on purpose, closed before the rig looks."""
    opened: list[sqlite3.Connection] = []
    yield opened
    for each in opened:
        each.close()


def test_what_is_closed_counts_no_more(tmp_path: Path, left_open: list[sqlite3.Connection]) -> None:
    before = len(databases._opened)
    with closing(sqlite3.connect(tmp_path / "closed.db")):
        assert len(databases._opened) == before + 1
    assert len(databases._opened) == before
    with sqlite3.connect(tmp_path / "open.db") as db:
        left_open.append(db)
    # That ended a transaction, and closed nothing.
    assert len(databases._opened) == before + 1
    (who,) = list(databases._opened.values())[before:]
    assert who.rpartition(" > ")[2].startswith("test_databases.py:")


def test_nothing_is_opened_in_a_way_that_closes_nothing() -> None:
    """Also where no test of this machine comes by: benchmarks, and what needs a desktop."""
    careless = "with sqlite3." + "connect("
    found = [
        path.relative_to(ROOT)
        for folder in ("voiceapp", "tests", "benchmarks", "scripts")
        for path in (ROOT / folder).rglob("*.py")
        if path != Path(__file__) and careless in path.read_text("utf-8")
    ]
    assert found == []
