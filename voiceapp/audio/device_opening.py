"""Tries to open a device on a thread of its own, because the call may never come back.

PortAudio waits for ever when a device disappears between being opened and being started: PortAudio's own thread ends
while holding a lock that starting the stream waits for. Such a try is abandoned, and if it ever yields a stream after
all, that is closed.
"""

import threading
import time
from collections.abc import Callable

from voiceapp.audio.portaudio import Stream, close_stream, give_up

GLANCE = 0.05
"""Seconds between two checks whether a try is still alive."""


class OpeningAttempt:
    def __init__(self, open_it: Callable[[], Stream], died: Callable[[], bool]) -> None:
        """`died` tells whether the stream has ended, even if opening it has not returned."""
        self._open_it = open_it
        self._died = died
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._left = False
        self._stream: Stream | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="sound-opener", daemon=True)
        self._thread.start()

    @property
    def stuck(self) -> bool:
        return self._left and self._thread.is_alive()

    def result(self, patience: float) -> Stream | None:
        """The stream, or None if there is none after that many seconds. Raises what opening it raised."""
        end = time.monotonic() + patience
        while not self._done.wait(GLANCE):
            if self._died() or time.monotonic() > end:
                break
        with self._lock:
            if not self._done.is_set():
                self._left = True
                return None
        if self._error is not None:
            raise self._error
        return self._stream

    def _run(self) -> None:
        try:
            stream = self._open_it()
        except Exception as error:  # the thread's edge: whoever waits gets it  # noqa: BLE001
            self._end(error=error)
        else:
            if not self._end(stream):
                close_stream(stream)

    def _end(self, stream: Stream | None = None, error: Exception | None = None) -> bool:
        """False when nobody waits any more."""
        with self._lock:
            self._stream, self._error = stream, error
            self._done.set()
            return not self._left


class DeviceOpener:
    """Opens devices, trying again as needed, and never waits for ever."""

    SHORT = 3.0
    """Seconds; some headsets are slow. Each try that hangs doubles it, up to the longest."""
    LONG = 24.0
    MOST = 8
    """Tries that may hang at the same time. Beyond that, none is started until one of them returns."""

    def __init__(self) -> None:
        self._patience = self.SHORT
        self._stuck: list[OpeningAttempt] = []

    def open(self, open_it: Callable[[], Stream], died: Callable[[], bool]) -> Stream | None:
        """Returns None if the device does not answer. Raises what `open_it` raises."""
        self._stuck = [each for each in self._stuck if each.stuck]
        if len(self._stuck) >= self.MOST:
            return None
        attempt = OpeningAttempt(open_it, died)
        stream = attempt.result(self._patience)
        if stream is None:
            self._stuck.append(attempt)
            give_up()
            if not died():
                self._patience = min(self.LONG, self._patience * 2)
        else:
            self._patience = self.SHORT
        return stream


__all__ = ["DeviceOpener", "OpeningAttempt"]
