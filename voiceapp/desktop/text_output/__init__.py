"""This package puts dictated text into other programs: a module each way, and a line each in `OUTPUTS`.

A module is imported only on the desktop that it is for.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import TextOutput
from voiceapp.desktop.ways import DesktopWay, taken


class OpensOutput(Protocol):
    """Met by `open_output` of each module."""

    def __call__(self, here: DesktopEnvironment, /) -> TextOutput:
        """Raises OSError, with a sentence, where it cannot be had."""
        ...


OUTPUTS: tuple[DesktopWay, ...] = (
    DesktopWay("windows", lambda here: here.is_windows),
    DesktopWay("macos", lambda here: here.is_macos),
    DesktopWay("wayland", lambda here: here.has_wayland),
    DesktopWay("x11", lambda _: True),
)
"""The first one that fits is taken; the last one says what is missing where there is no desktop at all."""


def open_output(here: DesktopEnvironment | None = None) -> TextOutput:
    """The way of this desktop. Raises OSError, with a sentence, when there is none."""
    here = here or DesktopEnvironment()
    opens = cast("OpensOutput", import_module(f"{__name__}.{taken(OUTPUTS, here)}").open_output)
    return opens(here)
