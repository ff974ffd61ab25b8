"""Shows notifications with buttons on Linux, under X11 and Wayland alike, where the desktop's server offers buttons."""

import logging
from collections.abc import Callable
from html import escape
from typing import cast

from voiceapp.desktop.dbus import Bus, BusError, DBusMessage, HeaderFields, MatchRule
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import NotifiedQuestion
from voiceapp.settings.assets import asset

log = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
LOOK_EVERY = 0.25
"""Seconds between two looks at whether it is still wanted."""
_URGENT = 2
"""It stays until somebody answers it."""
_NEVER = 0


class FreedesktopNotifications:
    """Meets `desktop.ports.Notifications`."""

    def ask(self, question: NotifiedQuestion, wanted: Callable[[], bool]) -> str | None:
        try:
            bus = Bus()
        except BusError as error:
            log.debug("there are no notifications with buttons: %s", error)
            return None
        try:
            number = _show(bus, question)
            return None if number is None else _answer(bus, number, wanted)
        finally:
            bus.close()


def _show(bus: Bus, question: NotifiedQuestion) -> int | None:
    try:
        (offered,) = bus.call(NAME, PATH, NAME, "GetCapabilities")
        capabilities = cast("list[str]", offered)
        if "actions" not in capabilities:
            return None
        bus.subscribe(MatchRule(type="signal", interface=NAME, path=PATH))
        text = escape(question.text, quote=False) if "body-markup" in capabilities else question.text
        buttons = [part for name, words in question.answers for part in (name, words)]
        sign = str(asset("voiceapp.svg"))
        shown = ("voiceapp", 0, sign, question.title, text, buttons, {"urgency": ("y", _URGENT)}, _NEVER)
        (number,) = bus.call(NAME, PATH, NAME, "Notify", "susssasa{sv}i", shown)
        return cast("int", number)
    except BusError as error:
        log.debug("no notification could be shown: %s", error)
        return None


def _answer(bus: Bus, number: int, wanted: Callable[[], bool]) -> str:
    try:
        while wanted():
            while bus.come:
                answer = _answer_in(bus.come.popleft(), number)
                if answer is not None:
                    return answer
            bus.receive(LOOK_EVERY)
        bus.call(NAME, PATH, NAME, "CloseNotification", "u", (number,))
    except BusError as error:
        log.debug("the notification cannot be answered any more: %s", error)
    return ""


def _answer_in(message: DBusMessage, number: int) -> str | None:
    """None: it says nothing of this notification."""
    member = message.header.fields.get(HeaderFields.member)
    if not message.body or message.body[0] != number:
        return None
    match member:
        case "ActionInvoked":
            return str(message.body[1])
        case "NotificationClosed":
            return ""
        case _:
            return None


def open_notifications(_here: DesktopEnvironment) -> FreedesktopNotifications:
    return FreedesktopNotifications()
