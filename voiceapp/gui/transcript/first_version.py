"""Marks which words of a line a better recogniser changed."""

from PySide6.QtGui import QColor, QTextLayout

from voiceapp.core.text.word_changes import word_changes
from voiceapp.core.transcript import Message
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.transcript.line_words import first_version_label
from voiceapp.gui.transcript.paragraphs import coloured


def changes_marked(message: Message, text: str, own: int, palette: Palette) -> list[QTextLayout.FormatRange]:
    """Mark the new words of an unfolded line, and strike the old ones through below. `own`: where its own text ends."""
    if message.improved is None:
        return []
    changes = word_changes(message.improved.before, text[:own])
    marked: list[QTextLayout.FormatRange] = []
    for span in changes.added:
        new = coloured(text, span.start, span.end - span.start, QColor(palette.text))
        new.format.setBackground(QColor(palette.mark))
        marked.append(new)
    first = own + len(f"\n\n{first_version_label()}")
    for span in changes.removed:
        old = coloured(text, first + span.start, span.end - span.start, QColor(palette.quiet))
        old.format.setFontStrikeOut(True)
        marked.append(old)
    return marked
