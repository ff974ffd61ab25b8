"""A talk as a note for Obsidian, and the name that it gets."""

import json

from tests.talks import answered, said, talk_of
from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import TalkKind
from voiceapp.exports.folder_note import everything, note, place_of
from voiceapp.imports import read

UTC = ExportWishes(time_zone="UTC")
GERMAN = ExportWishes(time_zone="UTC", language="de")
TALK = talk_of(said("Where is the tea?", 10), answered("In the pot.", 75), title="Tea: “hot”")


def test_the_properties_are_what_obsidian_reads() -> None:
    head, _, body = note(TALK, UTC).removeprefix("---\n").partition("\n---\n")
    assert head.splitlines() == [
        'title: "Tea: “hot”"',
        f"date: {note(TALK, UTC).split('date: ')[1][:19]}",
        'tags: ["voiceapp", "conversation"]',
        'participants: ["You", "Assistant"]',
        f"duration: {head.split('duration: ')[1].splitlines()[0]}",
        f'id: "{TALK.id}"',
        "source: voiceapp",
    ]
    assert body.startswith("\n# Tea: “hot”")
    assert "![[" not in body


def test_the_sound_is_shown_in_the_note() -> None:
    assert "\n---\n\n![[tea.flac]]\n\n# Tea" in note(TALK, UTC, "tea.flac")


def test_a_title_cannot_end_its_property() -> None:
    talk = talk_of(said("x", 1), title='a"\u2028---\\')
    assert 'title: "a\\" ---\\\\"' in note(talk, UTC)


def test_the_name_is_made_from_the_pattern() -> None:
    talk = talk_of(said("Where?", 10), title="Tea / coffee: hot?")
    assert place_of(talk, "{year}/{month}/{date} {time} {title}", UTC) == "1970/01/1970-01-01 00.00 Tea coffee hot"
    assert place_of(talk, "{kind} {id}{day}", GERMAN) == f"Gespräch {talk.id}01"
    assert place_of(talk, " ", UTC) == "1970-01-01 00.00 Tea coffee hot"
    assert place_of(talk, "//", UTC) == "1970-01-01 00.00 Tea coffee hot"


def test_no_name_leads_out_of_the_folder() -> None:
    assert place_of(talk_of(said("x", 1), title=".."), "../{title}/con", UTC) == "talk/talk/talk con"


def test_where_the_sound_lies_stands_in_the_json_which_stays_readable() -> None:
    talk = talk_of(said("Where?", 10), kind=TalkKind.DICTATION)
    plain, with_sound = everything(talk, "", {}), everything(talk, "tea.flac", {"talk-10": (5, 7)})
    assert json.loads(with_sound)["sound_file"] == {"name": "tea.flac", "sounds": {"talk-10": [5, 7]}}
    assert "sound_file" not in json.loads(plain)
    assert read(with_sound.encode()).talks == read(plain.encode()).talks == (talk,)
