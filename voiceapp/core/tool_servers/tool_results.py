"""Says what a tool's answer is, as text for the model: cleaned, of bounded length, and described where it is no text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from voiceapp.core.text.clean_text import clean, in_one_line

LONGEST = 8_000
"""Characters. The whole conversation is paid for again with each reply, a tool's answer too."""
LONGEST_NAME = 200
CUT = "… (cut off here)"


@dataclass(frozen=True, slots=True)
class TextAnswered:
    """A text that a tool answered."""

    text: str


@dataclass(frozen=True, slots=True)
class MediaAnswered:
    """A picture, a sound or a file among what a tool answered. A model that talks is not given it."""

    kind: str
    """One of image, audio and file."""
    form: str = ""
    """What the server says it is, such as image/png."""
    bytes: int = 0
    name: str = ""
    """Its name or address, if it has one."""


AnswerPart = TextAnswered | MediaAnswered


def answer_text(parts: Sequence[AnswerPart], structured: object = None) -> str:
    """Return the answer for the model. `structured`: the same as a value, where the tool gives it."""
    texts = [clean(part.text).strip() for part in parts if isinstance(part, TextAnswered)]
    media = [_described(part) for part in parts if isinstance(part, MediaAnswered)]
    said = "\n".join(text for text in texts if text)
    if not said and structured is not None:
        said = clean(json.dumps(structured, ensure_ascii=False, default=str))
    if len(said) > LONGEST:
        said = said[:LONGEST] + CUT
    whole = "\n".join((*([said] if said else []), *media[:20]))
    return whole or "(The tool answered nothing.)"


def _described(part: MediaAnswered) -> str:
    words = {"image": "a picture", "audio": "a recording"}.get(part.kind, "a file")
    name = in_one_line(clean(part.name))[:LONGEST_NAME]
    told = [in_one_line(clean(part.form))[:LONGEST_NAME], f"{part.bytes} bytes" if part.bytes else ""]
    details = ", ".join(each for each in told if each)
    return f"[{words}{f' {name}' if name else ''}{f' ({details})' if details else ''}, which was not opened]"
