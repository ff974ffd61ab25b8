"""Which way of doing something is taken on which desktop, for each port."""

import subprocess
import sys
from importlib import import_module

import pytest

from voiceapp.desktop import (
    autostart,
    clipboard,
    keys,
    media_keys,
    media_players,
    notifications,
    programs,
    system_volume,
    text_output,
)
from voiceapp.desktop.autostart import AUTOSTARTS
from voiceapp.desktop.clipboard import CLIPBOARDS
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.keys import KEYS
from voiceapp.desktop.media_keys import MEDIA_KEYS
from voiceapp.desktop.media_players import MEDIA_PLAYERS
from voiceapp.desktop.notifications import NOTIFICATIONS
from voiceapp.desktop.ports import NotifiedQuestion
from voiceapp.desktop.programs import PROGRAMS
from voiceapp.desktop.system_volume import VOLUMES
from voiceapp.desktop.text_output import OUTPUTS, open_output
from voiceapp.desktop.ways import taken

WINDOWS = DesktopEnvironment({}, "win32")
MACOS = DesktopEnvironment({}, "darwin")
WAYLAND = DesktopEnvironment({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux")
X11 = DesktopEnvironment({"DISPLAY": ":0"}, "linux")
NO_DESKTOP = DesktopEnvironment({}, "linux")


NOTHING = ("none", "none", "none")
MACHINE = ("freedesktop", "programs", "freedesktop")
PORTS = {
    text_output: (OUTPUTS, "open_output"),
    keys: (KEYS, "open_keys"),
    clipboard: (CLIPBOARDS, "open_clipboard"),
    media_players: (MEDIA_PLAYERS, "open_media_players"),
    autostart: (AUTOSTARTS, "open_autostart"),
    notifications: (NOTIFICATIONS, "open_notifications"),
    media_keys: (MEDIA_KEYS, "open_media_keys"),
    system_volume: (VOLUMES, "open_volume"),
    programs: (PROGRAMS, "open_programs"),
}


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        (WINDOWS, ["windows", "windows", "none", "none", "windows", "none", *NOTHING]),
        (MACOS, ["macos", "macos", "macos", "none", "macos", "none", *NOTHING]),
        (WAYLAND, ["wayland", "wayland", "wayland", "freedesktop", "freedesktop", "freedesktop", *MACHINE]),
        (X11, ["x11", "x11", "x11", "freedesktop", "freedesktop", "freedesktop", *MACHINE]),
        (NO_DESKTOP, ["x11", "none", "none", "freedesktop", "freedesktop", "freedesktop", *MACHINE]),
    ],
)
def test_each_desktop_has_its_way(here: DesktopEnvironment, expected: list[str]) -> None:
    assert [taken(ways, here) for ways, _ in PORTS.values()] == expected


def test_every_way_can_be_opened() -> None:
    for port, (ways, opens) in PORTS.items():
        for way in ways:
            assert callable(getattr(import_module(f"{port.__name__}.{way.module}"), opens))


@pytest.mark.parametrize("here", [WINDOWS, MACOS, WAYLAND, X11, NO_DESKTOP])
def test_what_asks_nothing_of_the_system_opens_anywhere(here: DesktopEnvironment) -> None:
    assert clipboard.open_clipboard(here) is not None
    assert autostart.open_autostart(here).place
    media_players.open_media_players(here).resume(lambda: True)
    if here.is_windows or here.is_macos:
        question = NotifiedQuestion("Title", "Text", ())
        assert notifications.open_notifications(here).ask(question, lambda: True) is None


def test_no_desktop_at_all_is_said_in_a_sentence() -> None:
    with pytest.raises(OSError, match=r"\w+ \w+"):
        open_output(NO_DESKTOP)


def test_no_other_desktop_s_way_is_loaded() -> None:
    look = (
        "import sys\n"
        "from voiceapp.desktop.keys import open_keys\n"
        "from voiceapp.desktop.environment import DesktopEnvironment\n"
        "from voiceapp.desktop import text_output\n"
        "open_keys(lambda *_: None, DesktopEnvironment({}, 'linux'))\n"
        "ways = [name for name in sys.modules if name.startswith(('voiceapp.desktop.keys.', 'voiceapp.desktop.text_output.'))]\n"
        "assert ways == ['voiceapp.desktop.keys.none'], ways\n"
    )
    subprocess.run([sys.executable, "-c", look], check=True)
