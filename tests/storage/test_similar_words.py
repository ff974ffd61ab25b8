"""A word that is misspelled in a question still finds what was said."""

import contextlib
from pathlib import Path

import pytest

from tests.storage.ask import keep, page
from tests.storage.conftest import Kept
from tests.talks import said, talk_of
from voiceapp.core.history import Query, Retention
from voiceapp.core.transcript import ItemId, TalkId
from voiceapp.storage.database import Database
from voiceapp.storage.search import find_talks


@pytest.mark.parametrize(
    ("typed", "similar", "marked"),
    [
        ("brooklin", ("brooklyn",), ["Brooklyn"]),
        ("brokolyn bridge", ("brooklyn",), ["Brooklyn", "bridge"]),
        ("brookli", ("brooklyn",), ["Brooklyn"]),
        ("rooklyn ", ("brooklyn",), ["Brooklyn"]),
        ("brooklyn", (), ["Brooklyn"]),
        ("Brücke bauem ", ("bauen",), ["Brücke", "bauen"]),
        ("bridje", ("bridge",), ["bridge"]),
    ],
)
def test_what_is_nearly_it_is_found_and_marked(
    kept: Kept, typed: str, similar: tuple[str, ...], marked: list[str]
) -> None:
    keep(kept.store, "The Brooklyn bridge")
    keep(kept.store, "Eine Brücke bauen", name="other")
    found = page(kept.store, typed)
    assert found.similar == similar
    assert found.total == 1
    (hit,) = found.talks[0].hits
    assert [hit.snippet[span.start : span.end] for span in hit.spans] == marked


def test_where_the_words_were_said_nothing_else_is_found(kept: Kept) -> None:
    keep(kept.store, "house", name="exact")
    keep(kept.store, "mouse", name="similar")
    found = page(kept.store, "house ")
    assert [talk.id for talk in found.talks] == ["exact"]
    assert found.similar == ()


@pytest.mark.parametrize("typed", ["teh", "2025", "zzzzzzzz", "東京"])
def test_short_words_numbers_and_signs_are_taken_as_they_are(kept: Kept, typed: str) -> None:
    keep(kept.store, "The tea of 2026 in 京東")
    found = page(kept.store, typed)
    assert (found.total, found.similar) == (0, ())


def test_titles_are_found_as_well(kept: Kept) -> None:
    kept.store.keep_talk(talk_of(name="talk", title="Pancakes for four"))
    keep(kept.store, "one")
    kept.store.rename_talk(TalkId("talk"), "Pancakes for four")
    assert page(kept.store, "pancaces ").total == 1


def test_a_deleted_word_is_neither_found_nor_kept(kept: Kept, tmp_path: Path) -> None:
    kept.store.retain(Retention(deleted_days=0))
    keep(kept.store, "xylophonic secret", name="gone")
    keep(kept.store, "something else", name="stays")
    kept.store.delete_talk(TalkId("gone"))
    assert page(kept.store, "xylophonix ").total == 0
    kept.store.close()
    (path,) = tmp_path.rglob("voiceapp.db")
    database = Database(path, read_only=True)
    assert database.db.execute("SELECT term FROM words ORDER BY term").fetchall() == [("else",), ("something",)]
    database.close()


def test_a_word_that_became_another_is_not_found(tmp_path: Path) -> None:
    database = Database(tmp_path / "voiceapp.db")
    database.migrate()
    database.put_whole(talk_of(said("brooklawn")))
    database.put_whole(talk_of(said("nothing of it")))
    assert find_talks(database.db, Query(words="brooklown ")).similar == ()
    database.close()


def test_a_word_of_a_deleted_talk_is_not_offered_and_comes_back_with_it(kept: Kept) -> None:
    keep(kept.store, "xylophonic secret", name="gone")
    keep(kept.store, "xylophonia", name="stays")
    kept.store.delete_talk(TalkId("gone"))
    assert page(kept.store, "xylophonix ").similar == ("xylophonia",)
    kept.store.restore_talk(TalkId("gone"))
    assert page(kept.store, "xylophonix ").similar == ("xylophonia", "xylophonic")


def test_a_word_of_a_deleted_line_is_not_offered(kept: Kept) -> None:
    keep(kept.store, "one", "xylophonic secret")
    kept.store.delete_item(TalkId("talk"), ItemId("talk-0002"))
    assert page(kept.store, "xylophonix ").similar == ()


def test_a_word_of_a_talk_that_passes_is_not_offered(kept: Kept) -> None:
    kept.store.retain(Retention(talks=False))
    kept.store.settle()
    keep(kept.store, "xylophonic secret")
    assert page(kept.store, "xylophonix ").similar == ()


def test_a_word_whose_line_could_not_be_written_is_kept_with_the_next(tmp_path: Path) -> None:
    database = Database(tmp_path / "voiceapp.db")
    database.migrate()
    with contextlib.suppress(OSError), database.writing():
        database.put_whole(talk_of(said("brooklyn")))
        raise OSError("the disk is full")
    database.put_whole(talk_of(said("brooklyn")))
    assert find_talks(database.db, Query(words="brooklin ")).similar == ("brooklyn",)
    database.close()


def test_deleted_words_are_taken_out_together_and_the_others_left_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "voiceapp.db")
    database.migrate()
    database.put_whole(talk_of(said("brooklyn bridge")))
    database.put_whole(talk_of(said("xylophonic bridge", talk="gone"), name="gone"))
    written: list[str] = []
    database.drop_talk(2)
    database.db.set_trace_callback(written.append)
    database.scrub()
    database.db.set_trace_callback(None)
    assert [each for each in written if each in ("BEGIN IMMEDIATE", "COMMIT")] == ["BEGIN IMMEDIATE", "COMMIT"]
    begun, done = written.index("BEGIN IMMEDIATE"), written.index("COMMIT")
    changes = [place for place, each in enumerate(written) if each.startswith(("INSERT", "DELETE"))]
    assert all(begun < place < done for place in changes)
    assert [written[place] for place in changes if " words " in written[place]] == [
        "DELETE FROM words WHERE term = 'xylophonic'"
    ]
    database.close()
