"""A program that is tried: how it is had, opened, read and emptied."""

import os
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.text_output.programs import wait_for
from tests.rig.display import Display
from tests.rig.patience import EVENT

PATIENCE = 10.0
"""Seconds in which a program shows what it was given."""


@dataclass(frozen=True, slots=True)
class Around:
    """Where it is opened."""

    display: Display
    bus: str
    """The session bus."""
    tells: bool
    """Over that bus, what it shows: else it is as where accessibility is not installed."""
    python: Path | None = None
    """Of its own environment, where it has one."""


@dataclass
class Opened:
    """Its field has the keyboard."""

    display: Display
    window: str
    read: Callable[[], str]
    """What stands in the field. It may be asked again and again."""
    clear: Callable[[], None]
    """As a person does: all of it is marked and deleted."""
    reads_by_clipboard: bool = False

    def shows(self, text: str) -> None:
        seen = [""]

        def is_there() -> bool:
            seen[0] = self.read()
            return seen[0] == text

        wait_for(is_there, repr(text), PATIENCE, told=lambda: f"there is {seen[0]!r}")


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    toolkit: str
    packages: tuple[str, ...]
    """Debian's; the first has its version."""
    opened: Callable[[Around], AbstractContextManager[Opened]]
    requirements: tuple[str, ...] = ()
    """Python's, in an environment of its own; the first has the version."""
    secret: bool = False
    """A password field: nothing may go in."""
    browser: bool = False
    """Where its fields are not known, the bar must warn of it."""
    tells_nothing: bool = False
    """Of its fields, whatever the desktop says."""
    light: bool = False
    """`make test` has what it needs."""


def copied(display: Display) -> str:
    """What stands in the clipboard."""
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o", "-t", "UTF8_STRING"],
        env={**os.environ, **display.environment}, capture_output=True, timeout=EVENT, check=False,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def copy(display: Display, text: str) -> None:
    subprocess.run(
        ["xclip", "-selection", "clipboard"],
        env={**os.environ, **display.environment}, input=text.encode(), stderr=subprocess.DEVNULL, check=True, timeout=EVENT,
    )  # fmt: skip
    wait_for(lambda: copied(display) == text, "what was copied by hand")
