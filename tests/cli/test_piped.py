"""Questions that a program writes into `voiceapp talk` are answered before it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.patience import PROGRAM
from tests.rig.signals import chirp, find
from tests.rig.soundcard import RATE, SoundCard
from tests.server.api import KEY, ApiServer
from tests.server.script import Call


def talk(
    home: Path, given: str, server: ApiServer, letters: str = "utf-8", **settings: str
) -> "subprocess.CompletedProcess[str]":
    chosen = {"sound.input_device": "mic", "sound.output_device": "speaker", **settings}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "voiceapp",
            "talk",
            "--mute",
            *(f"--set={name}={value}" for name, value in chosen.items()),
        ],
        env={
            **os.environ,
            "VOICEAPP_HOME": str(home),
            "OPENAI_BASE_URL": server.base_url,
            "OPENAI_API_KEY": KEY,
            "VOICEAPP_OUTPUT_LATENCY": "0.2",
            "PYTHONIOENCODING": letters,
        },
        input=given,
        capture_output=True,
        encoding=letters,
        timeout=PROGRAM,
        check=False,
    )


@pytest.mark.alone
def test_the_answer_is_printed_and_said_to_its_end(
    sound_card: SoundCard, api_server: ApiServer, tmp_path: Path
) -> None:
    answer = chirp(2.0, RATE)
    api_server.script.reply("Noon.", sound=answer)
    with sound_card.recording() as recording:
        done = talk(tmp_path, "What time is it?\n", api_server)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "You: What time is it?\n" in done.stdout
    assert "Assistant: Noon.\n" in done.stdout
    # The end of it alone: what a busy machine tears before that is not asked here.
    assert find(answer[-RATE // 4 :], recording.samples).score > 0.8


def test_a_letter_that_the_terminal_does_not_have_ends_no_talk(api_server: ApiServer, tmp_path: Path) -> None:
    api_server.script.reply("It costs 5 €.\x1b[2J")
    done = talk(tmp_path, "How much?\n", api_server, letters="latin-1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Assistant: It costs 5 ?.[2J\n" in done.stdout


def test_a_tool_that_would_ask_is_refused_for_nobody_is_there(api_server: ApiServer, tmp_path: Path) -> None:
    api_server.script.reply("", calls=(Call("open_link", '{"url": "https://example.org"}'),))
    api_server.script.reply("I was not allowed to.")
    done = talk(tmp_path, "Open the example.\n", api_server)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "not allowed" in done.stdout
    assert "Assistant: I was not allowed to.\n" in done.stdout


def test_who_asks_nothing_is_not_kept_waiting(api_server: ApiServer, tmp_path: Path) -> None:
    assert talk(tmp_path, "\n/stop\n", api_server).returncode == 0
    left = talk(tmp_path, "What time is it?\n/quit\n", api_server)
    assert left.returncode == 0
    assert "Assistant:" not in left.stdout


def test_a_german_talks_in_german(api_server: ApiServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    api_server.script.reply("", calls=(Call("open_link", '{"url": "https://example.org"}'),))
    api_server.script.reply("Das durfte ich nicht.")
    done = talk(tmp_path, "Öffne das Beispiel.\n", api_server)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Sprechen, oder tippen und Eingabe drücken. Befehle: ")
    assert "Sie: Öffne das Beispiel." in lines
    assert "· denkt nach" in lines
    asked = "? [example.org] https://example.org öffnen? – tippen Sie /yes (ja), /always (immer) oder /no (nein)"
    assert asked in lines
    assert "  [Link öffnen · nicht erlaubt]" in lines
    assert "Assistent: Das durfte ich nicht." in lines
