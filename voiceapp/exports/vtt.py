"""Writes WebVTT subtitles with the speakers' names."""

from collections.abc import Mapping

from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import SoundId, Talk
from voiceapp.exports.cues import Cue, cues, stamp


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    del sounds
    blocks = [_block(number, cue) for number, cue in enumerate(cues(talk, wishes), 1)]
    return "\n".join(["WEBVTT\n", *blocks])


def _block(number: int, cue: Cue) -> str:
    text = "\n".join(map(as_text, cue.lines))
    return f"{number}\n{stamp(cue.start, '.')} --> {stamp(cue.end, '.')}\n<v {as_name(cue.name)}>{text}\n"


def as_name(name: str) -> str:
    """A name that ends in dashes would make an arrow with the bracket after it."""
    return as_text(name).replace("--", "–")


def as_text(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
