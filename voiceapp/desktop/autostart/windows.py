"""Starts the app at login on Windows: by a value in the registry (written with care; not tried there)."""

import sys
from contextlib import suppress

from voiceapp.desktop.autostart.autostart_file import NAME
from voiceapp.settings import installation

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"


if sys.platform == "win32":
    import winreg

    def set_at_login(on: bool) -> None:
        """Raises OSError where it cannot be done."""
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN) as run:
            if on:
                winreg.SetValueEx(run, NAME, 0, winreg.REG_SZ, installation.to_bind())
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(run, NAME)
