"""Knows the key that unfolds a line of the transcript, or folds it again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from voiceapp.core.transcript import Item
from voiceapp.gui.transcript.line_words import under_fold


def is_fold_key(view: QWidget, event: QKeyEvent, item: Item, *, is_open: bool) -> bool:
    """Return whether it is the arrow that does so, as in a tree: onward unfolds, back folds."""
    opens, closes = Qt.Key.Key_Right, Qt.Key.Key_Left
    if view.isRightToLeft():
        opens, closes = closes, opens
    return bool(under_fold(item)) and event.key() == (closes if is_open else opens)
