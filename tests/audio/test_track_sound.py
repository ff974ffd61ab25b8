"""The sound of a track is read from its recordings, wherever one begins."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.audio.track_sound import OPEN, TrackSound, length_in, peaks_in
from voiceapp.core.pcm import WIRE
from voiceapp.core.recordings.track import Track, TrackPiece
from voiceapp.core.transcript import SoundId

PER_MS = WIRE.rate // 1000


def record(folder: Path, name: str, samples: np.ndarray) -> Path:
    path = folder / f"{name}{RecordingFiles().suffix}"
    file = RecordingFiles().create(str(path))
    file.append((samples * 32767).astype("<i2").tobytes())
    file.close()
    return path


def ramp(seconds: float, top: float = 0.5) -> np.ndarray:
    return np.linspace(0.0, top, round(WIRE.rate * seconds), dtype=np.float32)


def open_track(folder: Path, *pieces: TrackPiece) -> TrackSound:
    length = max(piece.at + piece.length for piece in pieces)
    return TrackSound(Track(pieces, (), length), lambda sound: folder / f"{sound}{RecordingFiles().suffix}")


def test_any_stretch_is_read_to_the_sample(tmp_path: Path) -> None:
    sound = ramp(1.0)
    record(tmp_path, "a", sound)
    track = open_track(tmp_path, TrackPiece(SoundId("a"), 200, 100, 800))
    read = track.read(50, 150)
    assert np.allclose(read[: 50 * PER_MS], 0.0)
    assert np.allclose(read[50 * PER_MS :], sound[200 * PER_MS : 250 * PER_MS], atol=1e-4)
    assert np.allclose(track.read(700, 900), sound[800 * PER_MS :], atol=1e-4)
    assert np.allclose(track.read(150, 250), sound[250 * PER_MS : 350 * PER_MS], atol=1e-4)
    track.close()


def test_lines_that_overlap_sound_together(tmp_path: Path) -> None:
    for name in "ab":
        record(tmp_path, name, np.full(WIRE.rate, 0.25, np.float32))
    track = open_track(tmp_path, TrackPiece(SoundId("a"), 0, 0, 1000), TrackPiece(SoundId("b"), 0, 500, 1000))
    read = track.read(400, 600)
    assert float(read[0]) == pytest.approx(0.25, abs=1e-3)
    assert float(read[-1]) == pytest.approx(0.5, abs=1e-3)


def test_recordings_that_are_gone_are_silent(tmp_path: Path) -> None:
    track = open_track(tmp_path, TrackPiece(SoundId("gone"), 0, 0, 1000))
    assert not track.read(0, 100).any()


def test_only_a_few_recordings_are_open_at_once(tmp_path: Path) -> None:
    pieces = [TrackPiece(SoundId(f"s{number}"), 0, 100 * number, 100) for number in range(OPEN + 3)]
    for piece in pieces:
        record(tmp_path, piece.sound, ramp(0.1))
    track = open_track(tmp_path, *pieces)
    for _ in range(2):
        assert float(track.read(0, 100 * len(pieces)).max()) == pytest.approx(0.5, abs=1e-2)
    assert track.open_files == OPEN


def test_peaks_are_found_for_every_moment(tmp_path: Path) -> None:
    path = record(
        tmp_path, "a", np.concatenate([np.zeros(480, np.float32), np.full(480, -0.5, np.float32), ramp(0.005)])
    )
    assert peaks_in(path) == bytes([0, 127, 127])
    assert length_in(path) == 45
    assert length_in(tmp_path / "gone.flac") == 0


def test_what_is_no_recording_has_no_peaks(tmp_path: Path) -> None:
    (tmp_path / "a.flac").write_bytes(b"no sound")
    with pytest.raises(OSError, match=r"."):
        peaks_in(tmp_path / "a.flac")


def test_samples_in_memory_are_a_recording_too() -> None:
    pcm = (ramp(0.1) * 32767).astype("<i2").tobytes()
    assert len(peaks_in(pcm)) == 5
    track = TrackSound(Track((TrackPiece(SoundId("a"), 20, 0, 80),), (), 80), lambda _: pcm)
    assert np.allclose(track.read(0, 80), ramp(0.1)[20 * PER_MS :], atol=1e-4)


def test_hours_are_read_in_flat_memory(tmp_path: Path) -> None:
    """Ten seconds at a time, of a file that is longer than that."""
    path = tmp_path / "long.wav"
    with soundfile.SoundFile(path, "w", WIRE.rate, 1, subtype="PCM_16") as file:
        for _ in range(25):
            file.write(np.full(WIRE.rate, 0.1, np.float32))
    assert len(peaks_in(path)) == 25 * 50
