"""Files that are still being copied into a watched folder."""

from voiceapp.core.recordings.growing_files import GrowingFiles, SeenFile


def test_a_file_is_taken_when_it_no_longer_grows() -> None:
    files = GrowingFiles()
    assert files.settled({"a": SeenFile(10, 1.0)}) == ()
    assert files.settled({"a": SeenFile(20, 2.0), "empty": SeenFile(0, 1.0)}) == ()
    assert files.settled({"a": SeenFile(20, 2.0), "empty": SeenFile(0, 1.0)}) == ("a",)
    assert files.settled({}) == ()
    assert files.settled({"a": SeenFile(20, 2.0)}) == (), "it's new again"
