"""Serves timers and reminders to the front ends: they ring, are shown, and are stopped or snoozed by the person."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import AlarmRang, Event, ShowAlarms
from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import told_by
from voiceapp.tools.parts.alarms import Alarm, AlarmError, AlarmRinging, Alarms

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AlarmNeeds:
    tell: Callable[[Event], None]
    sound: Callable[[], None]
    """Ring once more."""
    hush: Callable[[], None]
    show: Callable[[ShowAlarms], None]
    fail: Callable[[Failure], None]


class AlarmDesk:
    """Meets `core.desk.AlarmAccess`."""

    def __init__(self, path: Path, needs: AlarmNeeds) -> None:
        self._needs = needs
        self.alarms = Alarms(path, self._ring, sound=needs.sound, changed=self._show)

    def stop(self, number: int) -> None:
        if self.alarms.stop(number):
            self._needs.hush()

    def put_off(self, number: int, seconds: float) -> None:
        try:
            self.alarms.put_off(number, seconds)
        except AlarmError as error:
            # It keeps ringing, because it must not be lost.
            self._needs.fail(Failure(FailureKind.DISK_FULL, told_by(error)))
        else:
            self._needs.hush()

    def cancel(self, number: int) -> None:
        try:
            self.alarms.cancel(number)
        except AlarmError as error:
            self._needs.fail(Failure(FailureKind.DISK_FULL, told_by(error)))

    def _ring(self, rang: AlarmRinging) -> None:
        self._needs.tell(AlarmRang(rang.sentence, rang.alarm.id))

    def _show(self) -> None:
        alarms = self.alarms
        self._needs.show(ShowAlarms(alarms.ringing, _shown(alarms.waiting), _shown(alarms.cancelled)))


def _shown(alarms: tuple[Alarm, ...]) -> tuple[WaitingAlarm, ...]:
    return tuple(WaitingAlarm(each.id, each.due, each.set_at) for each in alarms)
