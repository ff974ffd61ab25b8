"""Starts the app at login on Windows with a value in the registry (written with care; not tried there)."""

import sys
from contextlib import suppress

from voiceapp.desktop.autostart.autostart_file import NAME
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.settings import installation

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"


class WindowsAutostart:
    """Meets `desktop.ports.Autostart`."""

    place = RUN

    def tell(self, *, on: bool) -> None:
        _write(on=on)


if sys.platform == "win32":
    import winreg

    def _write(*, on: bool) -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN) as run:
            if on:
                winreg.SetValueEx(run, NAME, 0, winreg.REG_SZ, installation.to_bind())
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(run, NAME)
else:

    def _write(*, on: bool) -> None:
        del on
        raise OSError("This system has no registry.")


def open_autostart(_here: DesktopEnvironment) -> WindowsAutostart:
    return WindowsAutostart()
