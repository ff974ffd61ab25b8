"""What Buzz and OpenWhispr keep becomes talks, with times, voices and sound, and whatever their rows say."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.foreign import buzz, openwhispr
from voiceapp.core.transcript import Message, Note, SoundId, Speaker, Talk, TalkKind, Via, Word
from voiceapp.imports import BadFileError, Bundle, ForeignTables, read_tables, wanted_tables
from voiceapp.imports.bundle import Row
from voiceapp.storage.foreign_database import ForeignDatabaseError, is_database, tables_in


def read(path: Path) -> tuple[str, Bundle]:
    files = tuple(f"audio/{file.name}" for file in path.parent.glob("audio/*"))
    return read_tables(ForeignTables(tables_in(path, wanted_tables()), str(path.parent), files))


def messages(talk: Talk) -> list[Message]:
    return [item for item in talk.items if isinstance(item, Message)]


def test_transcripts_of_buzz_have_their_lines_times_and_files(tmp_path: Path) -> None:
    program, bundle = read(buzz(tmp_path / "Buzz.sqlite"))
    assert program == "Buzz"
    call, words = bundle.talks
    assert bundle.skipped == 1, "one has no line"
    began = datetime(2025, 3, 1, 10, 0, 0, 500_000).astimezone().timestamp()
    assert (call.id, call.kind, call.title) == ("buzz-aaaa", TalkKind.TRANSCRIPTION, "interview.mp3")
    assert (call.started_at, call.ended_at) == (began, began + 2)
    first, second = messages(call)
    assert (first.text, first.language, first.at, first.via) == ("Guten Tag.", "de", began, Via.FILE)
    assert [version.text for version in first.versions] == ["Good day."]
    assert (second.at, second.sound, second.sound_ms) == (began + 1, "file:1000-2000::/calls/interview.mp3", 1000)
    assert [str(item.sentence) for item in call.items if isinstance(item, Note)] == ["Call her back."]
    assert bundle.origin.files == {SoundId("file:0-1000::/calls/interview.mp3"): False, second.sound: False} | {
        line.sound: False for line in messages(words)
    }
    assert words.title == "By name"


def test_words_that_have_a_row_each_become_lines(tmp_path: Path) -> None:
    _, bundle = read(buzz(tmp_path / "Buzz.sqlite"))
    lines = messages(bundle.talks[1])
    assert [line.text for line in lines] == ["One two.", "Three", "four"]
    assert lines[0].words == (Word("One", 0, 300), Word("two.", 300, 600))
    assert [line.sound_ms for line in lines] == [600, 200, 400]


def test_dictations_of_openwhispr_have_what_was_heard_and_their_sound(tmp_path: Path) -> None:
    program, bundle = read(openwhispr(tmp_path / "transcriptions.db", sound=b"webm"))
    assert program == "OpenWhispr"
    milk, plain = (talk for talk in bundle.talks if talk.kind is TalkKind.DICTATION)
    (line,) = messages(milk)
    at = datetime(2025, 3, 1, 9, tzinfo=UTC).timestamp()
    assert (milk.id, milk.started_at) == ("openwhispr-dictation-uuid-1", at)
    assert (line.text, line.original) == ("Buy milk.", "um buy milk")
    assert line.sound == f"file:0-1000::{tmp_path}/audio/OpenWhispr-2025-03-01-10-00-00-1.webm"
    assert bundle.origin.files == {line.sound: True}
    assert (plain.id, messages(plain)[0].original, messages(plain)[0].sound) == ("openwhispr-dictation-2", None, None)


def test_notes_and_conversations_of_openwhispr(tmp_path: Path) -> None:
    _, bundle = read(openwhispr(tmp_path / "transcriptions.db"))
    (note,) = (talk for talk in bundle.talks if talk.kind is TalkKind.TRANSCRIPTION)
    began = datetime(2025, 3, 3, 8, tzinfo=UTC).timestamp()
    assert note.title == "Weekly"
    assert [(line.voice, line.text, line.at - began) for line in messages(note)[:2]] == [
        ("Me", "Shall we begin?", 0.0),
        ("Ann", "Yes.", 2.5),
    ]
    assert [(line.speaker, line.text) for line in messages(note)[2:]] == [
        (Speaker.USER, "My notes"),
        (Speaker.ASSISTANT, "# Summary"),
    ]
    (kettle,) = (talk for talk in bundle.talks if talk.kind is TalkKind.CONVERSATION)
    assert [(line.speaker, line.text) for line in messages(kettle)] == [
        (Speaker.USER, "Is it on?"),
        (Speaker.ASSISTANT, "It is."),
    ]


def test_another_database_is_none_of_theirs(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="Buzz or OpenWhispr"):
        read_tables(ForeignTables({}))
    assert is_database(buzz(tmp_path / "Buzz.sqlite"))
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    assert not is_database(tmp_path / "x.json")


def test_a_damaged_database_says_so(tmp_path: Path) -> None:
    path = buzz(tmp_path / "Buzz.sqlite")
    content = bytearray(path.read_bytes())
    content[100:3000] = bytes(2900)
    path.write_bytes(content)
    with pytest.raises(ForeignDatabaseError):
        tables_in(path, wanted_tables())


def test_it_is_read_while_its_program_runs_and_not_changed(tmp_path: Path) -> None:
    path = openwhispr(tmp_path / "transcriptions.db")
    before = path.read_bytes()
    assert len(read(path)[1].talks) == 4
    assert path.read_bytes() == before


cells = (
    st.none() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["[{}]", "[1]", "{", "[[[", "1"])
)


def rows(*names: str) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.dictionaries(st.sampled_from(names), cells), max_size=4)


@given(
    rows("id", "file", "time_queued", "word_level_timings", "name", "notes", "language", "url"),
    rows("transcription_id", "text", "start_time", "end_time", "translation"),
)
def test_no_row_of_buzz_breaks_the_reading(transcripts: list[Row], segments: list[Row]) -> None:
    found = ForeignTables({"transcription": transcripts, "transcription_segment": segments})
    assert all(talk.items for talk in read_tables(found)[1].talks)


@given(
    rows("id", "text", "raw_text", "timestamp", "audio_duration_ms", "deleted_at"),
    rows("id", "title", "content", "enhanced_content", "transcript", "created_at"),
    rows("id", "title", "created_at"),
    rows("conversation_id", "role", "content", "created_at"),
)
def test_no_row_of_openwhispr_breaks_the_reading(
    dictations: list[Row], notes: list[Row], talks: list[Row], said: list[Row]
) -> None:
    tables = {"transcriptions": dictations, "notes": notes, "agent_conversations": talks, "agent_messages": said}
    found = ForeignTables(tables, "/home", ("audio/OpenWhispr-1.webm", "audio/2.webm", "notes.txt"))
    assert all(talk.items for talk in read_tables(found)[1].talks)
