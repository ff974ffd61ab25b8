"""Writes Markdown (CommonMark): the words appear exactly as they were said, whatever characters they contain."""

import re
from collections.abc import Mapping

from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Message, SoundId, Talk, ToolCall
from voiceapp.exports.export_lines import (
    NOT_HEARD,
    SOURCES,
    ExportLine,
    days,
    describe,
    heading,
    in_words,
    lines,
    picture_of,
)
from voiceapp.exports.markdown_text import escaped
from voiceapp.exports.summary_lines import TRANSCRIPT
from voiceapp.exports.summary_text import markdown_blocks


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    del sounds
    parts = [f"# {escaped(heading(talk, wishes))}"]
    if wishes.timestamps:
        parts.append(f"*{describe(talk, wishes)}*")
    about = markdown_blocks(talk, wishes)
    parts += [*about, f"## {in_words(TRANSCRIPT, wishes)}"] if about else []
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
            parts = [head, *pictures, said, *([unheard] if unheard else [remark]), _sources(line, wishes)]
        case _:
            parts = [f"*{escaped(' '.join(line.text.split()))}*" if line.text.strip() else ""]
    return "\n\n".join(part for part in parts if part.strip())


def _sources(line: ExportLine, wishes: ExportWishes) -> str:
    if not line.sources:
        return ""
    rows = [
        f"- [{escaped(each.shown_title)}](<{each.url}>)" if each.url else f"- {escaped(each.title)}"
        for each in line.sources
    ]
    return "\n".join([f"{escaped(in_words(SOURCES, wishes))}:", "", *rows])


def fenced(text: str) -> str:
    """A verbatim block of text; its fence is longer than any in the text."""
    if not text.strip():
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
