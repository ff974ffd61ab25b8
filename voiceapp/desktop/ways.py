"""Chooses a way of doing something by the desktop that the app runs on: a line each, and the first that fits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voiceapp.desktop.environment import DesktopEnvironment


@dataclass(frozen=True, slots=True)
class DesktopWay:
    module: str
    """In the package of its port; imported only where it is taken."""
    fits: Callable[[DesktopEnvironment], bool]


def taken(ways: Sequence[DesktopWay], here: DesktopEnvironment) -> str:
    """Its module. The last way fits everywhere."""
    return next(way.module for way in ways if way.fits(here))
