"""One connection to the X server on a thread of its own, against a real server that goes away."""

from collections.abc import Iterator
from functools import partial
from threading import Event, get_ident

import pytest
from Xlib.error import BadWindow

from tests.rig.display import Display
from tests.rig.patience import EVENT
from voiceapp.desktop.x11.connection import connect
from voiceapp.desktop.x11.display_thread import DisplayThread

LOST = "the X server is gone"


@pytest.fixture
def own_screen() -> Iterator[Display]:
    """One that a test may take away."""
    display = Display(managed=False).start()
    yield display
    display.stop()


def thread_on(screen: Display, ended: Event, patience: float = EVENT) -> DisplayThread:
    connection = connect(screen.environment)

    def turn() -> None:
        while connection.pending_events():
            connection.next_event()

    thread = DisplayThread("under test", connection, turn, patience=patience, lost=LOST, ended=ended.set)
    thread.start()
    return thread


def test_jobs_are_done_in_order_on_the_one_thread_and_answered(own_screen: Display) -> None:
    ended = Event()
    thread = thread_on(own_screen, ended)
    seen: list[int] = []
    for number in range(50):
        thread.do(partial(seen.append, number))
    assert thread.ask(seen.copy, otherwise=[-1]) == list(range(50))
    assert thread.ask(get_ident, otherwise=0) not in (0, get_ident())
    thread.close()
    assert ended.wait(EVENT)


def refused() -> int:
    error = BadWindow.__new__(BadWindow)
    raise error


def test_what_the_server_refuses_is_answered_otherwise_and_the_thread_goes_on(own_screen: Display) -> None:
    thread = thread_on(own_screen, Event())
    assert thread.ask(refused, otherwise=7) == 7
    assert thread.ask(lambda: 1, otherwise=7) == 1
    thread.close()


def test_who_does_not_answer_in_time_is_answered_for(own_screen: Display) -> None:
    thread = thread_on(own_screen, Event(), patience=0.01)
    held = Event()
    thread.do(lambda: held.wait(EVENT))
    assert thread.ask(lambda: 1, otherwise=7) == 7
    held.set()
    thread.close()


@pytest.mark.expects_log
def test_when_the_server_goes_it_says_so_once_and_nobody_waits(
    own_screen: Display, caplog: pytest.LogCaptureFixture
) -> None:
    ended = Event()
    thread = thread_on(own_screen, ended)
    own_screen.stop()
    assert ended.wait(EVENT)
    assert [record.getMessage() for record in caplog.records] == [LOST]
    assert thread.ask(lambda: 1, otherwise=7) == 7
    thread.do(lambda: None)
    thread.close()
