"""Dictation as a person does it: the real app, a real editor, the key pressed, and the words read back from the file."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.outputs.programs import Editor, Terminal, editor, wait_for
from tests.rig.display import Display
from tests.rig.signals import Samples, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.server.api import ApiServer
from tests.system.app import RunningApp

PLAIN = {
    "sound.echo_cancelling": "false",
    "sound.noise_suppression": "false",
    "dictation.key": "F8",
    "dictation.chimes": "false",
    "stt.where": "api",
}
SPEECH = recorded("lobster")


@contextmanager
def running(card: SoundCard, server: ApiServer, display: Display, home: Path, **settings: str) -> Iterator[RunningApp]:
    app = RunningApp(card, server, home, display, {**PLAIN, **settings})
    try:
        app.window()
        wait_for(lambda: asked(app, "discard").returncode == 0, "the app's socket")
        yield app
    finally:
        app.close_window()


def asked(app: RunningApp, what: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "voiceapp", "dictate", f"--{what}"] if what != "discard" else
        [sys.executable, "-c", "from voiceapp.app.calling import Call; assert Call('dictate discard').answer() == 'ok'"],
        env=app.environment, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip


def history(app: RunningApp) -> list[str]:
    """The texts of all dictations, in order."""
    with sqlite3.connect(f"file:{app.home}/data/voiceapp.db?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT items.text FROM items JOIN talks ON talks.number = items.talk WHERE talks.kind = 'dictation' "
            "AND items.state = 'done' ORDER BY items.at"
        ).fetchall()
    return [str(text) for (text,) in rows]


def say(card: SoundCard, display: Display, key: str = "F8", sound: Samples = SPEECH) -> None:
    """Hold the key and speak."""
    display.do("keydown", key)
    try:
        card.speak(np.concatenate([silence(0.3, RATE), sound, silence(0.3, RATE)]))
    finally:
        display.do("keyup", key)


def reads(program: Editor | Terminal, text: str) -> None:
    last = ""

    def has_it() -> bool:
        nonlocal last
        last = program.text()
        return last == text

    assert wait_for(has_it, "the words", strict=False), f"it reads {last!r}"


@pytest.mark.parametrize("way", ["typed", "paste"])
def test_hold_the_key_speak_let_go_and_the_words_stand_in_the_editor(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path, way: str
) -> None:
    api_server.script.hear("When is a größer lobster 🦞 not a lobster?", "And מתי is it?")
    with running(sound_card, api_server, display, tmp_path / "home", **{"dictation.output": way}) as app:
        with editor(display) as note:
            say(sound_card, display)
            reads(note, "When is a größer lobster 🦞 not a lobster?")
            say(sound_card, display)
            reads(note, "When is a größer lobster 🦞 not a lobster? And מתי is it?")
        wait_for(lambda: len(history(app)) == 2, "the history")
        assert list((app.home / "data" / "sounds").rglob("*.flac"))
