"""Starts the app at login on macOS: by a launch agent (written with care; not tried there)."""

import plistlib
from pathlib import Path

from voiceapp.desktop.autostart.autostart_file import NAME, tell
from voiceapp.settings import installation


def set_at_login(on: bool) -> None:
    """Raises OSError where it cannot be done."""
    tell(place(), _plist(), on=on)


def place() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{NAME}.plist"


def _plist() -> bytes:
    return plistlib.dumps({"Label": NAME, "ProgramArguments": installation.command(), "RunAtLoad": True})
