"""Writes Markdown (CommonMark): the words appear exactly as they were said, whatever characters they contain."""

import re
from collections.abc import Mapping

from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Message, SoundId, Talk, ToolCall
from voiceapp.exports.export_lines import NOT_HEARD, ExportLine, days, describe, heading, in_words, lines, picture_of

_INLINE = re.compile(r"[\\`*_\[\]<>&|~]")
_NUMBER = re.compile(r"^(\d+)([.)])")


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    del sounds
    parts = [f"# {escaped(heading(talk, wishes))}"]
    if wishes.timestamps:
        parts.append(f"*{describe(talk, wishes)}*")
    for line, new_day in days(lines(talk, wishes)):
        if new_day and wishes.timestamps:
            parts.append(f"## {line.at:%Y-%m-%d}")
        parts.append(_block(line, wishes))
    return "\n\n".join(parts) + "\n"


def join(files: list[str]) -> str:
    return "\n---\n\n".join(files)


def _block(line: ExportLine, wishes: ExportWishes) -> str:
    head = f"**{escaped(line.name)}**" + (f" · {line.at:%H:%M:%S}" if wishes.timestamps else "")
    remark = f"*({escaped(line.remark)})*" if line.remark else ""
    match line.item:
        case ToolCall():
            parts = [
                f"{head} · {escaped(in_words(Sentence('tool'), wishes))} {remark}".rstrip(),
                fenced(clean(line.item.arguments)),
                fenced(line.text),
            ]
        case Message():
            pictures = [f"*({escaped(in_words(picture_of(picture), wishes))})*" for picture in line.item.images]
            said = escaped(line.text)
            unheard = (
                f"~~{escaped(' '.join(line.unheard.split()))}~~ *({escaped(in_words(NOT_HEARD, wishes))})*"
                if line.unheard.strip()
                else ""
            )
            parts = [head, *pictures, said, *([unheard] if unheard else [remark])]
        case _:
            parts = [f"*{escaped(' '.join(line.text.split()))}*" if line.text.strip() else ""]
    return "\n\n".join(part for part in parts if part.strip())


def escaped(text: str) -> str:
    """Escapes a text so that Markdown shows just this text, with its line breaks."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip())
    return "\n\n".join("\\\n".join(map(_escaped_line, paragraph.split("\n"))) for paragraph in paragraphs)


def _escaped_line(line: str) -> str:
    line = line.strip()
    line = _INLINE.sub(r"\\\g<0>", line)
    numbered = _NUMBER.match(line)
    if numbered:
        return f"{numbered[1]}\\{line[numbered.end(1) :]}"
    return f"\\{line}" if line[:1] in ("#", "+", "-", "=", ":") else line


def fenced(text: str) -> str:
    """A verbatim block of text; its fence is longer than any in the text."""
    if not text.strip():
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
