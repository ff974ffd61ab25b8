"""This package has the ways of listing and opening the programs that are installed: a line for each in `PROGRAMS`.

Each module is imported only on its own desktop.
"""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.core.machine_ports import Programs
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.ways import DesktopWay, taken


class OpensPrograms(Protocol):
    """The signature of each module's `open_programs`."""

    def __call__(self, here: DesktopEnvironment, /) -> Programs: ...


PROGRAMS: tuple[DesktopWay, ...] = (
    DesktopWay("none", lambda here: here.is_windows or here.is_macos),
    DesktopWay("freedesktop", lambda _: True),
)
"""The first one that fits is taken."""


def open_programs(here: DesktopEnvironment | None = None) -> Programs:
    """Returns the way for this desktop."""
    here = here or DesktopEnvironment()
    opens = cast("OpensPrograms", import_module(f"{__name__}.{taken(PROGRAMS, here)}").open_programs)
    return opens(here)
