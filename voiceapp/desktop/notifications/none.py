"""Stands in where no notification can have buttons."""

from collections.abc import Callable

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import NotifiedQuestion


class NoNotifications:
    """Meets `desktop.ports.Notifications`."""

    def ask(self, question: NotifiedQuestion, wanted: Callable[[], bool]) -> str | None:
        del question, wanted
        return None


def open_notifications(_here: DesktopEnvironment) -> NoNotifications:
    return NoNotifications()
