"""Shows the words of a dictation on the bar, those that are only a preview lighter than the rest."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy

from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.gui.look.theme import DARK


class DictationWords(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("words")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_words(self, view: DictationView, room: int) -> None:
        """`room`: pixels of one line, or of several one after the other."""
        waits = view.stage is DictationStage.WAITING
        words = (view.waiting if waits else f"{view.words} {view.preview}").strip().replace("\n", " ⏎ ")
        # The end matters most, because it was just said.
        shown = QFontMetrics(self.font()).elidedText(words, Qt.TextElideMode.ElideLeft, room)
        self.setText(preview_marked(shown, 0 if waits else len(view.preview)))
        self.setVisible(bool(words))


def preview_marked(shown: str, preview: int) -> str:
    """Return the words with the last `preview` characters lighter."""
    sure = max(0, len(shown) - preview)
    light = escape(shown[sure:], quote=False)
    return escape(shown[:sure], quote=False) + (f'<i style="color: {DARK.quiet}">{light}</i>' if light else "")
