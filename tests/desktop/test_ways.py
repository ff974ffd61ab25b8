"""Which way of putting text in, and of hearing keys, is taken on which desktop."""

import subprocess
import sys
from importlib import import_module

import pytest

from voiceapp.desktop import keys, text_output
from voiceapp.desktop.environment import Surroundings
from voiceapp.desktop.keys import KEYS
from voiceapp.desktop.text_output import OUTPUTS, open_output

WINDOWS = Surroundings({}, "win32")
MACOS = Surroundings({}, "darwin")
WAYLAND = Surroundings({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux")
X11 = Surroundings({"DISPLAY": ":0"}, "linux")
NO_DESKTOP = Surroundings({}, "linux")


@pytest.mark.parametrize(
    ("here", "output", "key"),
    [
        (WINDOWS, "windows", "windows"),
        (MACOS, "macos", "macos"),
        (WAYLAND, "wayland", "wayland"),
        (X11, "x11", "x11"),
        (NO_DESKTOP, "x11", "none"),
    ],
)
def test_each_desktop_has_its_way(here: Surroundings, output: str, key: str) -> None:
    assert next(way.module for way in OUTPUTS if way.fits(here)) == output
    assert next(way.module for way in KEYS if way.fits(here)) == key


def test_every_way_can_be_opened() -> None:
    for way in OUTPUTS:
        assert callable(import_module(f"{text_output.__name__}.{way.module}").open_output)
    for way_of_keys in KEYS:
        assert callable(import_module(f"{keys.__name__}.{way_of_keys.module}").open_keys)


def test_no_desktop_at_all_is_said_in_a_sentence() -> None:
    with pytest.raises(OSError, match=r"\w+ \w+"):
        open_output(NO_DESKTOP)


def test_no_other_desktop_s_way_is_loaded() -> None:
    look = (
        "import sys\n"
        "from voiceapp.desktop.keys import open_keys\n"
        "from voiceapp.desktop.environment import Surroundings\n"
        "from voiceapp.desktop import text_output\n"
        "open_keys(lambda *_: None, Surroundings({}, 'linux'))\n"
        "ways = [name for name in sys.modules if name.startswith(('voiceapp.desktop.keys.', 'voiceapp.desktop.text_output.'))]\n"
        "assert ways == ['voiceapp.desktop.keys.none'], ways\n"
    )
    subprocess.run([sys.executable, "-c", look], check=True)
