"""Shows a frame above other programs that never takes the keyboard from them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from voiceapp.core.dictation.bar_view import BAR_TITLE


class FloatingFrame(QFrame):
    """Stands beside the text of another program while the person goes on typing there."""

    def __init__(self, name: str, width: int) -> None:
        """`name`: what it is called in style sheets and tests."""
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.X11BypassWindowManagerHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName(name)
        # Where a desktop would give it the keyboard, a rule for windows of this title keeps it off.
        self.setWindowTitle(BAR_TITLE)
        self.setFixedWidth(width)
