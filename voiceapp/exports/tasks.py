"""Writes a talk's tasks as a Markdown list that can be ticked off."""

from collections.abc import Mapping

from voiceapp.core.history import ExportWishes
from voiceapp.core.transcript import SoundId, Talk
from voiceapp.exports.export_lines import heading
from voiceapp.exports.markdown_text import escaped
from voiceapp.exports.summary_lines import task_rows


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    del sounds
    rows = [f"- [{'x' if row.point.done else ' '}] {escaped(row.whole)}" for row in task_rows(talk, wishes)]
    return "\n".join([f"# {escaped(heading(talk, wishes))}", "", *rows]) + "\n"
