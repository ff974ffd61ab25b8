"""Tells whether this computer is plugged in."""

import sys
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
NOT_EMPTYING = frozenset({"Charging", "Full", "Not charging"})


def on_mains(supplies: Path = SUPPLIES) -> bool:
    """Return whether nothing runs on a battery. False where the system doesn't say."""
    if sys.platform == "win32":
        return _on_mains_in_windows()
    if not sys.platform.startswith("linux"):
        return False
    try:
        supply = [(_read(each / "type"), each) for each in supplies.iterdir() if _read(each / "scope") != "Device"]
    except FileNotFoundError:
        return True  # a computer without any supply that could tell has no battery
    except OSError:
        return False
    if any(_read(each / "online") == "1" for kind, each in supply if kind in ("Mains", "USB")):
        return True
    return all(_read(each / "status") in NOT_EMPTYING for kind, each in supply if kind == "Battery")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _on_mains_in_windows() -> bool:
    import ctypes  # noqa: PLC0415

    class Status(ctypes.Structure):
        _fields_ = (("line", ctypes.c_ubyte), ("rest", ctypes.c_ubyte * 11))

    status = Status()
    windows = getattr(ctypes, "windll", None)
    return (
        windows is not None and bool(windows.kernel32.GetSystemPowerStatus(ctypes.byref(status))) and status.line == 1
    )
