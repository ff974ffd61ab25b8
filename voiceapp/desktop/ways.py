"""Chooses a way of doing something by the desktop that the app runs on: one line for each, and the first that fits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voiceapp.desktop.environment import DesktopEnvironment


@dataclass(frozen=True, slots=True)
class DesktopWay:
    module: str
    """The module's name in the package of its port; it is imported only if it is chosen."""
    fits: Callable[[DesktopEnvironment], bool]


def taken(ways: Sequence[DesktopWay], here: DesktopEnvironment) -> str:
    """Returns the module to use. The last way fits everywhere."""
    return next(way.module for way in ways if way.fits(here))
