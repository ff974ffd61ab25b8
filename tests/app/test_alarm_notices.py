"""The buttons of a notification do what they say: an alarm is stopped, or put off."""

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.desktop.text_output.programs import wait_for
from tests.rig.patience import EVENT
from voiceapp.app import alarm_desk
from voiceapp.app.alarm_desk import AlarmDesk, AlarmNeeds
from voiceapp.core.alarm_access import AlarmNotice, AlarmNoticeEnd
from voiceapp.core.failures import Failure
from voiceapp.core.messages import AlarmRang, Event
from voiceapp.desktop.ports import NotifiedQuestion

NOTICE = AlarmNotice("Timer: tea", "Stop", "+5 min", 300, "Open window")


class Notifier:
    """A desktop whose buttons are pressed by a test."""

    def __init__(self, *, has_buttons: bool = True) -> None:
        self.shown: Future[NotifiedQuestion] = Future()
        self.pressed: Future[str] = Future()
        self._has_buttons = has_buttons

    def ask(self, question: NotifiedQuestion, wanted: Callable[[], bool]) -> str | None:
        if not self._has_buttons:
            return None
        self.shown.set_result(question)
        while wanted():
            with contextlib.suppress(TimeoutError):
                return self.pressed.result(0.02)
        return ""


@contextmanager
def ringing(folder: Path, notifier: Notifier) -> Iterator[tuple[AlarmDesk, int]]:
    rang: Future[int] = Future()

    def tell(event: Event) -> None:
        if isinstance(event, AlarmRang) and event.number is not None:
            rang.set_result(event.number)

    def nothing(_: object) -> None:
        pass

    desk = AlarmDesk(folder / "alarms.json", AlarmNeeds(tell, lambda: None, lambda: None, nothing, nothing), notifier)
    desk.alarms.start()
    desk.alarms.add("timer", 1.0, "tea")
    try:
        yield desk, rang.result(EVENT)
    finally:
        desk.close()


def notified(desk: AlarmDesk, number: int) -> "Future[AlarmNoticeEnd | Failure]":
    end: Future[AlarmNoticeEnd | Failure] = Future()
    desk.notify(number, NOTICE, end.set_result)
    return end


def test_stop_stops_it(tmp_path: Path) -> None:
    notifier = Notifier()
    with ringing(tmp_path, notifier) as (desk, number):
        end = notified(desk, number)
        shown = notifier.shown.result(EVENT)
        assert shown.text == "Timer: tea"
        assert [words for _, words in shown.answers] == ["Open window", "Stop", "+5 min"]
        notifier.pressed.set_result(shown.answers[1][0])
        assert end.result(EVENT) is AlarmNoticeEnd.OVER
        assert desk.alarms.ringing == ()
        assert desk.alarms.waiting == ()


def test_five_minutes_more_puts_it_off(tmp_path: Path) -> None:
    notifier = Notifier()
    with ringing(tmp_path, notifier) as (desk, number):
        end = notified(desk, number)
        notifier.pressed.set_result(notifier.shown.result(EVENT).answers[2][0])
        assert end.result(EVENT) is AlarmNoticeEnd.OVER
        assert desk.alarms.ringing == ()
        assert [alarm.text for alarm in desk.alarms.waiting] == ["tea"]


def test_a_click_on_it_opens_the_window_and_it_rings_on(tmp_path: Path) -> None:
    notifier = Notifier()
    with ringing(tmp_path, notifier) as (desk, number):
        end = notified(desk, number)
        notifier.pressed.set_result(notifier.shown.result(EVENT).answers[0][0])
        assert end.result(EVENT) is AlarmNoticeEnd.OPENED
        assert desk.alarms.ringing == (number,)


def test_it_goes_when_the_alarm_is_stopped_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm_desk, "BEFORE_IT_RINGS", 0.0)
    notifier = Notifier()
    with ringing(tmp_path, notifier) as (desk, number):
        wait_for(lambda: number in desk.alarms.ringing, "the ringing")
        end = notified(desk, number)
        notifier.shown.result(EVENT)
        desk.stop(number)
        assert end.result(EVENT) is AlarmNoticeEnd.OVER


def test_it_goes_when_the_app_ends(tmp_path: Path) -> None:
    notifier = Notifier()
    with ringing(tmp_path, notifier) as (desk, number):
        end = notified(desk, number)
        notifier.shown.result(EVENT)
    assert end.result(EVENT) is AlarmNoticeEnd.OVER


def test_a_desktop_without_buttons_says_so(tmp_path: Path) -> None:
    with ringing(tmp_path, Notifier(has_buttons=False)) as (desk, number):
        assert notified(desk, number).result(EVENT) is AlarmNoticeEnd.NOT_SHOWN
