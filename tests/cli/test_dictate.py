"""`voiceapp dictate` from a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import soundfile

from tests.rig.patience import PROGRAM
from tests.rig.signals import silence
from tests.rig.soundcard import RATE
from tests.rig.speech import DATA, recorded
from tests.server.api import KEY, ApiServer


def dictate(home: Path, *arguments: str, server: ApiServer | None = None) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "VOICEAPP_HOME": str(home)}
    if server is not None:
        environment |= {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": KEY}
    return subprocess.run(
        [sys.executable, "-m", "voiceapp", "dictate", *arguments],
        env=environment, capture_output=True, text=True, check=False, timeout=PROGRAM,
    )  # fmt: skip


def test_what_is_said_in_a_recording_is_written(tmp_path: Path, api_server: ApiServer) -> None:
    api_server.script.hear("hello comma world new line and more")
    done = dictate(tmp_path, "--file", str(DATA / "lobster.flac"), server=api_server)
    assert done.stdout == "hello, world\nAnd more\n", done.stderr
    assert done.returncode == 0


def test_a_long_recording_is_split_at_its_pauses(tmp_path: Path, api_server: ApiServer) -> None:
    speech = recorded("peaceful-night")
    some = np.concatenate([speech, speech])[: 11 * RATE]
    file = tmp_path / "long.wav"
    soundfile.write(file, np.concatenate([some, silence(1.5, RATE), some, silence(1.5, RATE)]), RATE)
    api_server.script.hear("The first part.", "The second part.")
    done = dictate(tmp_path / "home", "--file", str(file), server=api_server)
    assert done.stdout == "The first part. The second part.\n", done.stderr


def test_silence_is_not_sent_to_anybody(tmp_path: Path, api_server: ApiServer) -> None:
    file = tmp_path / "silence.wav"
    soundfile.write(file, silence(3.0, RATE), RATE)
    done = dictate(tmp_path / "home", "--file", str(file), server=api_server)
    assert done.stdout == "\n"
    assert api_server.log.received("/v1/audio/transcriptions") == []


def test_what_is_no_recording_is_said(tmp_path: Path) -> None:
    missing = dictate(tmp_path, "--file", str(tmp_path / "none.wav"))
    assert missing.returncode == 1
    assert "none.wav" in missing.stderr
    text = tmp_path / "text.txt"
    text.write_text("no sound")
    refused = dictate(tmp_path / "home", "--file", str(text))
    assert refused.returncode == 1
    assert "no sound in text.txt" in refused.stderr


def test_commands_for_an_app_that_is_not_open_say_so(tmp_path: Path) -> None:
    done = dictate(tmp_path, "--toggle")
    assert done.returncode == 1
    assert "open it first" in done.stderr
