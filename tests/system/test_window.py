"""The real window on a real desktop: shown once, hidden in the tray, small on top."""

import signal
import threading
from collections.abc import Callable
from pathlib import Path

from tests.rig.display import Display
from tests.rig.soundcard import RigError, SoundCard
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from voiceapp.settings.paths import Paths
from voiceapp.storage.instance import InstanceLock

TRAY = {"appearance.minimise_to_tray": "true"}


def wait_for(app: RunningApp, what: Callable[[], object]) -> None:
    for _ in range(600):
        if what():
            return
        assert app.process.poll() is None, app.output
        threading.Event().wait(0.05)
    raise AssertionError(f"it never came; the app said: {app.output}")


def holder_address(app: RunningApp) -> str:
    holder = InstanceLock(Paths.under(app.home).data).holder()
    return holder.address if holder is not None else ""


def visible(display: Display) -> bool:
    try:
        return bool(display.do("search", "--onlyvisible", "--name", "^voiceapp$"))
    except RigError:
        return False


def test_a_second_start_brings_the_first_window_back_from_the_tray(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    app = RunningApp(sound_card, api_server, tmp_path / "home", display, TRAY)
    try:
        window = app.window()
        wait_for(app, lambda: holder_address(app))
        display.do("windowactivate", "--sync", window)
        display.key("alt+F4")
        wait_for(app, lambda: not visible(display))
        second = RunningApp(sound_card, api_server, tmp_path / "home", display, TRAY)
        assert second.wait() == 0, second.output
        assert app.window() == window
    finally:
        if app.process.poll() is None:
            app.process.send_signal(signal.SIGTERM)
        code = app.wait()
    assert code == 0, app.output
    assert app.children() == []


def test_the_window_that_is_closed_at_once_ends_well(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    """Whatever is still being loaded behind it."""
    app = RunningApp(sound_card, api_server, tmp_path / "home", display)
    app.window()
    assert app.close_window() == 0, app.output
    assert app.children() == []
