"""What lines mean: kept beside their text, gone with it, and found again by it."""

import sqlite3
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.storage.ask import found, keep, page
from tests.storage.conftest import Kept, Opener
from tests.talks import said, talk_of
from voiceapp.core.history import HistoryPage, Query, Retention
from voiceapp.core.meaning import Vectors
from voiceapp.core.transcript import ItemId, MessageState, TalkId
from voiceapp.storage.database import Database
from voiceapp.storage.meanings import DueText
from voiceapp.storage.nearest_lines import NearestLines, packed
from voiceapp.storage.store import Store

Rows = npt.NDArray[np.float32]
MODEL = "tests' own"
SUBJECTS = {"tea": 0, "kettle": 0, "cup": 0, "train": 1, "rails": 1, "station": 1, "rain": 2, "cloud": 2}


def meaning(*texts: str) -> Vectors:
    """A vector a text: the words that are about something point there."""
    rows = np.full((len(texts), 8), 0.05, np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.lower().split():
            row[SUBJECTS.get(word.strip(".?"), 7)] += 1.0
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return Vectors(rows.tobytes(), rows.shape[1])


def due(store: Store) -> tuple[DueText, ...]:
    got: tuple[DueText, ...] = found(partial(store.meanings.due, 100))
    return got


def learn(store: Store) -> None:
    store.meanings.use_model(MODEL)
    texts = due(store)
    if texts:
        store.meanings.keep(MODEL, texts, meaning(*(text.text for text in texts)))


def meant(store: Store, words: str, **more: object) -> HistoryPage:
    query = Query(words=words, meaning=True, **more)  # type: ignore[arg-type]
    got: HistoryPage = found(partial(store.meanings.find, query, meaning(words), MODEL))
    return got


def vectors_of(store: Store) -> int:
    assert store.settle()
    db = sqlite3.connect(store.folder / "voiceapp.db")
    (count,) = db.execute("SELECT count(*) FROM meanings").fetchone()
    db.close()
    return int(count)


@pytest.fixture
def talks(kept: Kept) -> Store:
    keep(kept.store, "Put the kettle on.", "Where is my cup?", "A third thing entirely.", name="kitchen")
    keep(kept.store, "It runs on rails.", "Nothing else of note.", "And so on.", name="journey")
    learn(kept.store)
    return kept.store


def test_lines_are_found_by_what_they_mean(talks: Store) -> None:
    got = meant(talks, "tea")
    assert got.ranked
    assert [talk.id for talk in got.talks] == ["kitchen"]
    assert [(hit.snippet, hit.by_meaning, hit.spans) for hit in got.talks[0].hits] == [
        ("Put the kettle on.", True, ()),
        ("Where is my cup?", True, ()),
    ]


def test_words_and_meaning_are_ranked_together(talks: Store) -> None:
    keep(talks, "The train was late.", name="late")
    learn(talks)
    got = meant(talks, "train")
    assert [talk.id for talk in got.talks] == ["late", "journey"], "found both ways, then by meaning alone"
    assert [hit.by_meaning for talk in got.talks for hit in talk.hits] == [False, True]
    assert got.total == 2
    assert [talk.id for talk in meant(talks, "train", offset=1, count=1).talks] == ["journey"]


def test_a_filter_holds_for_both(talks: Store) -> None:
    assert meant(talks, "tea", since=1e9).total == 0


def test_similar_words_are_still_looked_for(talks: Store) -> None:
    got = meant(talks, "ketle ")
    assert got.similar == ("kettle",)
    assert got.talks[0].id == "kitchen"


def test_another_models_vectors_are_not_compared(talks: Store) -> None:
    query = Query(words="tea", meaning=True)
    got: HistoryPage = found(partial(talks.meanings.find, query, meaning("tea"), "another"))
    assert (got.total, got.ranked) == (0, False)


def test_another_model_reads_everything_anew(talks: Store) -> None:
    assert due(talks) == ()
    talks.meanings.use_model("another")
    assert len(due(talks)) == 6
    assert vectors_of(talks) == 0


def test_the_newest_come_first(kept: Kept) -> None:
    keep(kept.store, "one", "two", "three")
    assert [text.text for text in due(kept.store)] == ["three", "two", "one"]


def test_a_corrected_line_means_something_else(talks: Store) -> None:
    talks.correct_item(TalkId("kitchen"), ItemId("kitchen-0001"), "Put the train on the rails.")
    assert [text.text for text in due(talks)] == ["Put the train on the rails."]
    learn(talks)
    assert [talk.id for talk in meant(talks, "station").talks] == ["kitchen", "journey"]


def test_what_changed_while_it_was_read_is_read_again(talks: Store) -> None:
    talks.correct_item(TalkId("kitchen"), ItemId("kitchen-0001"), "first")
    texts = due(talks)
    talks.correct_item(TalkId("kitchen"), ItemId("kitchen-0001"), "second")
    talks.meanings.keep(MODEL, texts, meaning("first"))
    assert [text.text for text in due(talks)] == ["second"]
    assert vectors_of(talks) == 5


def test_what_is_deleted_loses_its_vector_at_once_and_has_it_again_once_restored(talks: Store) -> None:
    talks.delete_item(TalkId("kitchen"), ItemId("kitchen-0001"))
    assert vectors_of(talks) == 5
    talks.delete_talk(TalkId("kitchen"))
    assert vectors_of(talks) == 3
    assert due(talks) == ()
    assert "kitchen" not in [talk.id for talk in meant(talks, "tea").talks]
    talks.restore_talk(TalkId("kitchen"))
    assert [text.text for text in due(talks)] == ["A third thing entirely.", "Where is my cup?"]
    talks.restore_item(TalkId("kitchen"), ItemId("kitchen-0001"))
    assert len(due(talks)) == 3


def test_a_purged_talk_takes_its_vectors_along(talks: Store) -> None:
    talks.delete_talk(TalkId("journey"))
    talks.purge()
    assert vectors_of(talks) == 3
    found(talks.delete_everything)
    assert vectors_of(talks) == 0


def test_what_is_not_kept_is_never_read(kept: Kept) -> None:
    kept.store.retain(Retention(talks=False))
    assert kept.store.settle()
    keep(kept.store, "Between us.")
    assert due(kept.store) == ()


def test_a_line_that_grows_is_read_once_it_is_whole(kept: Kept) -> None:
    growing = said("Half a", state=MessageState.GROWING)
    kept.store.keep_talk(talk_of(growing))
    kept.store.keep_item(TalkId("talk"), growing)
    assert due(kept.store) == ()
    kept.store.keep_item(TalkId("talk"), said("Half a sentence."))
    assert [text.text for text in due(kept.store)] == ["Half a sentence."]


def test_it_goes_on_after_a_restart(open_store: Opener) -> None:
    first = open_store()
    keep(first.store, "Put the kettle on.", "Nothing.", "Nothing at all.", "The rain.")
    first.store.meanings.use_model(MODEL)
    last = due(first.store)[:1]
    first.store.meanings.keep(MODEL, last, meaning(last[0].text))
    first.store.close()
    second = open_store()
    assert [text.text for text in due(second.store)] == ["Nothing at all.", "Nothing.", "Put the kettle on."]
    learn(second.store)
    assert len(meant(second.store, "tea").talks[0].hits) == 1


def test_where_nothing_tells_meanings_a_search_finds_words(talks: Store) -> None:
    got = page(talks, "kettle", meaning=True)
    assert (got.total, got.ranked) == (1, False)


# --- the lines in memory


def filled(path: Path, count: int, width: int = 32) -> tuple[Database, Rows]:
    database = Database(path / "voiceapp.db")
    database.migrate()
    rows = random_rows(count, width)
    add(database, rows, 0)
    return database, rows


def random_rows(count: int, width: int = 32) -> Rows:
    rows = np.random.default_rng(5).standard_normal((count, width)).astype(np.float32)
    normed: Rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return normed


def add(database: Database, rows: Rows, first: int) -> None:
    texts = [f"line {first + number}" for number in range(len(rows))]
    with database.writing():
        database.meanings.use_model(MODEL)
        database.put_whole(talk_of(*(said(text, number) for number, text in enumerate(texts, 1)), name=f"talk{first}"))
        by_text = dict(zip(texts, packed(Vectors(rows.tobytes(), rows.shape[1])), strict=True))
        database.meanings.put(MODEL, [(text, by_text[text.text]) for text in database.meanings.due(len(rows))])


def test_the_nearest_of_many_is_found_among_all_of_them(tmp_path: Path) -> None:
    database, rows = filled(tmp_path, 9_000)
    lines = NearestLines()
    for number in (0, 4_500, 8_999):
        question = rows[number] + 0.3 * rows[17]
        nearest = lines.find(database.db, MODEL, (question / np.linalg.norm(question)).tobytes())
        assert database.item(nearest[0]).text == f"line {number}"  # type: ignore[union-attr]
        assert len(nearest) <= 20
    database.close()


def test_what_came_and_went_since_the_last_search_is_known(tmp_path: Path) -> None:
    database, rows = filled(tmp_path, 300)
    lines = NearestLines()
    assert lines.find(database.db, MODEL, rows[5].tobytes())
    add(database, rows[:3] * -1, 1_000)
    (other,) = lines.find(database.db, MODEL, (-rows[0]).tobytes())[:1]
    assert database.item(other).text == "line 1000"  # type: ignore[union-attr]
    with database.writing():
        database.mark_deleted(TalkId("talk1000"), 1.0)
    assert other not in lines.find(database.db, MODEL, (-rows[0]).tobytes())
    with database.writing():
        database.mark_deleted(TalkId("talk0"), 1.0)
    assert lines.find(database.db, MODEL, rows[5].tobytes()) == []
    database.close()


def test_what_nobody_talked_of_is_near_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "voiceapp.db")
    database.migrate()
    rows, question = random_rows(500), np.zeros(32, np.float32)
    rows[:, 31], question[31] = 0.0, 1.0
    add(database, rows, 0)
    assert NearestLines().find(database.db, MODEL, question.tobytes()) == []
    assert NearestLines().find(database.db, MODEL, np.ones(5, np.float32).tobytes()) == [], "vectors of another width"
    database.close()


def test_a_packed_vector_is_nearly_the_same() -> None:
    rows = np.random.default_rng(1).standard_normal((3, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    for row, vector in zip(rows, packed(Vectors(rows.tobytes(), 384)), strict=True):
        kept = np.frombuffer(vector.levels, np.int8) * vector.scale
        assert float(kept @ row) == pytest.approx(1.0, abs=2e-3)


# --- like this one


def alike(store: Store, name: str, **more: object) -> HistoryPage | None:
    query = Query(words="whatever it says", like=name, meaning=True, **more)  # type: ignore[arg-type]
    got: HistoryPage | None = found(partial(store.meanings.find_like, query))
    return got


def test_what_is_like_a_line_is_found_without_the_line_itself(talks: Store) -> None:
    got = alike(talks, "kitchen-0001")
    assert got is not None
    assert got.ranked
    assert [hit.snippet for talk in got.talks for hit in talk.hits] == ["Where is my cup?"]
    assert got.query.like == "kitchen-0001"


def test_what_is_only_somewhat_like_a_line_is_found_as_well(talks: Store) -> None:
    """A line is as near to itself as can be, and that is no measure for others."""
    keep(talks, "rain rain rain", "rain this that", name="far")
    learn(talks)
    got = alike(talks, "far-0001")
    assert got is not None
    assert "rain this that" in [hit.snippet for talk in got.talks for hit in talk.hits]


def test_what_is_like_a_whole_talk_is_found_in_others(talks: Store) -> None:
    keep(talks, "A cup of tea.", "The kettle is new.", name="shop")
    learn(talks)
    got = alike(talks, "shop")
    assert got is not None
    assert [talk.id for talk in got.talks] == ["kitchen"]


def test_what_nothing_is_like_has_an_empty_page_and_what_was_not_read_none(talks: Store) -> None:
    got = alike(talks, "journey-0001", since=9e9)
    assert got is not None
    assert (got.total, got.talks) == (0, ())
    assert alike(talks, "nobody") is None
    keep(talks, "Brand new.", name="new")
    assert alike(talks, "new-0001") is None, "its words have to do until it's read"
    talks.delete_talk(TalkId("kitchen"))
    assert alike(talks, "kitchen") is None
