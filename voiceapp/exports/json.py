"""Writes everything, for other programs and for importing it again without loss. The format is in docs/EXPORT.md."""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC

import msgspec

from voiceapp.core.history import ExportWishes
from voiceapp.core.pcm import WIRE
from voiceapp.core.sound_stretch import stretch_in
from voiceapp.core.transcript import Image, Item, Message, Note, SoundId, Talk, ToolCall, Version, Word
from voiceapp.exports.export_lines import has_summaries, moment, wanted
from voiceapp.exports.sound import flac

FORMAT, VERSION = "voiceapp", 1

Json = dict[str, object]


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    items = [*wanted(talk, wishes, pictures=True)]
    kept = {part.sound for item in items if isinstance(item, Message) for part in item.sound_parts}
    recordings = {sound: pcm for sound, pcm in sorted(sounds.items()) if sound in kept} if wishes.with_sound else {}
    names = _neutral(talk, kept, recordings, wishes)
    own = [_renamed(item, names) if isinstance(item, Message) else item for item in items]
    return _text(
        [_talk(talk, own, summaries=has_summaries(talk, wishes))],
        {names.get(sound, sound): _sound(pcm) for sound, pcm in recordings.items()},
    )


def _neutral(
    talk: Talk, sounds: set[SoundId], recordings: Mapping[SoundId, bytes], wishes: ExportWishes
) -> dict[SoundId, SoundId]:
    """Return other names for stretches of the person's own files, which would tell others of their folders.

    Not where a recording was wished for and isn't there: the name is all that still leads to it.
    """
    files = [sound for sound in sorted(sounds) if stretch_in(sound) is not None]
    told = [sound for sound in files if sound in recordings or not wishes.with_sound]
    return {sound: SoundId(f"{talk.id}-recording-{number}") for number, sound in enumerate(told, 1)}


def _renamed(message: Message, names: Mapping[SoundId, SoundId]) -> Message:
    sound = None if message.sound is None else names.get(message.sound, message.sound)
    parts = tuple(replace(part, sound=names.get(part.sound, part.sound)) for part in message.parts)
    return replace(message, sound=sound, parts=parts)


def join(files: list[str]) -> str:
    """Joins several talks in one file."""
    talks: list[object] = []
    sounds: Json = {}
    for file in files:
        content = json.loads(file)
        talks += content["talks"]
        sounds |= content.get("sounds", {})
    return _text(talks, sounds)


def _text(talks: list[object], sounds: Json) -> str:
    content: Json = {"format": FORMAT, "version": VERSION, "talks": talks}
    if sounds:
        content["sounds"] = sounds
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _talk(talk: Talk, items: list[Item], *, summaries: bool) -> Json:
    return {
        "id": talk.id,
        "title": talk.title,
        "kind": talk.kind.value,
        "pinned": talk.pinned,
        "started_at": talk.started_at,
        "ended_at": talk.ended_at,
        "items": [_item(item) for item in items],
        **({"summaries": msgspec.to_builtins(talk.summaries)} if summaries else {}),
    }


def _item(item: Item) -> Json:
    head: Json = {"id": item.id, "at": item.at, "time": moment(item.at, UTC).isoformat(timespec="milliseconds")}
    match item:
        case Message():
            return {"type": "message", **head, **_message(item)}
        case ToolCall():
            return {
                "type": "tool_call",
                **head,
                "name": item.name,
                "arguments": item.arguments,
                "output": item.output,
                "state": item.state.value,
                "call_id": item.call_id,
                "ended_at": item.ended_at,
                **({"images": [_image(image) for image in item.images]} if item.images else {}),
            }
        case Note():
            return {"type": "note", **head, "text": item.text}


def _message(message: Message) -> Json:
    return {
        "speaker": message.speaker.value,
        "text": message.text,
        "state": message.state.value,
        "via": message.via.value,
        "heard": message.heard,
        "spoken": message.spoken,
        "words": [_word(word) for word in message.words],
        "sound": message.sound,
        "sound_ms": message.sound_ms,
        "images": [_image(image) for image in message.images],
        "language": message.language,
        "engine": message.engine,
        "model": message.model,
        "spent": [asdict(line) for line in message.spent],
        "stages": [asdict(stage) for stage in message.stages],
        "original": message.original,
        "thoughts": message.thoughts,
        "thought_for": message.thought_for,
        "failure": None if message.failure is None else str(message.failure),
        **({"voice": message.voice} if message.voice else {}),
        **({"heard_by": message.heard_by} if message.heard_by else {}),
        **({"versions": [_version(version) for version in message.versions]} if message.versions else {}),
        **({} if message.improved is None else {"improved": asdict(message.improved)}),
        **({"parts": [asdict(part) for part in message.parts]} if message.parts else {}),
        **({} if message.follows is None else {"follows": message.follows}),
    }


def _version(version: Version) -> Json:
    return {**asdict(version), "words": [_word(word) for word in version.words]}


def _word(word: Word) -> Json:
    return {name: value for name, value in asdict(word).items() if value is not None}


def _image(image: Image) -> Json:
    data = base64.b64encode(image.data).decode()
    return {"media_type": image.media_type, "width": image.width, "height": image.height, "data": data}


def _sound(pcm: bytes) -> Json:
    return {"media_type": "audio/flac", "rate": WIRE.rate, "data": base64.b64encode(flac(pcm)).decode()}
