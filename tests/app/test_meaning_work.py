"""What is kept is read for its meaning while nobody talks, and found by it."""

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.app.idle import becomes
from tests.rig.patience import EVENT
from tests.storage.ask import keep, page
from tests.storage.test_meanings import MODEL, due, meaning, vectors_of
from tests.storage.wav import WavFiles
from voiceapp.app.meaning_work import MeaningWork
from voiceapp.app.quiet_time import QuietTime
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.meaning import Embedder, TextUse, Vectors
from voiceapp.core.messages import Phase, ShowState, TalkState
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.storage.database import Database
from voiceapp.storage.store import Store

BROKEN = EngineError(Failure(FailureKind.NO_NETWORK, Sentence("The service can't be reached. Check your network.")))


class Reader:
    """Tells meanings, and what it was asked."""

    def __init__(self, name: str = MODEL) -> None:
        self.name = name
        self.asked: list[tuple[TextUse, str]] = []
        self.read = threading.Event()
        self.fails = False

    async def embed(self, texts: Sequence[str], use: TextUse) -> Vectors:
        self.asked += [(use, text) for text in texts]
        if use is TextUse.PASSAGE:
            self.read.set()
        if self.fails:
            raise BROKEN
        return meaning(*texts)


Begin = Callable[[Callable[[], Embedder | None], QuietTime], MeaningWork]


@pytest.fixture
def begin(store: Store, room: SessionThread) -> Iterator[Begin]:
    begun: list[MeaningWork] = []

    def start(embedder: Callable[[], Embedder | None], quiet: QuietTime) -> MeaningWork:
        begun.append(MeaningWork(store, embedder, room, quiet))
        begun[-1].start()
        return begun[-1]

    yield start
    for each in begun:
        each.close()


def settled(store: Store, work: MeaningWork, vectors: int) -> bool:
    """Whether so many vectors are kept in the end."""
    return becomes(work.wake, lambda: vectors_of(store) == vectors)


def test_what_is_kept_is_read_and_then_found_by_its_meaning(store: Store, begin: Begin) -> None:
    keep(store, *(f"Line {number} about a cup." for number in range(40)), "Trains run on rails.")
    reader = Reader()
    work = begin(lambda: reader, QuietTime(0.0))
    assert settled(store, work, 41)
    assert due(store) == ()
    got = page(store, "station", meaning=True)
    assert got.ranked
    assert [hit.snippet for hit in got.talks[0].hits] == ["Trains run on rails."]
    assert reader.asked[-1] == (TextUse.QUERY, "station")
    assert len(reader.asked) == 42, "each once"
    assert not page(store, "station").ranked, "nobody asked for it"


def test_what_is_like_a_line_is_found_by_what_is_known_of_it(store: Store, begin: Begin) -> None:
    keep(store, "Trains run on rails.", "The train is late.", *(f"Line {number} about a cup." for number in range(40)))
    reader = Reader()
    work = begin(lambda: reader, QuietTime(0.0))
    assert settled(store, work, 42)
    got = page(store, "Trains run on rails.", meaning=True, like="talk-0001")
    assert [hit.snippet for hit in got.talks[0].hits] == ["The train is late."]
    assert len(reader.asked) == 42, "nothing is read anew"
    got = page(store, "station", meaning=True, like="unknown")
    assert "The train is late." in [hit.snippet for hit in got.talks[0].hits]
    assert reader.asked[-1] == (TextUse.QUERY, "station"), "what has not been read yet is searched for by its words"


@pytest.mark.parametrize(
    ("talks", "dictates"),
    [
        (TalkState(Phase.HEARING), DictationView()),
        (TalkState(Phase.LISTENING), DictationView(DictationStage.RECORDING)),
    ],
)
def test_it_is_not_quiet_until_some_time_after_a_talk_or_a_dictation(talks: TalkState, dictates: DictationView) -> None:
    now = [0.0]
    quiet = QuietTime(20.0, lambda: now[0])

    def quiet_at(moment: float) -> bool:
        now[0] = moment
        return quiet.is_quiet

    assert [quiet_at(0.0), quiet_at(20.0)] == [False, True]
    quiet.take_show(ShowState(talks))
    quiet.take_view(dictates)
    assert not quiet_at(100.0)
    quiet.take_show(ShowState(TalkState(Phase.LISTENING)))
    quiet.take_view(DictationView())
    assert [quiet_at(119.0), quiet_at(120.0)] == [False, True]


def test_nothing_is_read_while_it_is_not_quiet(store: Store, begin: Begin) -> None:
    keep(store, "Put the kettle on.")
    reader = Reader()
    quiet = QuietTime(0.0)
    quiet.take_show(ShowState(TalkState(Phase.SPEAKING)))
    work = begin(lambda: reader, quiet)
    work.wake()
    assert page(store, "tea", meaning=True).total == 0
    assert [use for use, _ in reader.asked] == [TextUse.QUERY], "a search is answered all the same"
    quiet.take_show(ShowState(TalkState(Phase.LISTENING)))
    assert settled(store, work, 1)


def test_where_it_is_off_nothing_is_read_and_what_was_read_goes(store: Store, begin: Begin) -> None:
    keep(store, "Put the kettle on.")
    reader: list[Reader | None] = [Reader()]
    work = begin(lambda: reader[0], QuietTime(0.0))
    assert settled(store, work, 1)
    reader[0] = None
    assert settled(store, work, 0)
    got = page(store, "kettle", meaning=True)
    assert (got.total, got.ranked) == (1, False)


def test_a_service_that_fails_costs_no_search(store: Store, begin: Begin) -> None:
    keep(store, "Put the kettle on.")
    reader = Reader()
    reader.fails = True
    begin(lambda: reader, QuietTime(0.0))
    assert reader.read.wait(EVENT)
    got = page(store, "kettle", meaning=True)
    assert (got.total, got.ranked) == (1, False)
    assert vectors_of(store) == 0


def test_a_service_that_may_not_be_asked_is_not(store: Store, begin: Begin) -> None:
    def refused() -> Embedder:
        raise BROKEN

    keep(store, "Put the kettle on.")
    begin(refused, QuietTime(0.0))
    assert page(store, "kettle", meaning=True).total == 1


class FullDisk(Store):
    """Takes what is said, but no change to it, except which model reads it."""

    changes = 0

    def change(self, change: Callable[[Database], object], about: Hashable | None = None) -> None:
        self.changes += 1
        if self.changes == 1:
            super().change(change, about)


def test_what_cannot_be_kept_is_not_read_again_and_again(tmp_path: Path, room: SessionThread) -> None:
    store = FullDisk(tmp_path / "data", WavFiles(), lambda _: None)
    store.start()
    keep(store, "Put the kettle on.")
    reader, looked = Reader(), threading.Semaphore(0)

    def embedder() -> Embedder:
        looked.release()
        return reader

    work = MeaningWork(store, embedder, room, QuietTime(0.0))
    work.start()
    assert looked.acquire(timeout=EVENT)
    for _ in range(6):
        work.wake()
        assert looked.acquire(timeout=EVENT)
    work.close()
    store.close()
    assert reader.asked == [(TextUse.PASSAGE, "Put the kettle on.")]
