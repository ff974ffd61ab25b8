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
    DroppedKind.SOUND: "wav flac mp3 m4a ogg opus aac wma aiff aif webm mp4 mkv mov",
}
_KINDS = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
MOST_TEXT = 100_000
"""The most bytes of a file, because nobody asks about more than that."""


def kind_of(name: str) -> DroppedKind:
    return _KINDS.get(name.rpartition(".")[2].lower(), DroppedKind.OTHER)


def refused(name: str, command: str) -> Sentence:
    """Say what can be done with a file that the window does not take. `command`: the app's name in a terminal."""
    if kind_of(name) is DroppedKind.SOUND:
        return Sentence(
            "The window can't play or transcribe sound files yet. In a terminal, use {command}",
            command=f"{command} transcribe {name}",
        )
    return Sentence("{name} can't be used here. Drop a picture, a text, or exported conversations.", name=name)


def too_long(name: str) -> Sentence:
    return Sentence("{name} is too long for a message. Paste the part that you want to ask about.", name=name)
