"""Marks in a line what the vocabulary wrote otherwise than it was heard."""

import re
from itertools import islice

from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout

from voiceapp.core.transcript import Message
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.transcript.paragraphs import coloured

MOST = 50
"""How many words are marked in one line."""


def term_marks(message: Message, text: str, palette: Palette) -> list[QTextLayout.FormatRange]:
    """A dotted line under each of them; the tooltip of the line says what was heard."""
    marks: list[QTextLayout.FormatRange] = []
    for use in message.term_uses[:MOST]:
        for found in islice(re.finditer(rf"(?<!\w){re.escape(use.written)}(?!\w)", text), MOST):
            mark = coloured(text, found.start(), len(use.written), QColor(palette.text))
            mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            mark.format.setUnderlineColor(QColor(palette.accent))
            marks.append(mark)
    return marks
