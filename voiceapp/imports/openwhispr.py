"""Reads the database of OpenWhispr: dictations with their sound, notes with what was said, and conversations."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from voiceapp.core.sound_stretch import SoundStretch
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import (
    Item,
    ItemId,
    Message,
    MessageState,
    Speaker,
    Talk,
    TalkId,
    TalkKind,
    Via,
)
from voiceapp.imports.bundle import Bundle, ForeignTables, ImportedFile, ImportOrigin, Row
from voiceapp.imports.foreign_rows import moment_in, number_in, text_in

PROGRAM = "OpenWhispr"
DICTATIONS, NOTES, TALKS, MESSAGES = "transcriptions", "notes", "agent_conversations", "agent_messages"
TABLES = (DICTATIONS, NOTES, TALKS, MESSAGES)
SOUND_FOLDER = "audio"
TO_THE_END = 24 * 3_600_000
"""Milliseconds: longer than any dictation whose length is not known."""
_MILLISECONDS = 1e9
"""Times of segments from here on are times of the day in milliseconds, others are seconds from the beginning."""
Json = dict[str, object]


def read(file: ImportedFile) -> Bundle | None:
    found = file.document
    if not isinstance(found, ForeignTables) or DICTATIONS not in found.tables:
        return None
    sounds = _sounds(found)
    talks = [
        *(_dictation(row, sounds) for row in _rows(found, DICTATIONS)),
        *(_note(row) for row in _rows(found, NOTES)),
        *_conversations(found),
    ]
    whole = tuple(talk for talk in talks if talk.items)
    lines = (line for talk in whole for line in talk.items if isinstance(line, Message))
    files = {line.sound: True for line in lines if line.sound is not None}
    return Bundle(whole, {}, len(talks) - len(whole), ImportOrigin(files, once=True))


def _rows(found: ForeignTables, table: str) -> list[Row]:
    """What was not deleted."""
    return [row for row in found.tables.get(table, ()) if not text_in(row, "deleted_at")]


def _name(row: Row, kind: str, *own: str) -> TalkId:
    own_name = next((name for name in (text_in(row, each) for each in own) if name), "")
    return TalkId(f"openwhispr-{kind}-{own_name or row.get('id')}")


# --- dictations


def _sounds(found: ForeignTables) -> Mapping[str, str]:
    """The file of each dictation that has one, by the number at the end of its name."""
    names = [name for name in found.files if name.startswith(f"{SOUND_FOLDER}/") and name.endswith(".webm")]
    return {name.removesuffix(".webm").replace("/", "-").rpartition("-")[2]: f"{found.folder}/{name}" for name in names}


def _dictation(row: Row, sounds: Mapping[str, str]) -> Talk:
    name = _name(row, "dictation", "client_transcription_id")
    at = moment_in(row, "timestamp", "created_at", utc=True)
    text, raw = text_in(row, "text"), text_in(row, "raw_text")
    length = number_in(row, "audio_duration_ms")
    file = sounds.get(str(row.get("id")))
    sound = None if file is None else SoundStretch(file, 0, length or TO_THE_END).sound
    line = Message(
        ItemId(f"{name}-0001"),
        Speaker.USER,
        at,
        text or raw,
        MessageState.DONE,
        sound=sound,
        sound_ms=length,
        original=raw if raw and text and raw != text else None,
    )
    return Talk(name, at, TalkKind.DICTATION, ended_at=at + length / 1000, items=(line,) if line.text else ())


# --- notes


def _note(row: Row) -> Talk:
    name = _name(row, "note", "client_note_id")
    at = moment_in(row, "created_at", "updated_at", utc=True)
    items: list[Item] = list(_segments(row, name, at))
    last = items[-1].at if items else at
    content, enhanced = text_in(row, "content"), text_in(row, "enhanced_content")
    if content:
        items.append(Message(ItemId(f"{name}-notes"), Speaker.USER, last, content, MessageState.DONE, Via.TEXT))
    if enhanced:
        enhanced_by = Message(
            ItemId(f"{name}-enhanced"), Speaker.ASSISTANT, last, enhanced, MessageState.DONE, Via.TEXT
        )
        items.append(enhanced_by)
    return Talk(name, at, TalkKind.TRANSCRIPTION, text_in(row, "title"), ended_at=last, items=tuple(items))


def _segments(row: Row, name: TalkId, began: float) -> Iterator[Message]:
    try:
        told: object = json.loads(text_in(row, "transcript") or "[]")
    except (ValueError, RecursionError):
        return
    found = (
        [cast("Json", each) for each in cast("list[object]", told) if isinstance(each, dict)]
        if isinstance(told, list)
        else []
    )
    times = [_time(each) for each in found]
    first = min((time for time in times if time >= _MILLISECONDS), default=0.0)
    for number, (segment, time) in enumerate(zip(found, times, strict=True), 1):
        text = segment.get("text")
        if isinstance(text, str) and text.strip():
            at = began + ((time - first) / 1000 if time >= _MILLISECONDS else time)
            item = ItemId(f"{name}-{number:05d}")
            said = clean(text).strip()
            yield Message(item, Speaker.USER, at, said, MessageState.DONE, Via.FILE, voice=_voice(segment))


def _time(segment: Json) -> float:
    time = segment.get("timestamp")
    known = isinstance(time, int | float) and not isinstance(time, bool) and 0 <= time < 1e14
    return float(time) if known and isinstance(time, int | float) else 0.0


def _voice(segment: Json) -> str:
    for key in ("speakerName", "speaker", "source"):
        value = segment.get(key)
        if isinstance(value, str) and value.strip():
            return {"you": "Me", "mic": "Me", "system": "Others"}.get(value, clean(value).strip())
    return ""


# --- conversations


def _conversations(found: ForeignTables) -> Iterator[Talk]:
    messages: dict[object, list[Row]] = {}
    for row in found.tables.get(MESSAGES, ()):
        messages.setdefault(row.get("conversation_id"), []).append(row)
    for row in _rows(found, TALKS):
        yield _conversation(row, messages.get(row.get("id"), ()))


def _conversation(row: Row, messages: Sequence[Row]) -> Talk:
    name = _name(row, "talk", "client_conversation_id")
    began = moment_in(row, "created_at", utc=True)
    speakers = {"user": Speaker.USER, "assistant": Speaker.ASSISTANT}
    items = tuple(
        Message(
            ItemId(f"{name}-{number:04d}"),
            speakers[text_in(each, "role")],
            moment_in(each, "created_at", utc=True) or began,
            text_in(each, "content"),
            MessageState.DONE,
            Via.TEXT,
            engine=PROGRAM if text_in(each, "role") == "assistant" else None,
        )
        for number, each in enumerate(messages, 1)
        if text_in(each, "role") in speakers and text_in(each, "content")
    )
    ended = max((item.at for item in items), default=began)
    return Talk(name, began, TalkKind.CONVERSATION, text_in(row, "title"), ended_at=ended, items=items)
