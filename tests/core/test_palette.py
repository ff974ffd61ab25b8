"""What the palette lists for what was typed."""

import pytest

from voiceapp.core.palette import REMEMBERED, PaletteEntry, ranked, remembered

NEW = PaletteEntry("new", "New conversation", found_by="chat begin")
EXPORT = PaletteEntry("export", "Export this conversation", found_by="save pdf")
SOUND = PaletteEntry("sound", "Sound", "Settings", found_by="volume microphone")
MUTE = PaletteEntry("mute", "Mute or unmute", keys="Ctrl+M", found_by="microphone")
TALK = PaletteEntry("talk", "A trip to Brooklyn")
ALL = (NEW, EXPORT, SOUND, MUTE, TALK)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ALL),
        ("conv", (NEW, EXPORT)),
        ("export", (EXPORT,)),
        ("this conversation", (EXPORT,)),
        ("new", (NEW,)),
        ("settings sound", (SOUND,)),
        ("microphone", (SOUND, MUTE)),
        ("mute", (MUTE,)),
        ("rooklyn", (TALK,)),
        ("icropho", (SOUND, MUTE)),
        ("brooklin", (TALK,)),
        ("convresation", (NEW, EXPORT)),
        ("micropone", (SOUND, MUTE)),
        ("xyz", ()),
        ("new xyz", ()),
    ],
)
def test_all_words_occur_and_the_best_comes_first(typed: str, found: tuple[PaletteEntry, ...]) -> None:
    assert ranked(ALL, typed, ()) == found


def test_what_was_chosen_lately_comes_first_among_equals() -> None:
    assert ranked(ALL, "", ("mute", "export"))[:3] == (MUTE, EXPORT, NEW)
    assert ranked(ALL, "conv", ("export",)) == (EXPORT, NEW)
    assert ranked(ALL, "new", ("export",)) == (NEW,)


def test_the_title_counts_more_than_what_else_it_is_found_by() -> None:
    other = PaletteEntry("other", "Something", found_by="sound")
    assert ranked((other, SOUND), "sound", ("other",)) == (SOUND, other)


def test_only_so_many_are_remembered_each_once() -> None:
    recent: tuple[str, ...] = ()
    for number in (*range(20), 19, 15):
        recent = remembered(recent, str(number))
    assert len(recent) == REMEMBERED
    assert recent[:3] == ("15", "19", "18")
