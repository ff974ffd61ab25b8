"""A stretch of a file as the name of a recording, and back."""

import pytest

from voiceapp.core.sound_stretch import SoundStretch, stretch_in
from voiceapp.core.transcript import SoundId


@pytest.mark.parametrize("channel", [None, 0, 1])
@pytest.mark.parametrize("path", ["/a/b c.m4a", "C:\\a:b.wav", ""])
def test_a_stretch_comes_back_from_its_name(path: str, channel: int | None) -> None:
    stretch = SoundStretch(path, 1_000, 26_000, channel)
    assert stretch_in(stretch.sound) == stretch


@pytest.mark.parametrize(
    "name", ["dictation-1-2", "file:1-2:", "file:a-2::/a", "file:1::/a", "file:1-2:x:/a", "sound:1-2::/a"]
)
def test_recordings_of_our_own_are_no_stretches(name: str) -> None:
    assert stretch_in(SoundId(name)) is None
