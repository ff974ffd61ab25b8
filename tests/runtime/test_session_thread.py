"""The session's thread ends in bounded time, and leaves nothing open."""

import asyncio
import logging
import os
import threading

import pytest

from voiceapp.runtime.session_thread import SessionThread


def test_what_is_still_at_work_is_ended_and_what_it_closes_is_closed() -> None:
    room = SessionThread()
    room.start()
    reading, writing = os.pipe()
    begun = threading.Event()

    class Reader(asyncio.Protocol):
        pass

    async def work() -> None:
        pipe = os.fdopen(reading, "rb", buffering=0)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(Reader, pipe)
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            transport.close()

    room.run(work())
    assert begun.wait(20)
    assert room.stop(20)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(reading)
    os.close(writing)


@pytest.mark.expects_log
def test_what_keeps_it_is_named(caplog: pytest.LogCaptureFixture) -> None:
    room = SessionThread("session")
    room.start()
    held, begun = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        held.wait(60)

    room.call(hold)
    assert begun.wait(20)
    with caplog.at_level(logging.ERROR):
        assert not room.stop(0.05)
    assert "test_session_thread.py" in caplog.text
    assert "hold" in caplog.text
    held.set()
    assert room.stop(20)
