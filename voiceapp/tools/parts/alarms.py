"""Keeps timers and reminders in a file, so that they survive a restart, and rings them when they are due.

An alarm leaves the file only after it has rung: a crash in between rings it twice, and never loses it.
What fell due while the app was closed rings when it opens, and says so. A thread sleeps until the
next one is due; it looks at the clock on the wall, so that a machine that slept rings late, not never.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from voiceapp.core.ringing import Beat, Ringing
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.settings.atomic import replace_file

log = logging.getLogger(__name__)

LOOK_AGAIN = 20.0
"""Seconds after which the clock is looked at again, should it have been set or the machine have slept."""
LATE_AFTER = 60.0
MOST = 200


class AlarmError(Exception):
    """Raised with a sentence: why it cannot be kept."""


class Alarm(msgspec.Struct, frozen=True):
    id: int
    kind: Literal["timer", "reminder"]
    due: float
    """Seconds since the epoch."""
    text: str = ""
    set_at: float = 0.0


@dataclass(frozen=True, slots=True)
class AlarmRinging:
    alarm: Alarm
    late: bool

    @property
    def sentence(self) -> Sentence:
        """The sentence for the transcript."""
        timer = self.alarm.kind == "timer"
        what = verbatim(self.alarm.text) if self.alarm.text else Sentence("time is up")
        if not self.late:
            return Sentence("Timer: {what}", what=what) if timer else Sentence("Reminder: {what}", what=what)
        due = datetime.fromtimestamp(self.alarm.due).astimezone()
        time, day = f"{due:%H:%M}", due.date()
        if timer:
            return Sentence("Missed timer from {time} on {day}: {what}", time=time, day=day, what=what)
        return Sentence("Missed reminder from {time} on {day}: {what}", time=time, day=day, what=what)


def _nothing() -> None:
    """Nobody wants to hear of it."""


class Alarms:
    """May be used from any thread. `ring`, `sound` and `changed` are called on a thread of its own; the last also by whoever
    changes something.
    """

    def __init__(
        self,
        path: Path,
        ring: Callable[[AlarmRinging], None],
        now: Callable[[], float] = time.time,
        *,
        sound: Callable[[], None] = _nothing,
        changed: Callable[[], None] = _nothing,
    ) -> None:
        """`ring` is heard at once, `sound` again and again until somebody stops it."""
        self._path = path
        self._ring = ring
        self._now = now
        self._sound = sound
        self._changed = changed
        self._ringing = Ringing()
        self._rung: dict[int, Alarm] = {}
        """Those that ring."""
        self._news = threading.Condition()
        self._alarms: dict[int, Alarm] = {}
        self._cancelled: list[Alarm] = []
        self._last = 0
        self._closed = False
        self._thread = threading.Thread(target=self._keep_watch, name="alarms", daemon=True)

    def take_up(self) -> None:
        """Read what was left, and ring nothing yet."""
        with self._news:
            self._cancelled = self._read(self._path_of_cancelled)
            for alarm in self._read(self._path):
                self._alarms[alarm.id] = alarm
                self._last = max(self._last, alarm.id)

    def start(self) -> None:
        """Take up what was left, and ring what is overdue."""
        self.take_up()
        self._changed()
        self._thread.start()

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join(2)

    # --- what tools ask

    def add(self, kind: Literal["timer", "reminder"], due: float, text: str) -> Alarm:
        """Set one. Raises AlarmError when it could not be kept."""
        with self._news:
            if len(self._alarms) >= MOST:
                raise AlarmError(
                    Sentence("There are {count} timers and reminders already. Cancel some first.", count=MOST)
                )
            self._last += 1
            alarm = Alarm(self._last, kind, due, text.strip()[:500], self._now())
            self._keep({**self._alarms, alarm.id: alarm})
        self._changed()
        return alarm

    def cancel(self, number: int) -> Alarm | None:
        """Returns None where there is none of that number. Raises AlarmError when the file cannot be written."""
        with self._news:
            alarm = self._alarms.get(number)
            if alarm is not None:
                self._keep({each: kept for each, kept in self._alarms.items() if each != number})
                self._note_cancelled(alarm)
        self._changed()
        return alarm

    # --- what the person does with one that rings

    @property
    def ringing(self) -> tuple[int, ...]:
        with self._news:
            return self._ringing.numbers

    def stop(self, number: int) -> bool:
        """Stop it, and return whether it rang."""
        with self._news:
            rang = self._ringing.stop(number)
            self._rung.pop(number, None)
        self._changed()
        return rang

    def put_off(self, number: int, seconds: float) -> None:
        """Let it ring again after so long. Raises AlarmError when it could not be kept: it rings on then."""
        with self._news:
            alarm = self._rung.get(number)
        if alarm is not None:
            self.add(alarm.kind, self._now() + seconds, alarm.text)
            self.stop(number)

    @property
    def waiting(self) -> tuple[Alarm, ...]:
        """The next one first."""
        with self._news:
            return tuple(sorted(self._alarms.values(), key=lambda alarm: alarm.due))

    @property
    def cancelled(self) -> tuple[Alarm, ...]:
        """Those that were cancelled lately, also before a restart, without what they were for."""
        with self._news:
            return tuple(self._cancelled)

    # --- the watch

    def _keep_watch(self) -> None:
        while True:
            with self._news:
                due: Alarm | None = None
                beat: Beat | None = None
                while not (self._closed or due or beat):
                    due, beat = self._due(), self._ringing.beat(time.monotonic())
                    if due is None and beat is None:
                        self._news.wait(self._nap())
                if self._closed:
                    return
            if beat is Beat.SOUND:
                self._sound()
            if due is not None:
                self._ring_first(due)
            self._changed()

    def _ring_first(self, due: Alarm) -> None:
        self._ring(AlarmRinging(due, self._now() > due.due + LATE_AFTER))
        with self._news, contextlib.suppress(AlarmError):
            self._ringing.begin(due.id, time.monotonic())
            self._rung[due.id] = due
            left = {each: alarm for each, alarm in self._alarms.items() if each != due.id}
            # It has rung: even if the file cannot be written, it does not ring again before a restart.
            self._alarms = left
            self._keep(left)

    def _due(self) -> Alarm | None:
        first = min(self._alarms.values(), key=lambda alarm: alarm.due, default=None)
        return first if first is not None and first.due <= self._now() else None

    def _nap(self) -> float | None:
        first = min((alarm.due for alarm in self._alarms.values()), default=None)
        beat = self._ringing.deadline
        naps = [] if first is None else [LOOK_AGAIN, max(0.0, first - self._now())]
        if beat is not None:
            naps.append(max(0.0, beat - time.monotonic()))
        return min(naps, default=None)

    # --- the file

    def _keep(self, alarms: dict[int, Alarm]) -> None:
        try:
            replace_file(self._path, msgspec.json.encode(list(alarms.values())).decode())
        except OSError as error:
            raise AlarmError(
                Sentence("The timer or reminder couldn't be saved ({why}).", why=error.strerror or "")
            ) from error
        self._alarms = alarms
        self._news.notify()

    def _note_cancelled(self, alarm: Alarm) -> None:
        """Remember it for the card of the call that set it, even after a restart. Its text would be kept too long."""
        self._cancelled = [*self._cancelled, msgspec.structs.replace(alarm, text="")][-MOST:]
        try:
            replace_file(self._path_of_cancelled, msgspec.json.encode(self._cancelled).decode())
        except OSError as error:
            log.warning("it could not be kept that a timer was cancelled: %s", error.strerror)

    @property
    def _path_of_cancelled(self) -> Path:
        """A file of its own, because other versions of the app would ring what is in the first one."""
        return self._path.with_suffix(f".cancelled{self._path.suffix}")

    @staticmethod
    def _read(path: Path) -> list[Alarm]:
        try:
            return msgspec.json.decode(path.read_bytes(), type=list[Alarm])
        except FileNotFoundError:
            return []
        except (OSError, msgspec.DecodeError, UnicodeError) as error:
            log.error("the file of timers and reminders cannot be read: %s", type(error).__name__)  # noqa: TRY400
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
            return []
