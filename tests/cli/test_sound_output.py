"""Recording and playing from the terminal, in processes of their own, through the virtual card."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.rig.patience import EVENT, PROGRAM
from tests.rig.signals import chirp, find, silence
from tests.rig.soundcard import RATE, SoundCard
from voiceapp.cli.exit_codes import CANNOT_HERE, FAILED, OK, USAGE
from voiceapp.settings.installation import as_typed


class Command:
    def __init__(self, home: Path, *words: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "voiceapp", *words],
            env={
                **{name: value for name, value in os.environ.items() if environment.get(name) != ""},
                **{name: value for name, value in environment.items() if value},
                "VOICEAPP_HOME": str(home),
                "VOICEAPP_OUTPUT_LATENCY": "0.2",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def end(self) -> tuple[int, str]:
        said, _ = self.process.communicate(timeout=PROGRAM)
        return self.process.returncode, said


@contextmanager
def running(home: Path, *words: str, **environment: str) -> Iterator[Command]:
    command = Command(home, *words, **environment)
    try:
        yield command
    finally:
        if command.process.poll() is None:
            command.process.kill()
        command.process.communicate()


def run(home: Path, *words: str, **environment: str) -> tuple[int, str]:
    with running(home, *words, **environment) as command:
        return command.end()


def spoken_until(card: SoundCard, path: Path) -> None:
    """Speak the chirp again and again until the file has something of it."""
    end = time.monotonic() + PROGRAM
    while time.monotonic() < end:
        card.speak(np.concatenate([chirp(0.5, RATE), silence(0.2, RATE)]))
        if path.exists() and path.stat().st_size > 20_000:
            return
    raise AssertionError("nothing was recorded")


@pytest.mark.parametrize("suffix", [".flac", ".wav"])
def test_what_is_said_is_in_the_file_for_as_long_as_was_asked(
    sound_card: SoundCard, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"said{suffix}"
    with running(tmp_path / "home", "record", str(path), "--seconds", "3", "--device", "mic") as command:
        while command.process.poll() is None:
            sound_card.speak(np.concatenate([chirp(0.5, RATE), silence(0.2, RATE)]))
        code, said = command.end()
    assert code == OK, said
    samples, rate = soundfile.read(path, dtype="int16")
    assert (rate, len(samples)) == (RATE, 3 * RATE)
    assert find(chirp(0.5, RATE), samples).score > 0.95
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_well_and_leaves_a_whole_file(
    sound_card: SoundCard, tmp_path: Path, how: signal.Signals
) -> None:
    path = tmp_path / "said.flac"
    with running(tmp_path / "home", "record", str(path), "--device", "mic") as command:
        spoken_until(sound_card, path)
        command.process.send_signal(how)
        code, said = command.end()
    assert code == OK, said
    assert "Traceback" not in said
    samples, _ = soundfile.read(path, dtype="int16")
    told = re.search(r"(\d+\.\d) s", said)
    assert told is not None, said
    assert abs(float(told[1]) - len(samples) / RATE) <= 0.051, "the file's length, rounded"
    assert find(chirp(0.5, RATE), samples).score > 0.95


def test_a_file_is_not_written_over_unasked(tmp_path: Path) -> None:
    path = tmp_path / "there.wav"
    path.write_bytes(b"mine")
    code, said = run(tmp_path / "home", "record", str(path), "--seconds", "1")
    assert (code, path.read_bytes()) == (FAILED, b"mine")
    assert "--force" in said


def test_what_cannot_be_done_is_one_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    code, said = run(home, "record", str(tmp_path / "x.mp9"))
    assert (code, said.count("\n")) == (USAGE, 1)
    code, said = run(home, "record", str(tmp_path / "x.flac"), "--device", "nobody")
    assert (code, said) == (
        CANNOT_HERE,
        as_typed("There is no microphone named nobody: `voiceapp devices` lists what there is.\n"),
    )
    code, said = run(home, "play", str(tmp_path / "none.flac"))
    assert (code, said) == (FAILED, f"There's no file {tmp_path / 'none.flac'}.\n")
    nowhere = tmp_path / "nowhere" / "x.flac"
    code, said = run(home, "record", str(nowhere), "--seconds", "1")
    assert (code, said) == (FAILED, f"{nowhere} cannot be used (No such file or directory): choose another place.\n")
    (tmp_path / "text.flac").write_text("no sound")
    code, said = run(home, "play", str(tmp_path / "text.flac"))
    assert (code, said.count("\n")) == (FAILED, 1)
    assert not (tmp_path / "x.flac").exists()


def test_without_a_card_it_says_so(tmp_path: Path) -> None:
    gone = {"PULSE_SERVER": f"unix:{tmp_path}/none", "ALSA_CONFIG_PATH": ""}
    code, said = run(tmp_path / "home", "record", str(tmp_path / "x.flac"), **gone)
    assert code == CANNOT_HERE
    assert "No microphone found. Plug one in." in said
    assert not (tmp_path / "x.flac").exists()
    sound = tmp_path / "sound.wav"
    soundfile.write(sound, chirp(0.2, RATE), RATE)
    code, said = run(tmp_path / "home", "play", str(sound), **gone)
    assert code == CANNOT_HERE
    assert "No speaker or headset found. Plug one in." in said


@pytest.mark.parametrize("text", ["pcm.mic { type\n }}}} = 7", "# nothing\n"])
def test_a_broken_sound_configuration_is_one_sentence(tmp_path: Path, text: str) -> None:
    config = tmp_path / "asound.conf"
    config.write_text(text)
    broken = {"PULSE_SERVER": f"unix:{tmp_path}/none", "ALSA_CONFIG_PATH": str(config)}
    for command in (("devices",), ("record", str(tmp_path / "x.flac"), "--seconds", "1")):
        code, said = run(tmp_path / "home", *command, **broken)
        assert code != OK
        assert "Traceback" not in said
        assert "The sound" in said


@pytest.mark.alone
@pytest.mark.parametrize(("rate", "channels"), [(RATE, 1), (44_100, 2), (16_000, 1)])
def test_a_file_of_any_rate_is_heard_whole(sound_card: SoundCard, tmp_path: Path, rate: int, channels: int) -> None:
    path = tmp_path / "sound.wav"
    sound = chirp(1.5, rate)
    soundfile.write(path, np.repeat(sound[:, None], channels, axis=1), rate)
    with sound_card.recording() as recording:
        code, said = run(tmp_path / "home", "play", str(path), "--device", "speaker")
        samples = recording.wait_for_silence(timeout=EVENT)
    assert code == OK, said
    assert "1.5 s heard" in said
    assert find(chirp(1.5, RATE), samples).score > 0.95


def test_playing_stops_at_ctrl_c(sound_card: SoundCard, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    soundfile.write(path, chirp(60.0, RATE), RATE)
    with sound_card.recording() as recording, running(tmp_path / "home", "play", str(path)) as command:
        recording.wait_for_sound(timeout=PROGRAM)
        command.process.send_signal(signal.SIGINT)
        code, said = command.end()
        recording.wait_for_silence(timeout=EVENT)
    assert code == OK, said
    assert "Traceback" not in said
