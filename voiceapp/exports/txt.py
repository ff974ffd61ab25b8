"""Writes plain text: a line for each turn, with further lines indented."""

from collections.abc import Mapping

from voiceapp.core.history import ExportWishes
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Message, SoundId, Talk, ToolCall
from voiceapp.exports.export_lines import ExportLine, days, describe, heading, in_words, lines, picture_of, source_words
from voiceapp.exports.summary_lines import TRANSCRIPT
from voiceapp.exports.summary_text import plain_blocks

INDENT = "    "


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    del sounds
    title = heading(talk, wishes)
    parts = [title, "=" * min(len(title), 72)]
    if wishes.timestamps:
        parts.append(describe(talk, wishes))
    parts.append("")
    about = plain_blocks(talk, wishes)
    parts += [*about, f"{in_words(TRANSCRIPT, wishes)}:"] if about else []
    for line, new_day in days(lines(talk, wishes)):
        if new_day and wishes.timestamps:
            parts += ["", f"{line.at:%Y-%m-%d}", ""]
        parts.append(_line(line, wishes))
    return "\n".join(parts).rstrip("\n") + "\n"


def join(files: list[str]) -> str:
    return "\n\n".join(files)


def _line(line: ExportLine, wishes: ExportWishes) -> str:
    time = f"[{line.at:%H:%M:%S}] " if wishes.timestamps else ""
    pieces = [piece for piece in (_what(line, wishes), _unheard(line, wishes), _remark(line)) if piece]
    rows = f"{time}{line.name}: {' '.join(pieces)}".rstrip().split("\n")
    rows += [f"[{words}]" for words in source_words(line, wishes)]
    return "\n".join([rows[0], *(f"{INDENT}{row}".rstrip() for row in rows[1:])])


def _what(line: ExportLine, wishes: ExportWishes) -> str:
    match line.item:
        case ToolCall():
            return " → ".join(part for part in (clean(line.item.arguments), line.text) if part.strip())
        case Message():
            pictures = [f"[{in_words(picture_of(picture), wishes)}]" for picture in line.item.images]
            return " ".join([*pictures, line.text.strip()])
        case _:
            return line.text.strip()


def _unheard(line: ExportLine, wishes: ExportWishes) -> str:
    unheard = line.unheard.strip()
    return f"[{in_words(Sentence('not heard: {text}', text=unheard), wishes)}]" if unheard else ""


def _remark(line: ExportLine) -> str:
    return f"[{line.remark}]" if line.remark and not line.unheard.strip() else ""
