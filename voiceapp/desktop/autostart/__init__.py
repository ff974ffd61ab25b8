"""Starts the app at login, where each system wants to be told: a file for each."""

import sys


def set_at_login(on: bool) -> None:
    """Does nothing where it is so already. Raises OSError where it cannot be done."""
    # Each is imported only where it is of use.
    if sys.platform == "win32":
        from voiceapp.desktop.autostart import windows  # noqa: PLC0415

        windows.set_at_login(on)
    elif sys.platform == "darwin":
        from voiceapp.desktop.autostart import macos  # noqa: PLC0415

        macos.set_at_login(on)
    else:
        from voiceapp.desktop.autostart import freedesktop  # noqa: PLC0415

        freedesktop.set_at_login(on)


def place() -> str:
    """Where it is told, for people."""
    if sys.platform == "win32":
        from voiceapp.desktop.autostart import windows  # noqa: PLC0415

        return windows.RUN
    if sys.platform == "darwin":
        from voiceapp.desktop.autostart import macos  # noqa: PLC0415

        return str(macos.place())
    from voiceapp.desktop.autostart import freedesktop  # noqa: PLC0415

    return str(freedesktop.place())
