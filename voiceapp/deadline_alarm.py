"""Rings in an event loop by the deadline that a machine without a clock asks for."""

import asyncio
from collections.abc import Callable


class DeadlineAlarm:
    """Deadlines move on with every event: an alarm that rings too early and is set again is cheaper than one that is
    moved each time. So `look` is cheap, and must be called after everything that may have brought the deadline nearer.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        deadline: Callable[[], float | None],
        now: Callable[[], float],
        due: Callable[[], None],
    ) -> None:
        """`deadline` is read by the clock `now`. `due` is called in the loop once it has passed; it must not raise, and
        looks again by itself.
        """
        self._loop = loop
        self._deadline = deadline
        self._now = now
        self._due = due
        self._timer: asyncio.TimerHandle | None = None
        self._rings_at = 0.0

    def look(self) -> None:
        """See to it that it rings by the deadline."""
        deadline = self._deadline()
        if self._timer is not None:
            if deadline is not None and self._rings_at <= deadline:
                return
            self.stop()
        if deadline is not None:
            self._rings_at = deadline
            self._timer = self._loop.call_later(max(0.0, deadline - self._now()), self._ring)

    def stop(self) -> None:
        """It rings no more, until somebody looks again."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _ring(self) -> None:
        self._timer = None
        deadline = self._deadline()
        if deadline is not None and deadline <= self._now():
            self._due()
        else:
            self.look()
