"""Two people talk through the real app: each is heard, read and heard in the other's language, and it is all kept."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.desktop.text_output.programs import wait_for
from tests.rig.display import Display
from tests.rig.signals import silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded, spoken
from tests.rig.transcribe import transcribe, words_in_common
from tests.server.api import ApiServer
from tests.server.script import Interpreted
from tests.system.app import RunningApp

ENGLISH = Interpreted("en", "When is a lobster not a lobster?", "Wann ist ein Hummer kein Hummer?")
GERMAN = Interpreted("de", "Wenn er ein Flusskrebs ist.", "When he is a river crab and not a lobster.")


def keep(display: Display, name: str) -> None:
    """For whoever wants to look at it."""
    folder = os.environ.get("KEEP_PICTURES")
    if folder:
        display.screenshot(Path(folder) / f"{name}.png")


def kept(home: Path) -> list[tuple[str, str, str]]:
    """Return speaker, name and text of each line in the history."""
    file = home / "data" / "voiceapp.db"
    if not file.exists():
        return []
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("select rest, text from items order by at").fetchall()
    found = [(json.loads(rest), text) for rest, text in rows]
    return [(str(rest.get("speaker", "")), str(rest.get("voice", "")), text) for rest, text in found]


@pytest.mark.alone
def test_what_one_says_is_heard_in_the_language_of_the_other_and_both_texts_are_kept(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    api_server.script.interpreted = [ENGLISH, GERMAN]
    settings = {
        "interpreter.by": "sessions",
        "interpreter.left": "en",
        "interpreter.right": "de",
        "sound.echo_cancelling": "false",
        "sound.noise_suppression": "false",
    }
    app = RunningApp(sound_card, api_server, tmp_path / "home", display, settings)
    try:
        window = app.window()
        display.do("windowactivate", "--sync", window)
        display.do("windowsize", "--sync", window, "720", "780")
        display.key("ctrl+k")
        display.do("type", "--delay", "20", "interpret between")
        display.key("Return")
        keep(display, "interpreter-before")
        display.key("space")
        app.wait_until_it_listens()
        with sound_card.recording() as recording:
            sound_card.speak(np.concatenate([silence(1.0, RATE), recorded("lobster"), silence(2.0, RATE)]))
            wait_for(lambda: len(kept(app.home)) >= 2, "the first utterance in the history")
            keep(display, "interpreter-english")
            recording.wait_for(lambda samples: np.abs(samples[-RATE:]).max() > 500)
            recording.wait_for(lambda samples: np.abs(samples[-RATE:]).max() < 200)
        german = spoken(GERMAN.said, RATE, "de")
        with sound_card.recording() as answered:
            sound_card.speak(np.concatenate([german, silence(2.0, RATE)]))
            wait_for(lambda: len(kept(app.home)) >= 4, "the second utterance in the history")
            keep(display, "interpreter-german")
            answered.wait_for(lambda samples: np.abs(samples[-RATE:]).max() > 500)
            answered.wait_for(lambda samples: np.abs(samples[-RATE:]).max() < 200)
            heard = transcribe(answered.samples)
        assert words_in_common(GERMAN.translated, heard) > 0.6, heard
        assert [text for _, _, text in kept(app.home)] == [
            ENGLISH.said,
            ENGLISH.translated,
            GERMAN.said,
            GERMAN.translated,
        ]
        assert [name for _, name, _ in kept(app.home)] == ["English", "Translation", "German", "Translation"]
        assert api_server.translated.texts == [ENGLISH.translated, GERMAN.translated]
    finally:
        code = app.close_window() if app.process.poll() is None else app.process.returncode
    assert code == 0, app.output
    assert app.children() == [], "nothing is left running"
