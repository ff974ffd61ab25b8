"""Whoever is told and fails harms nobody else: not the others who are told, not whoever tells."""

import pytest

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Show, ShowFailure, ShowItem, ShowLevels
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Note
from voiceapp.runtime.latest_state import LatestState
from voiceapp.runtime.teardown import end_each
from voiceapp.runtime.watchers import Watchers


@pytest.mark.expects_log
def test_one_that_fails_keeps_nothing_from_the_others(caplog: pytest.LogCaptureFixture) -> None:
    watchers: Watchers[int] = Watchers()
    heard: list[int] = []

    def blind(_: int) -> None:
        raise UnicodeEncodeError("latin-1", "€", 0, 1, "ordinal not in range(256)")

    watchers.add(blind)
    watchers.add(heard.append)
    assert [watchers.notify(number) for number in range(50)] == [True] + [False] * 49
    assert heard == list(range(50))
    assert len(caplog.records) == 1, "said once, not fifty times a second"


def test_who_stops_watching_twice_harms_nobody() -> None:
    watchers: Watchers[int] = Watchers()
    heard: list[int] = []
    stop = watchers.add(heard.append)
    stop()
    stop()
    watchers.notify(1)
    assert heard == []


@pytest.mark.expects_log
def test_what_cannot_be_shown_in_one_place_is_said_in_the_others() -> None:
    shown = LatestState()
    seen: list[Show] = []

    def terminal(show: Show) -> None:
        if isinstance(show, ShowItem):
            raise UnicodeEncodeError("latin-1", "€", 0, 1, "ordinal not in range(256)")
        seen.append(show)

    shown.watch(terminal)
    shown(ShowItem(Note(ItemId("1"), 0.0, Sentence("It costs 5 €."))))
    shown(ShowLevels(speaker=-20.0))
    assert isinstance(seen[-2], ShowFailure)
    assert seen[-2].failure.kind is FailureKind.BUG
    assert seen[-1] == ShowLevels(speaker=-20.0)


@pytest.mark.expects_log
def test_a_front_that_cannot_show_what_stands_already_can_begin_all_the_same() -> None:
    shown = LatestState()
    shown(ShowItem(Note(ItemId("1"), 0.0, Sentence("It costs 5 €."))))

    def terminal(show: Show) -> None:
        if isinstance(show, ShowItem):
            raise UnicodeEncodeError("latin-1", "€", 0, 1, "ordinal not in range(256)")

    shown.watch(terminal)()


@pytest.mark.expects_log
def test_every_part_is_ended_whatever_became_of_the_one_before(caplog: pytest.LogCaptureFixture) -> None:
    ended: list[str] = []

    def broken() -> None:
        raise RuntimeError("a bug")

    end_each(lambda: ended.append("first"), broken, lambda: ended.append("store"))
    assert ended == ["first", "store"]
    assert "RuntimeError" in caplog.text


def test_a_passing_failure_is_for_whoever_reads_it_when_it_comes() -> None:
    """A window that is made anew, in another language, does not raise again what was over."""
    shown = LatestState()
    quick = ShowFailure(Failure(FailureKind.NO_SOUND, Sentence("No sound.")))
    lasting = ShowFailure(Failure(FailureKind.DISK_FULL, Sentence("The disk is full.")), stays=True)
    key: list[Show] = []
    first: list[Show] = []
    second: list[Show] = []
    shown.watch(key.append, reads=False)
    shown(quick)
    stop = shown.watch(first.append)
    assert quick in first, "nobody had read it"
    shown(quick)
    shown(lasting)
    stop()
    stop()
    shown.watch(second.append)
    assert quick not in second
    assert lasting in second
    assert key.count(quick) == 2


def test_while_nobody_reads_failures_wait() -> None:
    shown = LatestState()
    stop = shown.watch(lambda _: None)
    stop()
    quick = ShowFailure(Failure(FailureKind.NO_SOUND, Sentence("No sound.")))
    shown(quick)
    seen: list[Show] = []
    shown.watch(seen.append)
    assert quick in seen
