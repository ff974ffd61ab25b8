"""Recordings survive what happens to processes and disks."""

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.rig.signals import noise
from voiceapp.audio.recording_files import RecordingFiles, any_sound

SOUND = noise(5.0, 24_000)
FRAME = 480


def test_what_was_written_is_what_is_read_and_its_owners_alone(tmp_path: Path) -> None:
    files = RecordingFiles()
    path = tmp_path / f"one{files.suffix}"
    recording = files.create(str(path))
    for start in range(0, len(SOUND), FRAME):
        recording.append(SOUND[start : start + FRAME].tobytes())
    recording.close()
    assert files.read(str(path)) == SOUND.tobytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert files.suffix == ".flac"
    assert path.stat().st_size < len(SOUND) * 2


def test_a_recording_is_readable_while_it_grows(tmp_path: Path) -> None:
    files = RecordingFiles()
    path = tmp_path / "growing.flac"
    recording = files.create(str(path))
    recording.append(SOUND.tobytes())
    recording.sync()
    so_far = np.frombuffer(files.read(str(path)), "<i2")
    assert len(so_far) > len(SOUND) - 24_000
    assert np.array_equal(so_far, SOUND[: len(so_far)])
    of_any_kind = np.frombuffer(b"".join(any_sound(str(path))), "<i2")
    assert len(so_far) - 1_200 <= len(of_any_kind) <= len(so_far)
    assert np.abs(of_any_kind - SOUND[: len(of_any_kind)].astype(np.int32)).max() <= 1
    recording.close()


def test_a_killed_process_loses_less_than_a_second(tmp_path: Path) -> None:
    path = tmp_path / "killed.flac"
    program = (
        "import sys; from tests.rig.signals import noise; from voiceapp.audio.recording_files import RecordingFiles\n"
        f"sound = noise(5.0, 24_000); recording = RecordingFiles().create({str(path)!r})\n"
        "for start in range(0, 24_000 * 4, 480):\n"
        "    recording.append(sound[start:start + 480].tobytes())\n"
        "    if start % 12_000 == 0: recording.sync()\n"
        "print('written', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
    files = RecordingFiles()
    salvaged = files.salvage(str(path))
    assert 3_000 < salvaged <= 4_000
    whole = np.frombuffer(files.read(str(path)), "<i2")
    assert np.array_equal(whole, SOUND[: len(whole)])


def test_a_file_without_sound_is_salvaged_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.flac"
    path.write_bytes(b"")
    assert RecordingFiles().salvage(str(path)) == 0
    with pytest.raises(OSError, match=r"."):
        RecordingFiles().read(str(tmp_path / "missing.flac"))
