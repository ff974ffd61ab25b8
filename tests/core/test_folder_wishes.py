"""What is saved in a folder of the person's own, and under which names."""

from voiceapp.core.folder_wishes import FolderWishes, filled, unknown_fields
from voiceapp.core.transcript import TalkKind


def test_talks_are_saved_and_the_rest_by_choice() -> None:
    assert [FolderWishes().wants(kind) for kind in TalkKind] == [True, False, True]
    wishes = FolderWishes(recordings=False, dictations=True)
    assert [wishes.wants(kind) for kind in TalkKind] == [True, True, False]


def test_each_kind_of_file_is_a_choice() -> None:
    assert FolderWishes().suffixes == (".md", ".json")
    assert FolderWishes(markdown=False, json=False, sound=True).suffixes == (".flac",)


def test_a_pattern_is_filled_with_what_is_known() -> None:
    assert filled("{date} {x} {title}", {"date": "today", "title": "{date}"}) == "today {x} {date}"
    assert unknown_fields("{date} {x} {title}{y}") == ("x", "y")
