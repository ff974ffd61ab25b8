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
from voiceapp.storage.instance_lock import InstanceLock

TRAY = {"appearance.minimise_to_tray": "true"}


def wait_for(app: RunningApp, what: Callable[[], object]) -> None:
    for _ in range(600):
        if what():
            return
        assert app.process.poll() is None, app.output
        threading.Event().wait(0.05)
    raise AssertionError(f"it never came; the app said: {app.output}")


def wait_until_nothing_is_left(app: RunningApp) -> None:
    for _ in range(1_200):
        if not app.children():
            return
        threading.Event().wait(0.05)
    raise AssertionError(f"still there: {app.children()}")


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


def test_a_part_of_the_screen_is_asked_about(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    """Ctrl+Shift+S, a frame drawn with the mouse, a question: the service gets both."""
    app = RunningApp(sound_card, api_server, tmp_path / "home", display)
    try:
        window = app.window()
        display.do("windowactivate", "--sync", window)
        display.key("ctrl+shift+s")
        display.window("^Part of the screen$")
        display.do("mousemove", "100", "120", "mousedown", "1", "mousemove", "200", "200", "mousemove", "300", "270")
        display.do("mouseup", "1")
        display.do("windowactivate", "--sync", app.window())
        display.type("What is this?")
        display.key("Return")
        asked = api_server.log.wait_for_received("conversation.item.create", 2)
        kinds = [part["type"] for each in asked for part in each.body["item"]["content"]]
        assert kinds == ["input_image", "input_text"], "the picture by itself, before the question"
    finally:
        code = app.close_window() if app.process.poll() is None else app.process.returncode
    assert code == 0, app.output


def test_at_the_end_of_the_session_the_app_ends_in_order(
    sound_card: SoundCard, api_server: ApiServer, tmp_path: Path
) -> None:
    """The X server goes without a word, as it does when somebody logs out."""
    screen = Display().start()
    app = RunningApp(sound_card, api_server, tmp_path / "home", screen)
    try:
        app.window()
        app.wait_for_file(tmp_path / "home" / "state" / "flight.jsonl", "format")
        wait_for(app, lambda: holder_address(app))
        screen.stop()
        assert app.wait() == 1, app.output
    finally:
        app.kill()
        screen.stop()
    assert not list((tmp_path / "home" / "state").glob("flight*")), "the next start has nothing to complain of"
    # Models end by themselves when nobody asks them any more; one that is being loaded does so when it is loaded.
    wait_until_nothing_is_left(app)
