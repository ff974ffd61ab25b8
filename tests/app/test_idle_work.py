"""Work that nobody waits for goes on, whatever happens to a piece of it."""

import asyncio
import threading

import pytest

from tests.app.idle import becomes
from tests.rig.patience import EVENT
from voiceapp.app.idle_work import IdleWork
from voiceapp.runtime.session_thread import SessionThread

LONG = 3_600.0


@pytest.mark.expects_log
def test_a_mistake_is_reported_and_ends_nothing(room: SessionThread, caplog: pytest.LogCaptureFixture) -> None:
    pieces: list[int] = []

    async def once() -> float:
        pieces.append(len(pieces))
        if len(pieces) == 1:
            raise ValueError("nobody thought of this")
        return LONG

    work = IdleWork(room, once)
    work.start()
    assert becomes(work.wake, lambda: len(pieces) >= 2)
    work.close()
    assert "ValueError" in caplog.text


def test_whoever_wakes_it_during_a_piece_is_heard(room: SessionThread) -> None:
    began, again, may_end = threading.Event(), threading.Event(), threading.Event()

    async def once() -> float:
        if began.is_set():
            again.set()
        began.set()
        await asyncio.to_thread(may_end.wait, EVENT)
        return LONG

    work = IdleWork(room, once)
    work.start()
    assert began.wait(EVENT)
    work.wake()
    may_end.set()
    assert again.wait(EVENT)
    work.close()
