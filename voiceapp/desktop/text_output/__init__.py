"""This package puts dictated text into other programs: a module for each way, with a line in `OUTPUTS`.

Each module is imported only on its own desktop.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ports import TextOutput
from voiceapp.desktop.ways import DesktopWay, taken


class OpensOutput(Protocol):
    """The signature of each module's `open_output`."""

    def __call__(self, here: DesktopEnvironment, /) -> TextOutput:
        """Raises OSError, with a sentence, if it is unavailable."""
        ...


OUTPUTS: tuple[DesktopWay, ...] = (
    DesktopWay("windows", lambda here: here.is_windows),
    DesktopWay("macos", lambda here: here.is_macos),
    DesktopWay("wayland", lambda here: here.has_wayland),
    DesktopWay("x11", lambda _: True),
)
"""The first one that fits is taken; the last one says what is missing if there is no desktop at all."""


def open_output(here: DesktopEnvironment | None = None) -> TextOutput:
    """Returns the way for this desktop. Raises OSError, with a sentence, if there is none."""
    here = here or DesktopEnvironment()
    opens = cast("OpensOutput", import_module(f"{__name__}.{taken(OUTPUTS, here)}").open_output)
    return opens(here)
