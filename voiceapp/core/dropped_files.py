"""Tells by a file's name what can be done with it when it is dropped onto the window."""

from enum import Enum

from voiceapp.core.sentence import Sentence


class DroppedKind(Enum):
    PICTURE = "picture"
    TEXT = "text"
    CONVERSATIONS = "conversations"
    SOUND = "sound"
    OTHER = "other"


_ENDINGS = {
    DroppedKind.PICTURE: "png jpg jpeg webp gif bmp",
    DroppedKind.TEXT: "txt md markdown rst csv tsv log py js ts c h cpp rs go java sh toml yaml yml ini xml html css sql tex srt vtt",
    DroppedKind.CONVERSATIONS: "json zip",
    DroppedKind.SOUND: "wav flac mp3 m4a ogg oga opus aac amr wma aiff aif caf webm mp4 m4v mkv mov avi 3gp",
}
_KINDS = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
MOST_TEXT = 100_000
"""The most bytes of a file, because nobody asks about more than that."""


def endings_of_sound() -> tuple[str, ...]:
    return tuple(_ENDINGS[DroppedKind.SOUND].split())


def kind_of(name: str) -> DroppedKind:
    return _KINDS.get(name.rpartition(".")[2].lower(), DroppedKind.OTHER)


def refused(name: str) -> Sentence:
    """Say what can be dropped instead of a file that the window does not take."""
    return Sentence(
        "{name} can't be used here. Drop a picture, a text, a recording, or exported conversations.", name=name
    )


def too_long(name: str) -> Sentence:
    return Sentence("{name} is too long for a message. Paste the part that you want to ask about.", name=name)
