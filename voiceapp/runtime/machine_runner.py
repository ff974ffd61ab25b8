"""Runs a pure machine in an event loop, giving it each event, carrying out its commands and waking it in time.

Nothing here decides anything. The maker of the runner says what each command means.
"""

import asyncio
import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from voiceapp.core.messages import MicFrame, Stopped
from voiceapp.deadline_alarm import DeadlineAlarm
from voiceapp.runtime.clock import Clock

log = logging.getLogger(__name__)

E = TypeVar("E")
C = TypeVar("C")
E_contra = TypeVar("E_contra", contravariant=True)

INBOX_LIMIT = 4_000
"""Events that may wait. A machine that is this far behind drops sound to save memory."""
A_SLEEP = 5.0
"""Seconds that the computer must have slept before the machine is told."""


class Machine(Protocol[E_contra, C]):
    """Decides what follows from each event, without a clock or effects of its own. Its last event is `Stopped`."""

    def handle(self, event: E_contra, now: float) -> list[C]: ...
    @property
    def deadline(self) -> float | None:
        """The time at which it wants a Tick, by the clock of `now`; None for never."""
        ...


class MachineRunner(Generic[E, C]):
    """Created and used in one event loop; only `post` may be called from other threads.

    Events are handled one at a time, in the order of posting. Events posted as a result of a command wait until the
    current event is done. Every command is carried out, even if the one before it failed, and none may wait. Failures
    never end anything silently. With `mend`, the machine that it returns replaces one that raised, and a failed command
    is only logged. Without it, any failure ends the runner, and `run` raises it.
    """

    def __init__(
        self,
        machine: Machine[E, C],
        clock: Clock,
        carry_out: Callable[[C], None],
        *,
        tick: E,
        note: Callable[[E, list[C], float], None] | None = None,
        woke: Callable[[float], E] | None = None,
        mend: Callable[[], Machine[E, C]] | None = None,
    ) -> None:
        """`tick` is posted at the deadline, `note` is called with what followed from each event, and `woke` makes the
        event for a sleep of so many seconds.
        """
        self._machine = machine
        self._clock = clock
        self._carry_out = carry_out
        self._tick = tick
        self._note = note
        self._woke = woke
        self._mend = mend
        self._inbox: deque[E] = deque()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._alarm = DeadlineAlarm(self._loop, lambda: self._machine.deadline, clock.now, self._ring)
        self._running = False
        self._stopped = False
        self._handling = False
        self._behind = False
        self._slept = clock.slept()

    @property
    def over(self) -> bool:
        """Says whether it has stopped handling events."""
        return self._ended.done()

    @property
    def left(self) -> tuple[E, ...]:
        """Returns what was posted but not handled before the end."""
        return tuple(self._inbox)

    def post(self, event: E) -> None:
        """Put an event into the inbox, from any thread. After Stopped it is dropped; after an error it is `left`."""
        if threading.get_ident() == self._thread:
            # The microphone's frames come from this loop, and waking it for each would cost more than handling them.
            self._put_in_inbox(event)
            return
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._put_in_inbox, event)

    def start(self) -> None:
        """Starts handling what is in the inbox."""
        self._running = True
        self._handle_all()

    async def run(self) -> None:
        """Runs until Stopped was handled. Raises what went wrong; it cannot be run again."""
        self.start()
        try:
            await self._ended
        finally:
            self._running = False
            self._alarm.stop()

    def carry_out_all(self, commands: Iterable[C]) -> Exception | None:
        """Carries out each command even if the one before failed, so that a loudspeaker's failure cannot lose a
        recording. Returns the first error.
        """
        first: Exception | None = None
        for command in commands:
            try:
                self._carry_out(command)
            except Exception as error:  # one command's failure must not stop the others
                log.exception("%s could not be carried out", type(command).__name__)
                first = first or error
        return first

    # --- one event after another

    def _put_in_inbox(self, event: E) -> None:
        if self._stopped:
            return
        if len(self._inbox) >= INBOX_LIMIT and isinstance(event, MicFrame):
            if not self._behind:
                log.error("a session cannot keep up; sound is dropped")
            self._behind = True
            return
        self._behind = False
        self._inbox.append(event)
        self._handle_all()

    def _handle_all(self) -> None:
        """Handles what is in the inbox at once. Most events are frames, and waking a task for each would cost more than
        handling it.
        """
        if self._handling or not self._running:
            return
        self._handling = True
        try:
            self._look_for_a_sleep()
            while self._inbox and self._running:
                self._run_event(self._inbox.popleft())
            if self._running:
                self._alarm.look()
        except Exception as error:  # the poster is not to blame, so it is raised where this runs
            if self._mend is not None:
                log.exception("a machine that should mend itself did not")
            self._end(error)
        finally:
            self._handling = False

    def _look_for_a_sleep(self) -> None:
        """Detects a sleep of the machine at the first event afterwards, because nothing reports it."""
        if self._woke is not None:
            slept = self._clock.slept()
            if slept - self._slept >= A_SLEEP:
                self._inbox.appendleft(self._woke(slept - self._slept))
            self._slept = slept

    def _run_event(self, event: E) -> None:
        now = self._clock.now()
        failed: Exception | None = None
        try:
            commands = self._machine.handle(event, now)
        except Exception:  # the machine's bug must not end the runner where a new machine can take over
            if self._mend is None:
                raise
            log.exception("%s broke off", type(self._machine).__name__)
            self._machine = self._mend()
        else:
            self._note_down(event, commands, now)
            failed = self.carry_out_all(commands)
        if isinstance(event, Stopped):
            self._stopped = True
            self._end(None)
        elif failed is not None and self._mend is None:
            raise failed

    def _note_down(self, event: E, commands: list[C], now: float) -> None:
        if self._note is not None:
            try:
                self._note(event, commands, now)
            except Exception:  # a recorder's bug must not stop the machine
                log.exception("what happens could not be noted")

    def _ring(self) -> None:
        self._inbox.append(self._tick)
        self._handle_all()

    def _end(self, error: Exception | None) -> None:
        self._running = False
        self._alarm.stop()
        if self._ended.done():
            return
        if error is None:
            self._ended.set_result(None)
        else:
            self._ended.set_exception(error)
