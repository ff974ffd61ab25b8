"""Timers and reminders ring once, when they are due, whatever happens in between."""

import threading
import time
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from voiceapp.tools.parts.alarms import MOST, AlarmError, AlarmRinging, Alarms

NOW = 1_800_000_000.0


class Bell:
    def __init__(self) -> None:
        self._news = threading.Condition()
        self.rang: list[AlarmRinging] = []

    def __call__(self, rang: AlarmRinging) -> None:
        with self._news:
            self.rang.append(rang)
            self._news.notify_all()

    def wait(self, count: int) -> list[AlarmRinging]:
        with self._news:
            assert self._news.wait_for(lambda: len(self.rang) >= count, EVENT), "it did not ring"
            return list(self.rang)


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> float:
        return self.at


def test_it_sounds_until_it_is_stopped_and_can_be_put_off(tmp_path: Path) -> None:
    sounds = threading.Event()
    shown: list[tuple[int, ...]] = []
    news = threading.Condition()

    def changed() -> None:
        with news:
            shown.append(alarms.ringing)
            news.notify_all()

    bell = Bell()
    hands = Hands()
    alarms = Alarms(tmp_path / "a.json", bell, hands, sound=sounds.set, changed=changed)
    alarms.start()
    tea = alarms.add("timer", NOW - 1, "tea")
    bell.wait(1)
    with news:
        assert news.wait_for(lambda: (tea.id,) in shown, EVENT)
    assert list(alarms.waiting) == []
    assert sounds.wait(EVENT + 5), "again, although nothing else is due"
    alarms.put_off(tea.id, 300)
    assert list(alarms.ringing) == []
    (again,) = alarms.waiting
    assert (again.kind, again.text, again.due) == ("timer", "tea", NOW + 300)
    assert not alarms.stop(tea.id), "it is silent already"
    alarms.put_off(tea.id, 300)
    assert list(alarms.waiting) == [again], "what does not ring cannot be put off"
    alarms.close()


def test_it_rings_when_it_is_due(tmp_path: Path) -> None:
    rang: list[tuple[AlarmRinging, float]] = []
    over = threading.Event()

    def ring(each: AlarmRinging) -> None:
        rang.append((each, time.time()))
        over.set()

    alarms = Alarms(tmp_path / "a.json", ring)
    alarms.start()
    set_one = alarms.add("timer", time.time() + 0.2, "tea")
    assert over.wait(EVENT), "it did not ring"
    ((each, at),) = rang
    assert each == AlarmRinging(set_one, late=False)
    assert str(each.sentence) == "Timer: tea"
    assert at >= set_one.due
    alarms.close()
    assert alarms.waiting == ()


def test_the_one_that_is_due_first_rings_first(tmp_path: Path) -> None:
    clock, bell = Hands(), Bell()
    alarms = Alarms(tmp_path / "a.json", bell, clock)
    alarms.start()
    alarms.add("timer", NOW + 2, "second")
    alarms.add("timer", NOW + 1, "first")
    clock.at = NOW + 3
    alarms.add("timer", NOW + 9_000, "it looks at the clock when something is set")
    assert [each.alarm.text for each in bell.wait(2)] == ["first", "second"]
    alarms.close()


def test_it_survives_a_restart_and_what_was_missed_rings_late(tmp_path: Path) -> None:
    clock = Hands()
    before = Alarms(tmp_path / "a.json", Bell(), clock)
    before.start()
    before.add("reminder", NOW + 60, "call Anna")
    kept = before.add("timer", NOW + 9_000, "bread")
    before.close()
    assert (tmp_path / "a.json").stat().st_mode & 0o077 == 0
    clock.at = NOW + 4_000
    bell = Bell()
    told: list[tuple[float, ...]] = []
    after = Alarms(
        tmp_path / "a.json", bell, clock, changed=lambda: told.append(tuple(each.set_at for each in after.waiting))
    )
    after.start()
    assert told[0] == (NOW, NOW), "what waits is told of before anything changes"
    (rang,) = bell.wait(1)
    assert rang.late
    assert str(rang.sentence).startswith("Missed reminder from ")
    assert str(rang.sentence).endswith("call Anna")
    assert after.waiting == (kept,)
    assert after.add("timer", NOW + 8_000, "").id > kept.id, "no number is given twice"
    after.close()


def test_what_has_rung_does_not_ring_again(tmp_path: Path) -> None:
    clock, bell = Hands(), Bell()
    first = Alarms(tmp_path / "a.json", bell, clock)
    first.start()
    first.add("timer", NOW - 1, "tea")
    bell.wait(1)
    first.close()
    again = Alarms(tmp_path / "a.json", bell, clock)
    again.start()
    again.add("timer", NOW - 1, "toast")
    assert [rang.alarm.text for rang in bell.wait(2)] == ["tea", "toast"]
    again.close()


def test_a_cancelled_one_is_gone(tmp_path: Path) -> None:
    alarms = Alarms(tmp_path / "a.json", Bell(), Hands())
    alarms.start()
    alarm = alarms.add("timer", NOW + 60, "tea")
    assert alarms.cancel(alarm.id) == alarm
    assert alarms.cancel(alarm.id) is None
    assert [each.id for each in alarms.cancelled] == [alarm.id]
    alarms.close()
    later = Alarms(tmp_path / "a.json", Bell(), Hands())
    later.start()
    assert later.waiting == ()
    later.close()


def test_the_card_of_one_that_was_cancelled_says_so_after_a_restart_too(tmp_path: Path) -> None:
    clock = Hands()
    alarms = Alarms(tmp_path / "a.json", Bell(), clock)
    alarms.start()
    alarm = alarms.add("timer", NOW + 60, "a secret")
    alarms.cancel(alarm.id)
    alarms.close()
    later = Alarms(tmp_path / "a.json", Bell(), clock)
    later.start()
    assert [(each.id, each.due, each.set_at, each.text) for each in later.cancelled] == [
        (alarm.id, alarm.due, alarm.set_at, "")
    ]
    later.close()
    assert not any(b"a secret" in file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.expects_log
def test_where_it_cannot_be_kept_that_one_was_cancelled_it_is_cancelled_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.cancelled.json").mkdir()
    alarms = Alarms(tmp_path / "a.json", Bell(), Hands())
    alarm = alarms.add("timer", NOW + 60, "tea")
    assert alarms.cancel(alarm.id) == alarm
    assert alarms.waiting == ()
    assert [each.id for each in alarms.cancelled] == [alarm.id]


@pytest.mark.expects_log
@pytest.mark.parametrize("damage", [b"", b"[{", b'{"a": 1}', b"\xff\xfe", b'[{"id": "x"}]'])
def test_a_damaged_file_is_put_aside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(damage)
    alarms = Alarms(path, Bell(), Hands())
    alarms.start()
    alarms.add("timer", NOW + 60, "tea")
    alarms.close()
    assert (tmp_path / "a.damaged").read_bytes() == damage


def test_where_the_folder_is_gone_it_is_not_set(tmp_path: Path) -> None:
    alarms = Alarms(tmp_path / "gone" / "a.json", Bell(), Hands())
    with pytest.raises(AlarmError, match="couldn't be saved"):
        alarms.add("timer", NOW + 60, "tea")
    assert alarms.waiting == ()


def test_there_is_an_end_to_how_many(tmp_path: Path) -> None:
    alarms = Alarms(tmp_path / "a.json", Bell(), Hands())
    for number in range(MOST):
        alarms.add("timer", NOW + number, "")
    with pytest.raises(AlarmError):
        alarms.add("timer", NOW, "")
