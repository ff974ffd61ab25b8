"""Starts the app at login on macOS with a launch agent (written with care; not tried there)."""

import plistlib
from pathlib import Path

from voiceapp.desktop.autostart.autostart_file import NAME, tell
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.settings import installation


class MacAutostart:
    """Meets `desktop.ports.Autostart`."""

    def tell(self, *, on: bool) -> None:
        tell(_place(), _plist(), on=on)

    @property
    def place(self) -> str:
        return str(_place())


def _place() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{NAME}.plist"


def _plist() -> bytes:
    return plistlib.dumps({"Label": NAME, "ProgramArguments": installation.command(), "RunAtLoad": True})


def open_autostart(_here: DesktopEnvironment) -> MacAutostart:
    return MacAutostart()
