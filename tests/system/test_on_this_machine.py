"""No key and no network: the app hears, thinks and speaks with what is on the machine, and says so."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from tests.desktop.text_output.programs import wait_for
from tests.rig.display import Display
from tests.rig.signals import silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.rig.transcribe import transcribe, words_in_common
from tests.server.api import ApiServer
from tests.system.app import RunningApp
from voiceapp.engine_choice.options.local import NO_KEY_YET

NO_WAY_OUT = {
    "OPENAI_BASE_URL": "",
    "OPENAI_API_KEY": "",
    # Whoever tries to reach the network all the same meets a closed door.
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "HTTP_PROXY": "http://127.0.0.1:9",
}


def said_in(home: Path) -> list[tuple[str, str, str]]:
    """Who said what, in order, by which engine."""
    with closing(sqlite3.connect(home / "data" / "voiceapp.db")) as database:
        return list(
            database.execute(
                "SELECT coalesce(speaker, ''), coalesce(text, ''), coalesce(engine, '') FROM items ORDER BY number"
            )
        )


def heard_whole(home: Path) -> bool:
    """An answer was spoken to its end."""
    with closing(sqlite3.connect(f"file:{home}/data/voiceapp.db?mode=ro", uri=True)) as database:
        (answered,) = database.execute(
            "SELECT count(*) FROM items WHERE speaker = 'assistant' AND state = 'done'"
        ).fetchone()
    return bool(answered)


def test_a_spoken_question_gets_a_spoken_answer(
    sound_card: SoundCard, api_server: ApiServer, display: Display, tmp_path: Path
) -> None:
    # That a server is to end the turns does not keep this machine, which is none, from answering.
    settings = {"talking.turn_taking": "server_vad"}
    app = RunningApp(sound_card, api_server, tmp_path / "home", display, settings, environment=NO_WAY_OUT)
    try:
        window = app.window()
        display.do("windowactivate", "--sync", window)
        display.key("space")
        app.wait_until_it_listens()
        with sound_card.recording() as recording:
            sound_card.speak(np.concatenate([silence(0.6, RATE), recorded("lobster"), silence(1.5, RATE)]))
            wait_for(lambda: heard_whole(app.home), "the answer's end")
            recording.wait_for_silence()
        display.screenshot(tmp_path / "local.png")
        heard = " ".join(transcribe(recording.samples))
    finally:
        code = app.close_window() if app.process.poll() is None else app.process.returncode
    assert code == 0, app.output
    assert app.children() == [], "no model is left running"
    lines = said_in(app.home)
    assert "lobster" in next(text for who, text, _ in lines if who == "user").lower()
    answer, engine = next((text, engine) for who, text, engine in lines if who == "assistant")
    assert "small model" in engine
    assert words_in_common(answer, heard.split()) > 0.6, f"{answer!r} was written, {heard!r} was heard"
    assert any(str(NO_KEY_YET) in text for _, text, _ in lines), "it says honestly who answers"


def test_what_tools_know_is_not_guessed(sound_card: SoundCard, api_server: ApiServer, tmp_path: Path) -> None:
    app = RunningApp(sound_card, api_server, tmp_path / "home", arguments=("talk", "--mute"), environment=NO_WAY_OUT)
    try:
        assert app.process.stdin is not None
        for question, answer in (
            ("What is 17 times 24?", "That is 408."),
            ("How many kilometers are 5 miles?", "That is 8.04672 kilometers."),
            ("Set a timer for ten minutes.", "Your timer rings in 10 minutes."),
        ):
            app.process.stdin.write(f"{question}\n".encode())
            app.process.stdin.flush()
            app.wait_for_output(f"Assistant: {answer}")
        app.process.stdin.write(b"/quit\n")
        app.process.stdin.flush()
        assert app.wait() == 0
    finally:
        app.kill()
    assert "Traceback" not in app.output
