"""Other programs start, mute and watch the running app, and read its last text: scripts, status bars, keys of a desktop."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.desktop.text_output.programs import editor
from tests.rig.display import Display
from tests.rig.patience import EVENT
from tests.rig.soundcard import SoundCard
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from tests.system.test_dictation import reads, running, say

Told = dict[str, Any]


class Watcher:
    """`voiceapp watch` in a process of its own, whose lines are read as they come."""

    def __init__(self, app: RunningApp) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "voiceapp", "watch"], env=app.environment, stdout=subprocess.PIPE, text=True
        )
        self._lines: queue.SimpleQueue[Told | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.seen: list[Told] = []

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)

    def until(self, wanted: Callable[[Told], bool], what: str) -> Told:
        while True:
            try:
                told = self._lines.get(timeout=EVENT)
            except queue.Empty:
                told = None
            assert told is not None, f"{what} did not come; seen: {self.seen}"
            self.seen.append(told)
            if wanted(told):
                return told

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(EVENT)
        self._reader.join(EVENT)
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def watched(app: RunningApp) -> Iterator[Watcher]:
    watcher = Watcher(app)
    try:
        yield watcher
    finally:
        watcher.close()


def control(app: RunningApp, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "voiceapp", "control", *words],
        env=app.environment, capture_output=True, text=True, timeout=EVENT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip("\n")


def refused(app: RunningApp, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "voiceapp", "control", *words],
        env=app.environment, capture_output=True, text=True, timeout=EVENT, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    return done.stderr


def phase(*names: str) -> Callable[[Told], bool]:
    return lambda told: told["event"] == "talk" and told["phase"] in names


def dictation(stage: str) -> Callable[[Told], bool]:
    return lambda told: told["event"] == "dictation" and told["stage"] == stage


def test_a_script_writes_reads_the_reply_and_sees_both(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    cascade = {"engines.order": "cascade", "stt.where": "api", "chat.where": "api", "tts.where": "api"}
    with running(sound_card, api_server, display, tmp_path / "home", **cascade) as app, watched(app) as watcher:
        first = watcher.until(lambda told: told["event"] == "talk", "the state of now")
        assert (first["phase"], first["muted"], first["hears"]) == ("off", False, False)
        assert control(app, "last-reply") == ""
        control(app, "write", "Größe & 100 %?")
        mine = watcher.until(lambda told: told["event"] == "message" and told["from"] == "user", "the message")
        assert mine["text"] == "Größe & 100 %?"
        reply = watcher.until(
            lambda told: told["event"] == "message" and told["from"] == "assistant" and told["state"] == "done",
            "the reply",
        )
        assert reply["text"]
        assert control(app, "last-reply") == reply["text"]
        assert control(app, "last-said") == "Größe & 100 %?"
        control(app, "new")
        watcher.until(lambda told: told["event"] == "conversation" and told["title"] == "", "a new conversation")
        assert control(app, "last-said") == ""


def test_a_key_of_the_desktop_starts_mutes_and_ends_the_talk(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    with running(sound_card, api_server, display, tmp_path / "home") as app, watched(app) as watcher:
        control(app, "toggle")
        watcher.until(phase("listening"), "the open microphone")
        assert control(app, "stage") == "listening"
        control(app, "mute")
        assert watcher.until(phase("muted"), "the closed microphone")["hears"] is False
        control(app, "toggle-mute")
        watcher.until(phase("listening"), "the microphone open again")
        control(app, "toggle")
        watcher.until(phase("off"), "the end")
        assert "takes a text" in refused(app, "write")
        assert "too long" in refused(app, "write", "x" * 5_000)


def test_dictation_is_watched_and_its_last_text_given(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.hear("When is a lobster not a lobster?")
    with (
        running(sound_card, api_server, display, tmp_path / "home") as app,
        editor(display) as note,
        watched(app) as watcher,
    ):
        say(sound_card, display)
        watcher.until(dictation("recording"), "the recording")
        watcher.until(dictation("inserted"), "the insertion")
        reads(app, note, "When is a lobster not a lobster?")
        assert control(app, "last-dictation") == "When is a lobster not a lobster?"
        # The level moves all the time, and says nothing to a script.
        told = [each for each in watcher.seen if each["event"] == "dictation"]
        assert all(one != after for one, after in pairwise(told))


def test_a_watcher_that_hangs_up_leaves_the_app_as_it_was(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    with running(sound_card, api_server, display, tmp_path / "home") as app:
        with watched(app) as watcher:
            watcher.until(phase("off"), "the state of now")
        assert control(app, "stage") == "off"
