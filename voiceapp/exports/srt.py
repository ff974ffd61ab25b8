"""Writes subtitles as SubRip. The format has no way to escape its own characters, so what looks like markup is spelt
differently.
"""

from collections.abc import Mapping

from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import SoundId, Talk
from voiceapp.exports.cues import Cue, cues, stamp


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    del sounds
    return "\n".join(_block(number, cue) for number, cue in enumerate(cues(talk, wishes, prefixed=True), 1))


def _block(number: int, cue: Cue) -> str:
    text = "\n".join(map(as_text, cue.lines))
    return f"{number}\n{stamp(cue.start, ',')} --> {stamp(cue.end, ',')}\n{text}\n"


def as_text(line: str) -> str:
    """Players take <…> and {…} for markup and hide it, so angles become quotation marks and braces become brackets."""
    return line.replace("-->", "→").replace("<", "‹").replace(">", "›").replace("{", "(").replace("}", ")")
