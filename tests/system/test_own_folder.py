"""A talk in the real app is saved in the person's folder while it goes on, and the history comes back from there."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np

from tests.rig.display import Display
from tests.rig.signals import silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.server.api import ApiServer
from tests.system.app import RunningApp

PLAIN = {"sound.echo_cancelling": "false", "sound.noise_suppression": "false"}


def wait_for(what: Callable[[], bool]) -> None:
    for _ in range(1_200):
        if what():
            return
        threading.Event().wait(0.05)
    raise AssertionError("it never came")


def test_a_talk_is_in_the_folder_while_it_goes_on_and_the_history_comes_back_from_it(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    vault, home = tmp_path / "vault", tmp_path / "home"
    api_server.script.hear("When is a lobster not a lobster?").reply("When it is a crayfish.")
    api_server.script.hear("Off the record, he is ill.").reply("I see.")
    saves = {**PLAIN, "folder.path": str(vault), "folder.save_sound": "true", "folder.names": "{date} {title}"}
    app = RunningApp(sound_card, api_server, home, display, saves)

    def note() -> str:
        return "".join(path.read_text() for path in vault.glob("[!.]*.md"))

    try:
        display.do("windowactivate", "--sync", app.window())
        display.key("space")
        api_server.log.wait_for_received("session.update")
        app.wait_until_it_listens()
        said = np.concatenate([silence(0.6, RATE), recorded("lobster"), silence(1.5, RATE)])
        sound_card.speak(said)
        wait_for(lambda: "When it is a crayfish." in note())
        assert all(path.stat().st_mode & 0o077 == 0 for path in vault.rglob("*"))
        sound_card.speak(np.concatenate([silence(1.0, RATE), said]))
        wait_for(lambda: "Off the record" in note())
        assert "he is ill" not in note()
    finally:
        app.kill()
    again = RunningApp(sound_card, api_server, home, display, saves)
    try:
        wait_for(lambda: bool(list(vault.glob("[!.]*.flac"))))
    finally:
        assert again.close_window() == 0, again.output
    names = sorted(path.suffix for path in vault.glob("[!.]*"))
    assert names == [".flac", ".json", ".md"]
    before = sorted(path.name for path in (home / "data" / "sounds").glob("*.flac"))
    shutil.rmtree(home / "data")
    rebuilt = subprocess.run(
        [sys.executable, "-m", "voiceapp", "history", "--rebuild-from", str(vault)],
        env={**os.environ, "VOICEAPP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "brought back: 1" in rebuilt.stdout + rebuilt.stderr
    with closing(sqlite3.connect(home / "data" / "voiceapp.db")) as database:
        texts = [text for (text,) in database.execute("SELECT text FROM items ORDER BY number")]
    assert texts[:2] == ["When is a lobster not a lobster?", "When it is a crayfish."]
    assert not [text for text in texts if "ill" in text]
    assert sorted(path.name for path in (home / "data" / "sounds").glob("*.flac")) == before
