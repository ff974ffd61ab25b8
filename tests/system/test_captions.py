"""Captions of a real talk: in their window, in the file that another program follows, and in a terminal."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np

from tests.desktop.text_output.programs import wait_for
from tests.rig.display import Display
from tests.rig.patience import EVENT
from tests.rig.signals import silence
from tests.rig.soundcard import SoundCard
from tests.rig.speech import recorded
from tests.rig.transcribe import transcribe, words_in_common
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from tests.system.test_control import control, phase, watched
from tests.system.test_dictation import PLAIN, answers, running
from voiceapp.core.pcm import WIRE
from voiceapp.gui.captions.window import TITLE

MOST_PIECES = 15
"""Of a few seconds each: a busy machine takes its time for the first words."""
ASKED = "When is a lobster not a lobster?"


def words_of(app: RunningApp, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "voiceapp", "captions", *arguments],
        env=app.environment, capture_output=True, text=True, timeout=EVENT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def words_in(file: Path) -> list[str]:
    return re.findall(r"[a-z']+", file.read_text(encoding="utf-8").lower())


def keep(display: Display, name: str) -> None:
    """For whoever wants to look at it."""
    folder = os.environ.get("KEEP_PICTURES")
    if folder:
        display.screenshot(Path(folder) / f"{name}.png")


def test_a_talk_is_read_in_a_window_in_a_file_and_in_a_terminal(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    live, grown = tmp_path / "captions.vtt", tmp_path / "terminal"
    api_server.script.hear(ASKED)
    settings = {"captions.file": str(live), "captions.stay": "0"}
    with running(sound_card, api_server, display, tmp_path / "home", **settings) as app, watched(app) as watcher:
        assert words_of(app) == "off"
        assert control(app, "captions", "on") == "on"
        with grown.open("wb") as printed:
            follower = subprocess.Popen(
                [sys.executable, "-m", "voiceapp", "captions", "--follow"], env=app.environment, stdout=printed
            )
        try:
            control(app, "start")
            watcher.until(phase("listening"), "the open microphone")
            sound_card.speak(recorded("modern"))
            watcher.until(phase("speaking"), "the reply")
            wait_for(lambda: bool(display.window(TITLE)), "the window of captions")
            keep(display, "captions-speaking")
            wait_for(lambda: "<v Assistant>" in live.read_text(encoding="utf-8"), "the reply, while it is spoken")
            whole = live.read_text(encoding="utf-8")
            assert whole.startswith("WEBVTT\n\n1\n")
            assert f"<v You>{ASKED}" in whole
            watcher.until(phase("listening"), "the end of the reply")
            keep(display, "captions-after")
            wait_for(lambda: "Assistant: " in grown.read_text(encoding="utf-8"), "the reply in the terminal")
            assert grown.read_text(encoding="utf-8").startswith(f"You: {ASKED}\nAssistant: ")
        finally:
            follower.terminate()
            follower.wait(EVENT)
        control(app, "stop")
        assert words_of(app, "off") == "off"
        assert live.read_text(encoding="utf-8").count("-->") >= 2


def test_what_another_program_plays_is_read_while_it_plays(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    """By the recogniser of this device; nothing is asked of a server."""
    live = tmp_path / "captions.vtt"
    speech = recorded("modern", WIRE.rate)
    settings = {"captions.file": str(live), "captions.on": "true", "captions.computer": "always"}
    with running(sound_card, api_server, display, tmp_path / "home", **settings) as app:
        wait_for(lambda: len(app.children()) > 1, "somebody who listens")
        piece = np.concatenate([speech, silence(1.5, WIRE.rate)]).astype("<i2").tobytes()
        with subprocess.Popen(
            ["pacat", "--device=speaker", "--raw", "--format=s16le", f"--rate={WIRE.rate}", "--channels=1"],
            stdin=subprocess.PIPE, env=app.environment,
        ) as player:  # fmt: skip
            assert player.stdin is not None
            for _ in range(MOST_PIECES):
                # It takes no more than it plays, so the words that are there come while it plays.
                player.stdin.write(piece)
                if "-->" in live.read_text(encoding="utf-8"):
                    break
            else:
                raise AssertionError("no words while it plays")
            keep(display, "captions-of-others")
            player.stdin.close()
        said = " ".join(transcribe(speech, WIRE.rate))
        wait_for(lambda: words_in_common(said, words_in(live)) > 0.7, said)
        keep(display, "captions-of-others-after")


def test_after_a_crash_the_file_is_whole_and_the_next_one_begins_beside_it(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    live = tmp_path / "captions.srt"
    api_server.script.hear(ASKED)
    settings = {"captions.file": str(live), "captions.on": "true"}
    app = RunningApp(sound_card, api_server, tmp_path / "home", display, {**PLAIN, **settings})
    try:
        app.window()
        wait_for(lambda: answers(app), "the app's socket")
        control(app, "start")
        app.wait_until_it_listens()
        sound_card.speak(recorded("modern"))
        wait_for(lambda: "Assistant: " in live.read_text(encoding="utf-8"), "the reply, while it is spoken")
        app.kill()
        before = live.read_text(encoding="utf-8")
        assert before.startswith("1\n00:00:")
        assert before.endswith("\n")
    finally:
        app.kill()
    with running(sound_card, api_server, display, tmp_path / "home", **settings):
        wait_for(lambda: live.read_text(encoding="utf-8") == "", "a new file")
        assert (tmp_path / "captions-1.srt").read_text(encoding="utf-8") == before
