"""Dictation as a person does it on Wayland: the real app under Sway, its bar shown, and the words in another program."""

import os
import signal
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.desktop.text_output.programs import wait_for
from tests.rig.soundcard import SoundCard
from tests.rig.wayland import SwayDesk
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from tests.system.test_dictation import PLAIN, SPEECH, answers, ask
from voiceapp.core.dictation.bar_view import BAR_TITLE


@contextmanager
def running(desk: SwayDesk, card: SoundCard, server: ApiServer, home: Path, **settings: str) -> Generator[RunningApp]:
    names = ("WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "SWAYSOCK", "QT_QPA_PLATFORM")
    environment = {name: desk.environment[name] for name in names} | {"DISPLAY": "", "DBUS_SESSION_BUS_ADDRESS": ""}
    app = RunningApp(card, server, home, None, {**PLAIN, **settings}, environment=environment)
    try:
        wait_for(lambda: answers(app), "the app's socket", told=lambda: app.output)
        yield app
        app.process.send_signal(signal.SIGTERM)
        assert app.wait() == 0, app.output
    finally:
        app.kill()


@pytest.mark.parametrize("way", ["typed", "paste"])
def test_the_words_stand_in_another_program_though_the_bar_is_shown(
    sound_card: SoundCard, api_server: ApiServer, tmp_path: Path, way: str
) -> None:
    SwayDesk.skip_unless_possible()
    desk = SwayDesk()
    api_server.script.hear("When is a größer lobster 🦞 not a lobster?")
    try:
        desk.start()
        desk.copy(b"copied before", "text/plain")
        with desk.terminal() as shell:
            # The window that comes now would have the keyboard for a moment.
            desk.do("swaymsg", 'no_focus [title="^voiceapp$"]')
            with running(desk, sound_card, api_server, tmp_path / "home", **{"dictation.output": way}) as app:
                ask(app, "start")
                sound_card.speak(SPEECH)
                wait_for(lambda: f'"{BAR_TITLE}"' in desk.tree(), "the bar", told=desk.tree)
                picture(desk, f"sway-bar-{way}")
                ask(app, "stop")
                wait_for(lambda: ask(app, "stage") in ("inserted", "idle", "waiting"), "the end")
                assert ask(app, "stage") != "waiting"
                wait_for(lambda: desk.copied() == b"copied before", "what was copied", told=lambda: str(desk.copied()))
                assert shell.text() == "When is a größer lobster 🦞 not a lobster?"
    finally:
        desk.stop()


def picture(desk: SwayDesk, name: str) -> None:
    """For whoever looks, where there is a program that takes one."""
    folder = os.environ.get("VOICEAPP_PICTURES")
    if folder:
        subprocess.run(["grim", str(Path(folder) / f"{name}.png")], env=desk.environment, check=False)
