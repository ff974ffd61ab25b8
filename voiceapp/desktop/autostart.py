"""Starts the app at login, by telling each system where it wants to be told."""

import os
import plistlib
import re
import sys
from contextlib import suppress
from pathlib import Path

from voiceapp.settings import installed

_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)
NAME = "io.github.voiceapp.voiceapp"


if sys.platform == "win32":
    import winreg

    def _set_in_registry(on: bool) -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Windows\CurrentVersion\Run") as run:
            if on:
                winreg.SetValueEx(run, NAME, 0, winreg.REG_SZ, installed.to_bind())
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(run, NAME)


def set_at_login(on: bool) -> None:
    """Does nothing where it is so already. Raises OSError where it cannot be done."""
    if sys.platform == "win32":
        _set_in_registry(on)
        return
    path = place()
    if not on:
        path.unlink(missing_ok=True)
        return
    content = _plist() if sys.platform == "darwin" else desktop_entry()
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def place() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{NAME}.plist"
    config = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(config) if Path(config).is_absolute() else Path.home() / ".config"
    return folder / "autostart" / f"{NAME}.desktop"


def desktop_entry() -> bytes:
    words = installed.command()
    home = os.environ.get("VOICEAPP_HOME")
    if home:
        words = ["env", f"VOICEAPP_HOME={home}", *words]
    line = " ".join(_in_entry(word) for word in words)
    return (
        "[Desktop Entry]\nType=Application\nName=voiceapp\n"
        f"Exec={line}\nIcon={NAME}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
    ).encode()


def _in_entry(word: str) -> str:
    """A word of a command as the Desktop Entry Specification has it quoted: twice, as an argument and as a text."""
    if not _PLAIN.fullmatch(word):
        word = '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'
    return word.replace("\\", "\\\\").replace("%", "%%")


def _plist() -> bytes:
    return plistlib.dumps({"Label": NAME, "ProgramArguments": installed.command(), "RunAtLoad": True})
