"""A chat model hears and speaks in the real app: what is said reaches it as sound, and its own voice comes out."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.desktop.text_output.programs import wait_for
from tests.rig.display import Display
from tests.rig.signals import find, share, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.server.api import ApiServer
from tests.system.app import RunningApp

ANSWER = "When it is a crayfish."
CALL = "/v1/chat/completions"


def lines_kept(home: Path) -> list[dict[str, object]]:
    file = home / "data" / "voiceapp.db"
    if not file.exists():
        return []
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("select rest, text from items order by at").fetchall()
    return [{**json.loads(rest), "text": text} for rest, text in rows]


@pytest.mark.alone
def test_what_is_said_is_heard_by_the_chat_and_its_own_voice_answers(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    question, answer = recorded("lobster"), recorded("modern")
    api_server.script.reply(ANSWER, sound=answer)
    settings = {
        "engines.order": "cascade",
        "stt.dialect": "chat",
        "tts.dialect": "chat",
        "chat.model": "gpt-audio-1.5",
        "sound.echo_cancelling": "false",
        "sound.noise_suppression": "false",
    }
    app = RunningApp(sound_card, api_server, tmp_path / "home", display, settings)
    try:
        window = app.window()
        display.do("windowactivate", "--sync", window)
        display.key("space")
        app.wait_until_it_listens()
        with sound_card.recording() as recording:
            sound_card.speak(np.concatenate([silence(0.6, RATE), question, silence(2.5, RATE)]))
            recording.wait_for(lambda samples: share(answer, samples, RATE) > 0.8)
        wait_for(lambda: ANSWER in [line["text"] for line in lines_kept(app.home)], "the answer in the history")
        if folder := os.environ.get("KEEP_PICTURES"):
            display.screenshot(Path(folder) / "sound-chat.png")
    finally:
        code = app.close_window() if app.process.poll() is None else app.process.returncode
    assert code == 0, app.output
    went_up = np.frombuffer(api_server.rest.chat_sounds.heard[0], "<i2")
    assert find(question, went_up).score > 0.98, "the model got what was said, as it was said"
    aloud = [sent.body for sent in api_server.log.received(CALL) if sent.body.get("audio")]
    assert len(aloud) == 1, "one request hears and speaks"
    assert api_server.log.received("/v1/audio/speech") == []
    assert api_server.log.received("/v1/audio/transcriptions") == []
    assert api_server.violations == []
