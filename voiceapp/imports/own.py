"""Reads our own JSON, as docs/EXPORT.md describes it: what was exported comes back without loss."""

import binascii
import io
from typing import Annotated, cast

import msgspec
import numpy as np
import soundfile

from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.summary import NO_SUMMARIES, Summaries
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
    Talk,
    TalkId,
    TalkKind,
    ToolCall,
    ToolState,
    Version,
    Via,
    Word,
)
from voiceapp.imports.bundle import BadFileError, Bundle, ImportedFile

FORMAT, VERSION = "voiceapp", 1
LARGEST = 2**53
"""No number that we write is larger, and no database takes those from 2**63 on."""

Moment = Annotated[float, msgspec.Meta(ge=0, lt=1e11)]
"""Seconds that a calendar knows."""


class _Image(msgspec.Struct):
    media_type: str
    data: bytes
    width: int = 0
    height: int = 0


class _ImportedMessage(msgspec.Struct, tag="message"):
    id: str
    at: Moment
    speaker: Speaker
    text: str
    state: MessageState
    via: Via = Via.VOICE
    heard: int | None = None
    spoken: int | None = None
    words: tuple[Word, ...] = ()
    sound: str | None = None
    sound_ms: int = 0
    images: tuple[_Image, ...] = ()
    language: str | None = None
    engine: str | None = None
    model: str | None = None
    spent: tuple[Spent, ...] = ()
    stages: tuple[Stage, ...] = ()
    original: str | None = None
    thoughts: str = ""
    thought_for: float = 0.0
    failure: str | None = None
    improved: Improvement | None = None
    heard_by: str = ""
    versions: tuple[Version, ...] = ()
    voice: str = ""
    parts: tuple[SoundPart, ...] = ()
    follows: str | None = None


class _ToolCall(msgspec.Struct, tag="tool_call"):
    id: str
    at: Moment
    name: str
    arguments: str
    output: str
    state: ToolState
    call_id: str = ""
    ended_at: Moment | None = None
    images: tuple[_Image, ...] = ()


class _Note(msgspec.Struct, tag="note"):
    id: str
    at: Moment
    text: str


class _Talk(msgspec.Struct):
    id: str
    started_at: Moment
    items: tuple[_ImportedMessage | _ToolCall | _Note, ...]
    title: str = ""
    kind: TalkKind = TalkKind.CONVERSATION
    pinned: bool = False
    ended_at: Moment | None = None
    summaries: Summaries = NO_SUMMARIES


class _Sound(msgspec.Struct):
    data: bytes


class _TalkFile(msgspec.Struct):
    format: str
    version: int
    talks: tuple[_Talk, ...]
    sounds: dict[str, _Sound] = {}


class _FileHead(msgspec.Struct):
    version: int


def read(file: ImportedFile) -> Bundle | None:
    document = file.document
    if not isinstance(document, dict) or cast("dict[str, object]", document).get("format") != FORMAT:
        return None
    _refuse_large(cast("object", document))
    return _read(file.content)


def _read(content: bytes) -> Bundle:
    try:
        if msgspec.json.decode(content, type=_FileHead).version > VERSION:
            raise BadFileError(
                Sentence("This file was written by a later version of voiceapp. Install that one to read it.")
            )
        file = msgspec.json.decode(content, type=_TalkFile)
    except (msgspec.DecodeError, binascii.Error, RecursionError) as error:
        raise BadFileError(
            Sentence("This voiceapp file is damaged ({why}). Export it again.", why=str(error))
        ) from error
    sounds = {SoundId(name): _pcm(sound.data) for name, sound in file.sounds.items()}
    return Bundle(tuple(map(_talk, file.talks)), sounds)


def _refuse_large(document: object) -> None:
    left = [document]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += cast("dict[str, object]", value).values()
        elif isinstance(value, list):
            left += cast("list[object]", value)
        elif isinstance(value, int | float) and not -LARGEST < value < LARGEST:
            raise BadFileError(
                Sentence("A number in this file is larger than any that voiceapp writes. Export it again.")
            )


def _talk(talk: _Talk) -> Talk:
    return Talk(
        id=TalkId(talk.id),
        started_at=talk.started_at,
        kind=talk.kind,
        title=talk.title,
        pinned=talk.pinned,
        ended_at=talk.ended_at,
        items=tuple(map(_item, talk.items)),
        summaries=talk.summaries,
    )


def _images(images: tuple[_Image, ...]) -> tuple[Image, ...]:
    return tuple(Image(image.media_type, image.data, image.width, image.height) for image in images)


def _item(item: _ImportedMessage | _ToolCall | _Note) -> Item:
    match item:
        case _Note():
            return Note(ItemId(item.id), item.at, Sentence.restored(item.text))
        case _ToolCall():
            return ToolCall(
                ItemId(item.id),
                item.at,
                item.name,
                item.arguments,
                item.output,
                item.state,
                item.call_id,
                item.ended_at,
                images=_images(item.images),
            )
        case _ImportedMessage():
            return Message(
                id=ItemId(item.id),
                speaker=item.speaker,
                at=item.at,
                text=item.text,
                state=item.state,
                via=item.via,
                heard=item.heard,
                spoken=item.spoken,
                words=item.words,
                sound=None if item.sound is None else SoundId(item.sound),
                sound_ms=item.sound_ms,
                images=_images(item.images),
                language=item.language,
                engine=item.engine,
                model=item.model,
                spent=item.spent,
                stages=item.stages,
                original=item.original,
                thoughts=item.thoughts,
                thought_for=item.thought_for,
                improved=item.improved,
                heard_by=item.heard_by,
                versions=item.versions,
                voice=item.voice,
                parts=item.parts if item.sound is not None else (),
                follows=None if item.follows is None else ItemId(item.follows),
                failure=None if item.failure is None else Sentence.restored(item.failure),
            )


def _pcm(data: bytes) -> bytes:
    """Samples at the wire rate, of any sound file that came with the talk."""
    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="int16", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise BadFileError(
            Sentence("A recording in this file is damaged. Export it again, or without sound.")
        ) from error
    if rate != WIRE.rate:
        raise BadFileError(
            Sentence(
                "A recording in this file has {rate} samples a second. voiceapp imports only {wanted}.",
                rate=rate,
                wanted=WIRE.rate,
            )
        )
    return np.ascontiguousarray(samples[:, 0], "<i2").tobytes()
