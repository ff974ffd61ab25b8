"""Tries whether a global key is heard going down and coming up, with a key that nobody uses."""

import queue
from enum import Enum, auto

from voiceapp.core.sentence import Sentence
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.keys import KEYS, open_keys
from voiceapp.desktop.ways import taken

TRIED = "Ctrl+Alt+Shift+F12"
_PATIENCE = 2.0


class KeyTrial(Enum):
    HEARD = auto()
    NOT_HEARD = auto()
    ASKS_PERSON = auto()
    """The desktop has keys to give, and asks the person first, so it was not tried."""
    UNTRIED = auto()


def try_keys(here: DesktopEnvironment) -> tuple[KeyTrial, Sentence | None]:
    """Answers with what came of it, and with why there are none."""
    way = taken(KEYS, here)
    if way == "x11":
        return _press_and_hear(here)
    if way == "wayland":
        return _ask_portal(here)
    return KeyTrial.UNTRIED, None


def _press_and_hear(here: DesktopEnvironment) -> tuple[KeyTrial, Sentence | None]:
    from voiceapp.desktop.x11.connection import connect  # noqa: PLC0415  (only on its own desktop)
    from voiceapp.desktop.x11.keyboard import Keyboard  # noqa: PLC0415

    heard: queue.SimpleQueue[bool] = queue.SimpleQueue()
    keys = open_keys(lambda _name, down: heard.put(down), here)
    try:
        refused = keys.bind({"trial": TRIED})
        if refused:
            return KeyTrial.NOT_HEARD, refused["trial"]
        display = connect(here.environ)
        try:
            Keyboard(display).press_named("F12", "Control_L", "Alt_L", "Shift_L")
            display.sync()
            came = [heard.get(timeout=_PATIENCE), heard.get(timeout=_PATIENCE)]
        finally:
            display.close()
    except queue.Empty:
        return KeyTrial.NOT_HEARD, None
    finally:
        keys.close()
    return (KeyTrial.HEARD if came == [True, False] else KeyTrial.NOT_HEARD), None


def _ask_portal(here: DesktopEnvironment) -> tuple[KeyTrial, Sentence | None]:
    from voiceapp.desktop.dbus import Bus  # noqa: PLC0415  (only on its own desktop)
    from voiceapp.desktop.keys.none import NoKeys  # noqa: PLC0415
    from voiceapp.desktop.keys.wayland import SHORTCUTS  # noqa: PLC0415
    from voiceapp.desktop.portal import NAME, PATH  # noqa: PLC0415

    try:
        bus = Bus(here.environ.get("DBUS_SESSION_BUS_ADDRESS", ""), _PATIENCE)
        try:
            bus.property(NAME, PATH, SHORTCUTS, "version")
        finally:
            bus.close()
    except OSError:
        return KeyTrial.NOT_HEARD, NoKeys().bind({"trial": TRIED})["trial"]
    return KeyTrial.ASKS_PERSON, None
