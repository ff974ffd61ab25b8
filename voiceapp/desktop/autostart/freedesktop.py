"""Starts the app at login on Linux, under X11 and Wayland alike, with an entry in the autostart folder."""

import os
import re
from pathlib import Path

from voiceapp.desktop.autostart.autostart_file import NAME, tell
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.settings import installation

_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)


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
    line = " ".join(_in_entry(word) for word in words)
    return (
        "[Desktop Entry]\nType=Application\nName=voiceapp\n"
        f"Exec={line}\nIcon={NAME}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
    ).encode()


def _in_entry(word: str) -> str:
    """A word of a command, quoted as the Desktop Entry Specification demands: twice, as an argument and as a string."""
    if not _PLAIN.fullmatch(word):
        word = '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'
    return word.replace("\\", "\\\\").replace("%", "%%")


def open_autostart(_here: DesktopEnvironment) -> FreedesktopAutostart:
    return FreedesktopAutostart()
