"""Files of every earlier version open in this one, with what was in them."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.talks import answered, said, talk_of
from voiceapp.core.transcript import ToolCall, ToolState
from voiceapp.storage import schema
from voiceapp.storage.database import Database

TALK = talk_of(
    said("Where is the tea?", sound_ms=900),
    answered("In the tin."),
    ToolCall(said("", 3).id, 3.0, "look", "{}", "tea", ToolState.DONE),
    ended_at=4.0,
)


def _fill_version_1(db: sqlite3.Connection) -> None:
    """What version 1 wrote for TALK; never changed, as the files out there are not."""
    db.executescript(
        """
        INSERT INTO talks (number, id, started_at, ended_at, kind, first_words, items, sound_ms)
            VALUES (1, 'talk', 1.0, 4.0, 'conversation', 'Where is the tea?', 3, 900);
        INSERT INTO items (number, talk, id, kind, at, state, speaker, text, sound_ms) VALUES
            (1048576, 1, 'talk-0001', 'message', 1.0, 'done', 'user', 'Where is the tea?', 900),
            (1048577, 1, 'talk-0002', 'message', 2.0, 'done', 'assistant', 'In the tin.', 0);
        INSERT INTO items (number, talk, id, kind, at, state, text, rest) VALUES
            (1048578, 1, 'talk-0003', 'tool', 3.0, 'done', 'look', '{"arguments":"{}","output":"tea"}');
        INSERT INTO lines (rowid, words) VALUES (1048576, 'where is the tea'), (1048577, 'in the tin');
        """
    )


FILLED: tuple[Callable[[sqlite3.Connection], None], ...] = (_fill_version_1,) * 13
"""How each version's file is filled; one for each step."""


def test_every_version_has_its_data() -> None:
    assert len(FILLED) == len(schema.STEPS)


@pytest.mark.parametrize("version", range(1, len(schema.STEPS) + 1))
def test_a_file_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    path = tmp_path / "voiceapp.db"
    db = sqlite3.connect(path, isolation_level=None)
    schema.migrate(db, schema.STEPS[:version])
    FILLED[version - 1](db)
    db.close()
    database = Database(path)
    assert database.migrate() == len(schema.STEPS) - version
    assert database.load(TALK.id) == TALK
    assert schema.version(database.db) == len(schema.STEPS)
    assert database.db.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def test_an_old_file_has_the_shape_of_a_new_one(tmp_path: Path) -> None:
    shapes: list[list[object]] = []
    for name, first in (("old.db", 1), ("new.db", len(schema.STEPS))):
        db = sqlite3.connect(tmp_path / name, isolation_level=None)
        schema.migrate(db, schema.STEPS[:first])
        schema.migrate(db)
        shapes.append(db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall())
        db.close()
    assert shapes[0] == shapes[1]


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "voiceapp.db", isolation_level=None)
    schema.migrate(db)

    def stumble(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE talks ADD COLUMN half_done")
        raise sqlite3.OperationalError("the power went")

    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(db, (*schema.STEPS, stumble))
    assert schema.version(db) == len(schema.STEPS)
    assert "half_done" not in [row[1] for row in db.execute("PRAGMA table_info(talks)")]
    db.close()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "voiceapp.db")
    assert database.migrate() == len(schema.STEPS)
    assert database.migrate() == 0
    database.close()
