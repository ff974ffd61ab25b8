"""Writes what was written about a talk as Markdown and as plain text."""

import re
from collections.abc import Iterator

from voiceapp.core.history import ExportWishes
from voiceapp.core.summaries.summary import Section
from voiceapp.core.transcript import Talk
from voiceapp.exports.export_lines import heading
from voiceapp.exports.markdown_text import escaped
from voiceapp.exports.summary_lines import SummaryBlock, SummaryRow, summary_blocks

_HEADING = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)
DEEPEST = 6


def summary_markdown(talk: Talk, language: str = "") -> str:
    """Return everything that was written about a talk, below its title."""
    wishes = ExportWishes(language=language)
    title = talk.summaries.summary.title if talk.summaries.summary is not None else ""
    blocks = markdown_blocks(talk, wishes)
    return "\n\n".join([f"# {escaped(title or heading(talk, wishes))}", *blocks]) + "\n"


def markdown_blocks(talk: Talk, wishes: ExportWishes) -> tuple[str, ...]:
    return tuple(part for block in summary_blocks(talk, wishes) for part in _markdown(block))


def _markdown(block: SummaryBlock) -> Iterator[str]:
    yield f"## {escaped(block.heading)}"
    if block.rows:
        yield "\n".join(f"- {_box(row)}{escaped(row.whole)}" for row in block.rows)
    else:
        yield below(block.text, 2)


def _box(row: SummaryRow) -> str:
    """Tasks can be ticked off in what shows Markdown."""
    return ("[x] " if row.point.done else "[ ] ") if row.point.section is Section.TASK else ""


def below(text: str, level: int) -> str:
    """Return a text in Markdown with its headings below another one, and without HTML."""
    deeper = _HEADING.sub(lambda found: "#" * min(DEEPEST, len(found[1]) + level), text)
    return deeper.replace("<", "&lt;")


def plain_blocks(talk: Talk, wishes: ExportWishes) -> tuple[str, ...]:
    """Return the same without marks."""
    return tuple(_plain(block) for block in summary_blocks(talk, wishes))


def _plain(block: SummaryBlock) -> str:
    rows = [f"- {row.whole}" for row in block.rows] or [block.text]
    return "\n".join([f"{block.heading}:", *rows, ""])
