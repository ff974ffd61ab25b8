"""Who speaks in a recording, from part to part."""

from dataclasses import replace

from voiceapp.core.recordings.editing import renamed
from voiceapp.core.recordings.jobs import RecordingOptions
from voiceapp.core.recordings.line_edits import edited
from voiceapp.core.recordings.voices import LONGEST_SAMPLE, MOST_KNOWN, label_of, named_turns, voice_samples
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Note, SoundId, SoundPart, Speaker, Via
from voiceapp.core.voice_turns import VoiceTurn


def line(number: int, voice: str, ms: int) -> Message:
    return Message(
        ItemId(str(number)),
        Speaker.USER,
        float(number),
        "Words.",
        MessageState.DONE,
        Via.FILE,
        sound=SoundId(f"s{number}"),
        sound_ms=ms,
        voice=voice,
    )


NOTE = Note(ItemId("note"), 0.0, Sentence("Here."))


def test_the_longest_lines_of_who_spoke_most_are_samples() -> None:
    lines = (line(1, "Ana", 3_000), line(2, "Ben", 12_000), line(3, "", 30_000), line(4, "Ana", 5_000), NOTE)
    ben, ana = voice_samples(lines)
    assert (ben.name, ben.parts) == ("Ben", (SoundPart(SoundId("s2"), 0, LONGEST_SAMPLE, 0),))
    assert ana.parts == (SoundPart(SoundId("s4"), 0, 5_000, 0), SoundPart(SoundId("s1"), 0, 3_000, 5_000))


def test_of_who_hardly_spoke_there_is_no_sample_and_of_many_those_who_spoke_most() -> None:
    assert voice_samples((line(1, "Ana", 900), line(2, "Ana", 900))) == ()
    many = [line(number, f"P{number}", 1_000 * number) for number in range(1, 8)]
    assert [each.name for each in voice_samples(many)] == ["P7", "P6", "P5", "P4"][:MOST_KNOWN]


def test_a_sample_is_no_longer_than_a_service_takes() -> None:
    halves = replace(
        line(1, "Ana", 16_000),
        parts=(
            SoundPart(SoundId("a"), 500, 8_000, 0),
            SoundPart(SoundId("b"), 0, 4_000, 8_000),
            SoundPart(SoundId("c"), 0, 4_000, 12_000),
        ),
    )
    (ana,) = voice_samples((halves,))
    assert ana.parts == (SoundPart(SoundId("a"), 500, 8_000, 0), SoundPart(SoundId("b"), 0, 1_500, 8_000))


def test_those_who_are_known_keep_their_names_and_others_get_the_next_ones() -> None:
    options = RecordingOptions(names=("Ana", "Ben", "Cara"))
    turns = (
        VoiceTurn(label_of(0), "One.", 0, 1_000),
        VoiceTurn("A", "Two.", 1_200, 2_000),
        VoiceTurn("B", "Three.", 2_100, 3_000),
        VoiceTurn("", "Four.", 3_100, 4_000),
        VoiceTurn("B", " ", 4_000, 4_100),
    )
    found = named_turns(turns, {label_of(0): "Anna"}, ("Anna", "Ben"), options.name)
    assert [(turn.voice, turn.text) for turn in found] == [
        ("Anna", "One."),
        ("Cara", "Two."),
        ("Speaker 4", "Three."),
        ("", "Four."),
    ]
    taken = named_turns(turns[1:2], {}, ("Anna", "Cara"), options.name)
    assert taken[0].voice == "Speaker 4", "a name that somebody has is left out"


def test_what_one_person_says_in_a_row_is_one_line_up_to_a_pause() -> None:
    turns = (
        VoiceTurn("A", "So, ", 0, 1_000),
        VoiceTurn("A", " shall we?", 1_500, 2_500),
        VoiceTurn("A", "Yes.", 4_000, 5_000),
        VoiceTurn("A", "On and on.", 5_100, 30_000),
    )
    found = named_turns(turns, {"A": "Ana"}, (), str)
    assert [(turn.text, turn.start, turn.end) for turn in found] == [
        ("So, shall we?", 0, 2_500),
        ("Yes.", 4_000, 5_000),
        ("On and on.", 5_100, 30_000),
    ]


def test_a_person_gets_another_name_in_all_lines_at_once() -> None:
    lines = (NOTE, line(1, "Speaker 1", 900), line(2, "Ben", 900), line(3, "Speaker 1", 900))
    edit = renamed(lines, "Speaker 1", " Ana ")
    assert edit is not None
    after = edited(lines, edit)
    assert after is not None
    assert [item.voice for item in after if isinstance(item, Message)] == ["Ana", "Ben", "Ana"]
    assert edited(after, edit.inverse) == lines
    assert renamed(lines, "Cara", "Ana") is None
    assert renamed(lines, "Ben", "Ben") is None
    assert renamed(lines, "Ben", " ") is None
