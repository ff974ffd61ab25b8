"""Writes a table for spreadsheets: a row for each line. No cell is ever taken for a formula."""

import csv
import io
from collections.abc import Mapping

from voiceapp.core.history import ExportWishes
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Message, SoundId, Talk, ToolCall
from voiceapp.exports.export_lines import ExportLine, heading, lines

COLUMNS = (
    "talk",
    "title",
    "item",
    "kind",
    "time",
    "speaker",
    "name",
    "text",
    "not heard",
    "remark",
    "via",
    "language",
    "engine",
    "model",
    "sound ms",
    "tokens",
    "usd",
)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
MARK = "\ufeff"
"""The byte order mark, which makes spreadsheets read it as UTF-8."""


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    del sounds
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    title = heading(talk, wishes)
    for line in lines(talk, wishes):
        writer.writerow(_row(talk, title, line, wishes))
    return MARK + file.getvalue()


def join(files: list[str]) -> str:
    """Joins the tables into one by dropping all headers but the first."""
    head = f"{','.join(COLUMNS)}\r\n"
    return "".join([files[0], *(file.removeprefix(MARK).removeprefix(head) for file in files[1:])])


def _row(talk: Talk, title: str, line: ExportLine, wishes: ExportWishes) -> list[str]:
    message = line.item if isinstance(line.item, Message) else None
    tool = line.item if isinstance(line.item, ToolCall) else None
    text = f"{clean(tool.arguments)} → {line.text}" if tool else line.text
    cells = [
        talk.id,
        title,
        line.item.id,
        "message" if message else "tool" if tool else "note",
        line.at.isoformat(timespec="milliseconds") if wishes.timestamps else "",
        message.speaker.value if message else "",
        line.name,
        text,
        line.unheard,
        line.remark,
        message.via.value if message else "",
        (message.language if message else None) or "",
        (message.engine if message else None) or "",
        (message.model if message else None) or "",
    ]
    return [*(safe(clean(cell)) for cell in cells), *_figures(message)]


def _figures(message: Message | None) -> list[str]:
    if message is None:
        return ["", "", ""]
    tokens = sum(line.usage.tokens for line in message.spent)
    prices = [line.usd for line in message.spent]
    known = prices and all(price is not None for price in prices)
    usd = f"{sum(price for price in prices if price is not None):.6f}" if known else ""
    return [str(message.sound_ms or ""), str(tokens or ""), usd]


def safe(cell: str) -> str:
    """A cell that no spreadsheet evaluates: what looks like a formula gets an apostrophe in front."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) or cell[:1] in ("\t", "\n") else cell
