"""The first spoken round trip: microphone, socket, speaker, and the words on screen."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.rig.display import Display
from tests.rig.signals import find, loud_part, share, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.server.api import KEY, ApiServer
from tests.system.app import RunningApp

SAID = "When is a lobster not a lobster?"
ANSWER = "When it is a crayfish."
FIRST_ROW, ROW = 78, 48
"""Pixels from the window's top to the middle of its first line, and from one short line to the next."""


def copied_line(display: Display, window: str, row: int) -> str:
    """A line of the talk, as a person takes it out of the window: a click, Ctrl+C, and the clipboard."""
    display.do("mousemove", "--window", window, "400", str(FIRST_ROW + row * ROW), "click", "1")
    display.key("ctrl+c")
    return display.clipboard()


@pytest.mark.alone
def test_what_is_said_reaches_the_server_and_the_answer_is_heard_and_read(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    question, answer = recorded("lobster"), recorded("modern")
    api_server.script.hear(SAID).reply(ANSWER, sound=answer, pace=2.0)
    plain = {"sound.echo_cancelling": "false", "sound.noise_suppression": "false"}
    app = RunningApp(sound_card, api_server, tmp_path / "home", display, plain)
    try:
        window = app.window()
        display.do("windowactivate", "--sync", window)
        display.key("space")
        api_server.log.wait_for_received("session.update")
        app.wait_until_it_listens()
        with sound_card.recording() as recording:
            sound_card.speak(np.concatenate([silence(0.6, RATE), question, silence(1.5, RATE)]))
            api_server.log.wait_for_sent("response.done")
            recording.wait_for(lambda samples: share(answer, samples, RATE) > 0.8)
        heard = find(question, api_server.heard())
        assert heard.score > 0.98, "the server got what was said"
        first_word = loud_part(question, above=500).start
        assert heard.at + first_word >= 0.3 * RATE, "with what came just before it: no first word is clipped"
        assert copied_line(display, window, 0) == SAID, "what was said stands in the window"
        assert copied_line(display, window, 1) == ANSWER, "and what was answered"
        picture = display.screenshot(tmp_path / "talk.png")
        assert picture.stat().st_size > 5_000
    finally:
        code = app.close_window() if app.process.poll() is None else app.process.returncode
    assert code == 0, app.output
    assert app.children() == [], "nothing is left running"
    assert KEY not in app.output
    with closing(sqlite3.connect(app.home / "data" / "voiceapp.db")) as database:
        told = str(list(database.iterdump()))
    assert SAID in told
    assert ANSWER in told
    for path in app.home.rglob("*"):
        if path.is_file() and path.name != "output":
            assert path.stat().st_mode & 0o077 == 0, f"{path} can be read by others"
            assert KEY.encode() not in path.read_bytes()
