"""Serves timers and reminders to the front ends: they ring, are shown, and are stopped or snoozed by the person."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from voiceapp.core.alarm_access import AlarmNotice, AlarmNoticeEnd
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import AlarmRang, Event, ShowAlarms
from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import told_by
from voiceapp.desktop.notifications import open_notifications
from voiceapp.desktop.ports import Notifications, NotifiedQuestion
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


class NoticeButton(StrEnum):
    """Names the buttons of a notification as the desktop gives them back."""

    OPEN = "default"
    STOP = "stop"
    PUT_OFF = "put-off"


BEFORE_IT_RINGS = 1.0
"""Seconds."""
LAST_PATIENCE = 2.0
"""Seconds for which the notifications are waited for when the app ends."""


class AlarmDesk:
    """Meets `core.desk.AlarmAccess`."""

    def __init__(self, path: Path, needs: AlarmNeeds, notifications: Notifications | None = None) -> None:
        self._needs = needs
        self._notifications = notifications or open_notifications()
        self._notices: list[threading.Thread] = []
        self._closed = threading.Event()
        self.alarms = Alarms(path, self._ring, sound=needs.sound, changed=self._show)

    def close(self) -> None:
        self._closed.set()
        self.alarms.close()
        for notice in self._notices:
            notice.join(LAST_PATIENCE)

    def notify(self, number: int, notice: AlarmNotice, then: Answer[AlarmNoticeEnd]) -> None:
        """Each waits on a thread of its own, because nobody knows when it is answered."""
        thread = threading.Thread(target=lambda: then(self._ask(number, notice)), name="notice", daemon=True)
        self._notices = [*(each for each in self._notices if each.is_alive()), thread]
        thread.start()

    def _ask(self, number: int, notice: AlarmNotice) -> AlarmNoticeEnd:
        answers = (
            (NoticeButton.OPEN.value, notice.open_window),
            (NoticeButton.STOP.value, notice.stop),
            (NoticeButton.PUT_OFF.value, notice.put_off),
        )
        pressed = self._notifications.ask(NotifiedQuestion("voiceapp", notice.text, answers), self._rings(number))
        match pressed:
            case None:
                return AlarmNoticeEnd.NOT_SHOWN
            case NoticeButton.STOP:
                self.stop(number)
            case NoticeButton.PUT_OFF:
                self.put_off(number, notice.seconds)
            case NoticeButton.OPEN:
                return AlarmNoticeEnd.OPENED
            case _:
                pass
        return AlarmNoticeEnd.OVER

    def _rings(self, number: int) -> Callable[[], bool]:
        """Says whether it still rings. It may be told of before it is counted among those that ring."""
        until = time.monotonic() + BEFORE_IT_RINGS

        def still() -> bool:
            rings = number in self.alarms.ringing or time.monotonic() < until
            return rings and not self._closed.is_set()

        return still

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
