"""KWin without a screen, with the portal of Plasma: who presses its keys is a program. Only where its packages are."""

import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.desktop.text_output.programs import wait_for
from tests.rig.patience import EVENT
from tests.rig.wayland import end_all
from voiceapp.desktop.dbus import Bus
from voiceapp.desktop.wayland.wire import WaylandConnection, number, text

PORTAL = Path("/usr/libexec/xdg-desktop-portal")
_SOCKET = "wayland-voiceapp"
_FAKE_INPUT = "org_kde_kwin_fake_input"
_KEY = 10
_CODES = {"Ctrl": 29, "Alt": 56, "Space": 57, "F8": 66, "A": 30, "B": 48}


def _portal_of_plasma() -> Path | None:
    places = [*Path("/usr/lib").glob("*/libexec/xdg-desktop-portal-kde"), Path("/usr/libexec/xdg-desktop-portal-kde")]
    return next((place for place in places if place.exists()), None)


class PlasmaDesk:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="voiceapp-plasma-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self.bus = ""
        self.environment: dict[str, str] = {}

    @staticmethod
    def skip_unless_possible() -> None:
        missing = [name for name in ("kwin_wayland", "dbus-daemon") if shutil.which(name) is None]
        if not PORTAL.exists():
            missing.append("xdg-desktop-portal")
        if _portal_of_plasma() is None:
            missing.append("xdg-desktop-portal-kde")
        if missing:
            pytest.skip(f"not installed: {', '.join(missing)}")

    def start(self) -> "PlasmaDesk":
        self.folder.chmod(stat.S_IRWXU)
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        base = {
            **kept,
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_RUNTIME_DIR": str(self.folder),
            "XDG_CURRENT_DESKTOP": "KDE",
            "LC_ALL": "C.UTF-8",
            "KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1",
        }
        base.pop("QT_QPA_PLATFORM", None)
        self.bus = f"unix:path={self.folder / 'bus'}"
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", f"--address={self.bus}", "--print-address"],
            env=base, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        assert daemon.stdout is not None
        daemon.stdout.readline()
        self._processes.append(daemon)
        base["DBUS_SESSION_BUS_ADDRESS"] = self.bus
        # A copy has no capabilities, which not every container lets it have.
        compositor = self.folder / "kwin_wayland"
        shutil.copyfile(shutil.which("kwin_wayland") or "", compositor)
        compositor.chmod(stat.S_IRWXU)
        self._run([str(compositor), "--virtual", "--no-lockscreen", "--socket", _SOCKET], base)
        wait_for((self.folder / _SOCKET).is_socket, "the desktop")
        wait_for(lambda: self._has("org.kde.kglobalaccel"), "the keys of the desktop")
        self.environment = inside = {**base, "WAYLAND_DISPLAY": _SOCKET, "QT_QPA_PLATFORM": "wayland"}
        self._run([str(_portal_of_plasma())], inside)
        wait_for(lambda: self._has("org.freedesktop.impl.portal.desktop.kde"), "the portal of the desktop")
        self._run([str(PORTAL), "-r"], inside)
        wait_for(lambda: self._has("org.freedesktop.portal.Desktop"), "the portal")
        self._connection = WaylandConnection(inside)
        self._input = self._connection.bind(_FAKE_INPUT, 4)
        self._connection.send(self._input, 0, text("tests"), text("tests"))
        self._connection.roundtrip()
        return self

    def run(self, command: list[str]) -> "subprocess.Popen[bytes]":
        self._run(command, self.environment)
        return self._processes[-1]

    def key(self, name: str, *, down: bool) -> None:
        self._connection.send(self._input, _KEY, number(_CODES[name]), number(int(down)))
        self._connection.roundtrip()

    def stop(self) -> None:
        if hasattr(self, "_connection"):
            self._connection.close()
        for process in reversed(self._processes):
            end_all(process)
            if process.stdout is not None:
                process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, command: list[str], environment: dict[str, str]) -> None:
        quiet = subprocess.DEVNULL
        self._processes.append(
            subprocess.Popen(command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
        )

    def _has(self, name: str) -> bool:
        bus = Bus(self.bus, EVENT)
        try:
            return bus.has_owner(name)
        finally:
            bus.close()
