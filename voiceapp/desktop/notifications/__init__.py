"""This package has the ways of showing notifications with buttons: a module for each, with a line in `NOTIFICATIONS`.

Each module is imported only on its own desktop.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import Notifications
from voiceapp.desktop.ways import DesktopWay, taken


class OpensNotifications(Protocol):
    """The signature of each module's `open_notifications`."""

    def __call__(self, here: DesktopEnvironment, /) -> Notifications: ...


NOTIFICATIONS: tuple[DesktopWay, ...] = (
    DesktopWay("none", lambda here: here.is_windows or here.is_macos),
    DesktopWay("freedesktop", lambda _: True),
)
"""The first one that fits is taken."""


def open_notifications(here: DesktopEnvironment | None = None) -> Notifications:
    """Returns the way for this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensNotifications", import_module(f"{__name__}.{taken(NOTIFICATIONS, here)}").open_notifications)
    return opens(here)
