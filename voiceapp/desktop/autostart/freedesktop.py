"""Starts the app at login on Linux, under X11 and Wayland alike, with an entry in the autostart folder."""

import os
from pathlib import Path

from voiceapp.desktop.autostart.autostart_file import NAME, tell
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.exec_line import exec_line
from voiceapp.settings import installation


class FreedesktopAutostart:
    """Meets `desktop.ports.Autostart`."""

    def tell(self, *, on: bool) -> None:
        tell(_place(), desktop_entry(), on=on)

    @property
    def place(self) -> str:
        return str(_place())


def _place() -> Path:
    config = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(config) if Path(config).is_absolute() else Path.home() / ".config"
    return folder / "autostart" / f"{NAME}.desktop"


def desktop_entry() -> bytes:
    words = installation.command()
    home = os.environ.get("VOICEAPP_HOME")
    if home:
        words = ["env", f"VOICEAPP_HOME={home}", *words]
    return (
        "[Desktop Entry]\nType=Application\nName=voiceapp\n"
        f"Exec={exec_line(words)}\nIcon={NAME}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
    ).encode()


def open_autostart(_here: DesktopEnvironment) -> FreedesktopAutostart:
    return FreedesktopAutostart()
