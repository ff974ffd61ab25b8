"""Whatever a talk holds comes back as it was."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.talks import said, talk_of, talks
from voiceapp.core.transcript import Spent, Talk, Usage
from voiceapp.storage.database import Database
from voiceapp.storage.rows import clean


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with closing(Database(tmp_path_factory.mktemp("data") / "voiceapp.db")) as database:
        database.migrate()
        yield database


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(talk=talks())
def test_any_talk_comes_back_as_it_was(database: Database, talk: Talk) -> None:
    with database.writing():
        database.clear()
        database.put_whole(talk)
        # Items are written over and over while they grow: twice must be as good as once.
        database.put_whole(talk)
    assert database.load(talk.id) == talk
    number = database.number_of(talk.id)
    assert number is not None
    with database.writing():
        database.drop_talk(number)
        database.db.execute("INSERT INTO lines (lines, rank) VALUES ('integrity-check', 1)")
    for table in ("talks", "items", "images", "engines", "lines", "titles"):
        assert database.db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table  # noqa: S608


def test_the_bill_outlives_the_talk(tmp_path: Path) -> None:
    database = Database(tmp_path / "voiceapp.db")
    database.migrate()
    line = Spent("gpt-realtime", Usage(audio_in=100), 0.01)
    with database.writing():
        database.put_whole(talk_of(said("one", spent=(line,))))
        number = database.number_of(talk_of().id)
        assert number is not None
        database.drop_talk(number)
    assert database.spent_since(0) == [(1.0, line)]
    assert database.spent_since(2) == []
    database.close()


def test_clean_text_stays_as_it_is() -> None:
    assert clean("👩‍👩‍👧 \x00") == "👩‍👩‍👧 \x00"
    assert clean("\ud83d\ude00") == "😀"
