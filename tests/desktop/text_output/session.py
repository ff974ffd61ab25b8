"""A session bus of one's own, with accessibility on it, as a desktop has it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rig.display import Display
from tests.rig.patience import EVENT
from voiceapp.desktop.dbus import Bus

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


@contextmanager
def session_bus(display: Display, *, for_readers: bool = False) -> Iterator[str]:
    """Its address. `for_readers`: programs are told that somebody reads what they show, as where a screen reader runs."""
    launcher = next((each for each in LAUNCHERS if Path(each).exists()), None)
    assert launcher, "at-spi2-core is not installed: `make test` installs it"
    daemon = shutil.which("dbus-daemon")
    assert daemon
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        address = f"unix:path={Path(folder) / 'bus'}"
        environment = {
            **os.environ,
            **display.environment,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": folder,
            "GSETTINGS_BACKEND": "memory",
        }
        session = subprocess.Popen(
            [daemon, "--session", "--nofork", f"--address={address}", "--print-address"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        assert session.stdout is not None
        session.stdout.readline()
        reach = subprocess.Popen(
            [launcher, "--launch-immediately"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            if for_readers:
                _tell_programs(address)
            yield address
        finally:
            for process in (reach, session):
                process.terminate()
                process.wait(EVENT)
            session.stdout.close()


def _tell_programs(address: str) -> None:
    bus = Bus(address, EVENT)
    try:
        wish = ("org.a11y.Status", "IsEnabled", ("b", True))
        bus.call("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", "ssv", wish)
    finally:
        bus.close()
