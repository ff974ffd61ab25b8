"""What was written about a talk is kept with it, goes with it, and comes back with it."""

from dataclasses import replace
from pathlib import Path

from tests.storage.ask import answer, found
from tests.storage.conftest import Kept, Opener
from tests.storage.wav import WavFiles
from tests.talks import said, talk_of
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure
from voiceapp.core.summaries.summary import NO_SUMMARIES, Point, PromptedText, Section, Summaries, Summary
from voiceapp.core.transcript import ItemId, Talk, TalkId
from voiceapp.storage.kept_history import KeptHistory
from voiceapp.storage.saved_summaries import MOST_TRIES
from voiceapp.storage.store import Store
from voiceapp.storage.summary_store import SummaryStore

TALK = talk_of(said("Buy the tea.", talk="tea"), said("Good.", 2, talk="tea"), name="tea")
POINT = Point(Section.TASK, "Buy tea \ufffd.", (TALK.items[0].id,), "Ann", "2026-12-04")
SUMMARY = Summary("Tea", (POINT,), ("tea",), 5.0, "m")
CLEAN = Summaries(SUMMARY, (PromptedText("Minutes", "As minutes.", "# Minutes", 6.0, "m"),))
ABOUT = replace(CLEAN, summary=replace(SUMMARY, points=(replace(POINT, text="Buy tea \ud800."),)))


def keep(store: Store, talk: Talk) -> None:
    store.keep_talk(talk)
    for item in talk.items:
        store.keep_item(talk.id, item)


def kept_about(store: Store, talk: TalkId) -> Summaries:
    def load(then: Answer[Talk]) -> None:
        store.load_talk(talk, then)

    return found(load).summaries


def change(store: Store, talk: TalkId, about: Summaries) -> Summaries | Failure:
    def put(then: Answer[Summaries]) -> None:
        SummaryStore(store).keep(talk, lambda _: about, then)

    return answer(put)


def test_it_survives_a_restart_and_a_line_that_is_changed(open_store: Opener) -> None:
    kept = open_store()
    keep(kept.store, TALK)
    assert change(kept.store, TALK.id, ABOUT) == CLEAN
    kept.store.correct_item(TALK.id, TALK.items[1].id, "Very good.")
    kept.store.close()
    again = open_store()
    assert kept_about(again.store, TALK.id) == CLEAN


def test_it_is_changed_and_taken_away(kept: Kept) -> None:
    keep(kept.store, TALK)
    change(kept.store, TALK.id, ABOUT)
    assert change(kept.store, TALK.id, NO_SUMMARIES) == NO_SUMMARIES
    assert kept_about(kept.store, TALK.id) == NO_SUMMARIES


def test_of_a_talk_that_is_gone_nothing_is_kept(kept: Kept) -> None:
    def put(then: Answer[Summaries]) -> None:
        SummaryStore(kept.store).keep(TalkId("gone"), lambda _: ABOUT, then)

    assert isinstance(answer(put), Failure)


def test_it_is_purged_with_its_talk(open_store: Opener, tmp_path: Path) -> None:
    kept = open_store()
    keep(kept.store, TALK)
    change(kept.store, TALK.id, ABOUT)
    kept.store.delete_talk(TALK.id)
    kept.store.restore_talk(TALK.id)
    assert kept_about(kept.store, TALK.id) == CLEAN, "restored with it"
    kept.store.delete_talk(TALK.id)
    kept.store.purge(TALK.id)
    kept.store.close()
    whole = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("voiceapp.db*"))
    assert b"As minutes" not in whole


def test_an_imported_talk_brings_it_under_its_own_names(open_store: Opener, tmp_path: Path) -> None:
    kept = open_store()
    kept.store.close()
    archive = KeptHistory(tmp_path / "data", lambda: kept.files)
    other = talk_of(said("Something else.", talk="tea"), name="tea")
    archive.keep([other], {})
    (name,), _ = archive.keep([replace(TALK, summaries=CLEAN)], {})
    taken = archive.talk(name)
    assert taken is not None
    assert taken.id != TALK.id
    assert taken.summaries.summary is not None
    assert taken.summaries.summary.points[0].lines == (taken.items[0].id,)
    assert taken.summaries.texts == ABOUT.texts


def test_a_talk_that_is_here_takes_a_summary_only_where_it_has_none(open_store: Opener, tmp_path: Path) -> None:
    open_store().store.close()
    archive = KeptHistory(tmp_path / "data", WavFiles)
    archive.keep([TALK], {})
    stray = replace(SUMMARY, points=(Point(Section.KEY, "x", (ItemId("stray"), TALK.items[1].id)),))
    assert archive.keep([replace(TALK, summaries=Summaries(stray))], {}) == ((TALK.id,), 0)
    there = archive.talk("tea")
    assert there is not None
    assert there.summaries.summary is not None
    assert there.summaries.summary.points[0].lines == (TALK.items[1].id,)
    archive.keep([replace(TALK, summaries=CLEAN)], {})
    assert archive.talk("tea") == there


def test_a_command_changes_it_and_names_the_talk_unless_the_person_did(open_store: Opener, tmp_path: Path) -> None:
    kept = open_store()
    keep(kept.store, TALK)
    kept.store.close()
    archive = KeptHistory(tmp_path / "data", lambda: kept.files)
    assert archive.change_summaries(TALK.id, lambda _: CLEAN, "About tea") == CLEAN
    assert archive.change_summaries(TalkId("gone"), lambda _: CLEAN) == NO_SUMMARIES
    there = archive.talk("tea")
    assert there is not None
    assert there.title == "About tea"
    again = open_store()
    again.store.rename_talk(TALK.id, "Mine")
    SummaryStore(again.store).entitle(TALK.id, "Theirs")
    again.store.close()
    mine = archive.talk("tea")
    assert mine is not None
    assert mine.title == "Mine"


def test_talks_wait_to_be_summarised_the_oldest_first_and_not_for_ever(kept: Kept) -> None:
    store = SummaryStore(kept.store)
    tea, milk = TALK, talk_of(said("Milk.", talk="milk"), name="milk")
    for talk in (tea, milk):
        keep(kept.store, talk)
        store.put_due(talk.id)
    store.put_due(TalkId("gone"))
    assert found(store.next_due) == "tea"
    store.settle_due(tea.id, done=False)
    assert found(store.next_due) == "milk", "the others come first now"
    store.settle_due(milk.id, done=True)
    assert found(store.next_due) == "tea"
    for _ in range(MOST_TRIES):
        store.settle_due(tea.id, done=False)
    assert found(store.next_due) == ""
    store.settle_due(TalkId("gone"), done=True)


def test_what_is_damaged_is_nothing(kept: Kept) -> None:
    keep(kept.store, TALK)
    change(kept.store, TALK.id, ABOUT)
    kept.store.change(lambda database: database.db.execute("UPDATE summaries SET kept = '{\"texts\": 7}'"))
    assert kept_about(kept.store, TALK.id) == NO_SUMMARIES
