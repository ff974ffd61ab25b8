"""Converts items to rows and back without loss: columns for what is queried, one JSON object for the rest."""

from collections.abc import Sequence
from typing import NamedTuple, cast

import msgspec

from voiceapp.core.sentence import Sentence
from voiceapp.core.sentence_data import SentenceData, from_data, to_data
from voiceapp.core.transcript import (
    Image,
    Improvement,
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    SoundPart,
    Speaker,
    Spent,
    Stage,
    TermUse,
    ToolCall,
    ToolState,
    Usage,
    Version,
    Via,
    Word,
)

MESSAGE, TOOL, NOTE = "message", "tool", "note"


class _VersionRest(msgspec.Struct, omit_defaults=True):
    text: str = ""
    by: str = ""
    language: str = ""
    original: str | None = None
    words: list[tuple[str, int, int]] = []
    improved: tuple[str, str] | None = None
    sure: list[int] = []


class _MessageRest(msgspec.Struct, omit_defaults=True):
    via: Via = Via.VOICE
    heard: int | None = None
    spoken: int | None = None
    words: list[tuple[str, int, int]] = []
    language: str | None = None
    model: str | None = None
    stages: list[tuple[str, float]] = []
    original: str | None = None
    improved: tuple[str, str] | None = None
    failure: str | None = None
    """In English, for people who open the file; the app reads `failure_data`."""
    failure_data: SentenceData | None = None
    thoughts: str = ""
    thought_for: float = 0.0
    profile: str = ""
    terms: list[tuple[str, str]] = []
    heard_by: str = ""
    versions: "list[_VersionRest]" = []
    voice: str = ""
    sure: list[int] = []
    """For each word, how sure the recogniser was of it, in percent. -1: nobody said. Empty: of none."""
    parts: list[tuple[str, int, int, int]] = []
    follows: str | None = None


class _NoteRest(msgspec.Struct, omit_defaults=True):
    sentence: SentenceData | None = None


class _ToolRest(msgspec.Struct, omit_defaults=True):
    arguments: str = ""
    output: str = ""
    call_id: str = ""
    ended_at: float | None = None
    told: SentenceData | None = None
    failure: SentenceData | None = None


class Row(NamedTuple):
    """The columns of an item, in the order of `COLUMNS`."""

    id: str
    kind: str
    at: float
    state: str
    speaker: str
    text: str
    sound: str | None
    sound_ms: int
    engine: str | None
    rest: str


COLUMNS = ", ".join(Row._fields)


def clean(text: str) -> str:
    """Replaces lone surrogates, which no file can hold, by the replacement mark."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _clean_or_none(text: str | None) -> str | None:
    return None if text is None else clean(text)


def row_of(item: Item) -> Row:
    match item:
        case Message():
            return _message_row(item)
        case ToolCall():
            return _row(item, TOOL, item.state.value, clean(item.name), _tool_rest(item))
        case Note():
            return _row(item, NOTE, "", clean(item.text), _NoteRest(_data(item.sentence)))


def _tool_rest(call: ToolCall) -> _ToolRest:
    return _ToolRest(
        clean(call.arguments),
        clean(call.output),
        clean(call.call_id),
        call.ended_at,
        None if call.told is None else _clean_data(call.told),
        None if call.failure is None else _clean_data(call.failure),
    )


def _message_row(message: Message) -> Row:
    rest = _MessageRest(
        via=message.via,
        heard=message.heard,
        spoken=message.spoken,
        words=[(clean(word.text), word.start, word.end) for word in message.words],
        language=_clean_or_none(message.language),
        model=_clean_or_none(message.model),
        stages=[(clean(stage.name), stage.at) for stage in message.stages],
        original=_clean_or_none(message.original),
        improved=None if message.improved is None else (clean(message.improved.by), clean(message.improved.before)),
        failure=None if message.failure is None else clean(str(message.failure)),
        failure_data=None if message.failure is None else _data(message.failure),
        thoughts=clean(message.thoughts),
        thought_for=message.thought_for,
        profile=clean(message.profile),
        terms=[(clean(use.heard), clean(use.written)) for use in message.term_uses],
        heard_by=clean(message.heard_by),
        versions=[_version_rest(version) for version in message.versions],
        voice=clean(message.voice),
        sure=_percents(message.words),
        parts=[(clean(part.sound), part.start, part.length, part.at) for part in message.parts],
        follows=_clean_or_none(message.follows),
    )
    return _row(message, MESSAGE, message.state.value, clean(message.text), rest)._replace(
        speaker=message.speaker.value,
        sound=_clean_or_none(message.sound),
        sound_ms=message.sound_ms,
        engine=_clean_or_none(message.engine),
    )


def _percents(words: Sequence[Word]) -> list[int]:
    if all(word.sure is None for word in words):
        return []
    return [-1 if word.sure is None else round(word.sure * 100) for word in words]


def _words(rest: _MessageRest | _VersionRest) -> tuple[Word, ...]:
    if len(rest.sure) != len(rest.words):
        return tuple(Word(*word) for word in rest.words)
    return tuple(
        Word(*word, sure=None if percent < 0 else percent / 100)
        for word, percent in zip(rest.words, rest.sure, strict=True)
    )


def _parts(row: Row, rest: _MessageRest) -> tuple[SoundPart, ...]:
    """None of them is of use without the first, whose recording may be gone."""
    if row.sound is None:
        return ()
    return tuple(SoundPart(SoundId(sound), start, length, at) for sound, start, length, at in rest.parts)


def _version_rest(version: Version) -> _VersionRest:
    return _VersionRest(
        clean(version.text),
        clean(version.by),
        clean(version.language),
        _clean_or_none(version.original),
        [(clean(word.text), word.start, word.end) for word in version.words],
        None if version.improved is None else (clean(version.improved.by), clean(version.improved.before)),
        _percents(version.words),
    )


def _version_of(rest: _VersionRest) -> Version:
    improved = None if rest.improved is None else Improvement(*rest.improved)
    return Version(rest.text, rest.by, rest.language, rest.original, _words(rest), improved)


def _row(item: Item, kind: str, state: str, text: str, rest: msgspec.Struct) -> Row:
    return Row(clean(item.id), kind, item.at, state, "", text, None, 0, None, msgspec.json.encode(rest).decode())


_read_message = msgspec.json.Decoder(_MessageRest)
_read_note = msgspec.json.Decoder(_NoteRest)
_read_tool = msgspec.json.Decoder(_ToolRest)


def item_of(row: Row, images: Sequence[Image] = (), spent: Sequence[Spent] = ()) -> Item:
    item = ItemId(row.id)
    if row.kind == NOTE:
        return Note(item, row.at, _sentence(row.text, _read_note.decode(row.rest).sentence))
    if row.kind == TOOL:
        tool = _read_tool.decode(row.rest)
        return ToolCall(
            item,
            row.at,
            row.text,
            tool.arguments,
            tool.output,
            ToolState(row.state),
            tool.call_id,
            tool.ended_at,
            told=None if tool.told is None else from_data(tool.told),
            failure=None if tool.failure is None else from_data(tool.failure),
            images=tuple(images),
        )
    rest = _read_message.decode(row.rest)
    return Message(
        id=item,
        speaker=Speaker(row.speaker),
        at=row.at,
        text=row.text,
        state=MessageState(row.state),
        via=rest.via,
        heard=rest.heard,
        spoken=rest.spoken,
        words=_words(rest),
        sound=None if row.sound is None else SoundId(row.sound),
        sound_ms=row.sound_ms,
        images=tuple(images),
        language=rest.language,
        engine=row.engine,
        model=rest.model,
        spent=tuple(spent),
        stages=tuple(Stage(*stage) for stage in rest.stages),
        original=rest.original,
        improved=None if rest.improved is None else Improvement(*rest.improved),
        failure=None if rest.failure is None else _sentence(rest.failure, rest.failure_data),
        thoughts=rest.thoughts,
        thought_for=rest.thought_for,
        profile=rest.profile,
        term_uses=tuple(TermUse(*use) for use in rest.terms),
        heard_by=rest.heard_by,
        versions=tuple(_version_of(version) for version in rest.versions),
        voice=rest.voice,
        parts=_parts(row, rest),
        follows=None if rest.follows is None else ItemId(rest.follows),
    )


def _data(sentence: Sentence) -> SentenceData | None:
    """None if the text says all of it."""
    return _clean_data(sentence) if sentence.values else None


def _clean_data(sentence: Sentence) -> SentenceData:
    return {name: _clean_all(value) for name, value in to_data(sentence).items()}


def _clean_all(value: object) -> object:
    match value:
        case str():
            return clean(value)
        case dict():
            return {name: _clean_all(inner) for name, inner in cast("dict[str, object]", value).items()}
        case _:
            return value


def _sentence(text: str, data: SentenceData | None) -> Sentence:
    """An earlier version of the app kept only the text."""
    return Sentence.restored(text) if data is None else from_data(data)


def searchable(item: Item) -> str:
    """The text by which searches find an item."""
    match item:
        case Message():
            return said_by(item.voice, item.text)
        case ToolCall():
            return f"{item.name} {item.arguments} {item.output}"
        case Note():
            return item.text


def said_by(voice: str, text: str) -> str:
    """A line with the name of who spoke, where there is one."""
    return f"{voice}: {text}" if voice else text


def voice_in(rest: str) -> str:
    """The name in the column of that name, which most lines don't have."""
    return _read_message.decode(rest).voice if '"voice"' in rest else ""


def tells_else(row: Row, rest: str) -> bool:
    """Says whether a line is found by other words, though its text is the same."""
    return voice_in(row.rest) != voice_in(rest) if row.kind == MESSAGE else row.rest != rest


_usage = msgspec.json.Decoder(Usage)


def usage_text(usage: Usage) -> str:
    return msgspec.json.encode(usage).decode()


def usage_of(text: str) -> Usage:
    return _usage.decode(text)
