"""What becomes of a file that is dropped onto the window."""

import pytest

from voiceapp.core.dropped_files import DroppedKind, endings_of_sound, kind_of, refused, too_long


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.PNG", DroppedKind.PICTURE),
        ("notes.md", DroppedKind.TEXT),
        ("conversations.json", DroppedKind.CONVERSATIONS),
        ("export.zip", DroppedKind.CONVERSATIONS),
        ("memo.m4a", DroppedKind.SOUND),
        ("a.b.exe", DroppedKind.OTHER),
        ("README", DroppedKind.OTHER),
        ("", DroppedKind.OTHER),
    ],
)
def test_it_is_told_by_its_name(name: str, kind: DroppedKind) -> None:
    assert kind_of(name) is kind


def test_what_cannot_be_taken_is_said_with_what_can_be_done() -> None:
    assert str(refused("a.exe")).startswith("a.exe can't be used here")
    assert {"m4a", "mkv"} <= set(endings_of_sound())
    assert "big.txt is too long" in str(too_long("big.txt"))
