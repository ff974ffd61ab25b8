"""The peaks of a recording are kept beside it, for its owner alone, as long as it is there."""

import os
from pathlib import Path

from tests.storage.ask import SECOND
from tests.storage.conftest import Kept
from voiceapp.core.transcript import SoundId
from voiceapp.storage.peak_files import peak_file, read_peaks, remove_peaks, write_peaks


def recording(folder: Path) -> Path:
    path = folder / "a.flac"
    path.write_bytes(b"sound")
    return path


def test_peaks_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    path = recording(tmp_path)
    assert read_peaks(path) is None
    write_peaks(path, b"\x01\x02")
    assert read_peaks(path) == b"\x01\x02"
    assert peak_file(path).stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.flac", "a.flac.peaks"]


def test_another_recording_of_that_name_has_none(tmp_path: Path) -> None:
    path = recording(tmp_path)
    write_peaks(path, b"\x01")
    later = peak_file(path).stat().st_mtime + 10
    os.utime(path, (later, later))
    assert read_peaks(path) is None


def test_peaks_of_a_recording_that_went_meanwhile_are_not_kept(tmp_path: Path) -> None:
    write_peaks(tmp_path / "gone.flac", b"\x01")
    assert list(tmp_path.iterdir()) == []
    remove_peaks(tmp_path / "gone.flac")


def test_a_stretch_of_a_file_elsewhere_has_only_its_peaks_here(tmp_path: Path) -> None:
    write_peaks(tmp_path / "elsewhere", b"\x01", beside=False)
    assert read_peaks(tmp_path / "elsewhere", beside=False) == b"\x01"


def test_a_folder_that_takes_nothing_is_no_trouble(tmp_path: Path) -> None:
    write_peaks(tmp_path / "missing" / "a.flac", b"\x01")
    assert not (tmp_path / "missing").exists()


def test_peaks_go_with_their_recording(kept: Kept) -> None:
    sound = SoundId("s1")
    kept.store.keep_sound(sound, SECOND)
    kept.store.end_sound(sound, keep=True)
    kept.store.settle()
    path = kept.store.recordings.path(sound)
    write_peaks(path, b"\x01")
    assert peak_file(path).exists()
    kept.store.end_sound(sound, keep=False)
    kept.store.settle()
    assert not peak_file(path).exists()
