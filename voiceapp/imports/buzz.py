"""Reads the database of Buzz: a transcript for each file, with the times of its lines or words."""

from collections.abc import Iterator, Sequence

from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_stretch import SoundStretch
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import (
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    Speaker,
    Talk,
    TalkId,
    TalkKind,
    Version,
    Via,
    Word,
)
from voiceapp.imports.bundle import Bundle, ForeignTables, ImportedFile, ImportOrigin, Row
from voiceapp.imports.foreign_rows import moment_in, number_in, text_in

PROGRAM = "Buzz"
TRANSCRIPTS, SEGMENTS = "transcription", "transcription_segment"
TABLES = (TRANSCRIPTS, SEGMENTS)
PAUSE = 1000
"""Milliseconds between words after which another line begins."""
LONGEST_LINE = 40
"""Words of a line that is made of words."""
_ENDS = (".", "?", "!", "…", "。", "？", "！")


def read(file: ImportedFile) -> Bundle | None:
    found = file.document
    if not isinstance(found, ForeignTables) or not set(TABLES) <= found.tables.keys():
        return None
    segments: dict[str, list[Row]] = {}
    for row in found.tables[SEGMENTS]:
        segments.setdefault(text_in(row, "transcription_id"), []).append(row)
    rows = [row for row in found.tables[TRANSCRIPTS] if text_in(row, "id")]
    talks = [_talk(row, segments.get(text_in(row, "id"), ())) for row in rows]
    whole = tuple(talk for talk in talks if talk.items)
    lines = (line for talk in whole for line in talk.items if isinstance(line, Message))
    files = {line.sound: False for line in lines if line.sound is not None}
    return Bundle(whole, {}, len(talks) - len(whole), ImportOrigin(files, once=True))


def _talk(row: Row, segments: Sequence[Row]) -> Talk:
    name = TalkId(f"buzz-{text_in(row, 'id')}")
    began = moment_in(row, "time_queued", "time_started", "time_ended", utc=False)
    lines = [each for each in segments if text_in(each, "text")]
    spans = (
        _of_words(lines) if row.get("word_level_timings") in (1, "1", "true", "True") else [[each] for each in lines]
    )
    items: list[Item] = [
        _line(row, span, ItemId(f"{name}-{number:05d}"), began) for number, span in enumerate(spans, 1)
    ]
    notes = text_in(row, "notes")
    if items and notes:
        items.append(Note(ItemId(f"{name}-notes"), items[-1].at, Sentence.restored(notes)))
    path = text_in(row, "file") or text_in(row, "url")
    title = text_in(row, "name") or path.replace("\\", "/").rpartition("/")[2]
    ended = began + max((number_in(each, "end_time") for each in lines), default=0) / 1000
    return Talk(name, began, TalkKind.TRANSCRIPTION, title, ended_at=ended, items=tuple(items))


def _of_words(segments: Sequence[Row]) -> list[list[Row]]:
    """Lines of the words that each have a row of their own."""
    lines: list[list[Row]] = []
    for row in segments:
        last = lines[-1] if lines else []
        pause = number_in(row, "start_time") - number_in(last[-1], "end_time") if last else 0
        if not last or pause > PAUSE or len(last) >= LONGEST_LINE or text_in(last[-1], "text").endswith(_ENDS):
            lines.append([row])
        else:
            last.append(row)
    return lines


def _line(row: Row, span: Sequence[Row], item: ItemId, began: float) -> Message:
    start = number_in(span[0], "start_time")
    end = max(start, *(number_in(each, "end_time") for each in span))
    file = text_in(row, "file")
    return Message(
        item,
        Speaker.USER,
        began + start / 1000,
        "".join(_texts(span)).strip(),
        MessageState.DONE,
        Via.FILE,
        words=tuple(_word(each, start) for each in span) if len(span) > 1 else (),
        sound=SoundId(SoundStretch(file, start, end).sound) if file and end > start else None,
        sound_ms=end - start,
        language=text_in(row, "language") or None,
        versions=tuple(Version(translation, PROGRAM) for each in span if (translation := text_in(each, "translation"))),
    )


def _texts(span: Sequence[Row]) -> Iterator[str]:
    """Words have the space before them in their text, or none has."""
    texts = [value if isinstance(value, str) else "" for value in (each.get("text") for each in span)]
    bare = not any(text[:1].isspace() for text in texts)
    return (clean(f" {text}" if bare else text) for text in texts)


def _word(row: Row, start: int) -> Word:
    return Word(text_in(row, "text"), number_in(row, "start_time") - start, number_in(row, "end_time") - start)
