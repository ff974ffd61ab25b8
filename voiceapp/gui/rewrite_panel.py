"""Shows a rewritten text before it takes the place of the selected one, above all windows and without the keyboard.

The other program keeps the keyboard, and with it the selection; Enter and Esc are heard in every program meanwhile.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QFontMetrics, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from voiceapp.core.desk import Desk
from voiceapp.core.dictation.bar_view import DictationView, RewriteView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.gui.floating_frame import FloatingFrame
from voiceapp.gui.look.appearance import palette_wanted, sheet_wanted
from voiceapp.gui.look.theme import SPACE, WIDE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr

WIDTH = 640
EDGE = 24
MOST_LINES = 12
BEFORE_LINES = 2


class RewritePanel(FloatingFrame):
    """Lives in the window's thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("rewritePanel", WIDTH)
        self._desk = desk
        self._shown: DictationView | None = None
        self._build()

    def take(self, view: DictationView) -> None:
        """Show what is offered, if anything is."""
        if view.rewrite is None:
            self._shown = None
            self.hide()
        elif view != self._shown:
            self._shown = view
            self._show(view, view.rewrite)

    def _build(self) -> None:
        self.title, self.instruction, self.program = QLabel(), QLabel(), QLabel()
        self.before, self.why, self.hint = QLabel(), QLabel(), QLabel()
        self.title.setObjectName("stage")
        for label in (self.program, self.before, self.hint):
            label.setObjectName("quiet")
        self.why.setObjectName("why")
        for label in (self.instruction, self.program, self.before, self.why):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.before.setWordWrap(True)
        self.why.setWordWrap(True)
        self.after = QPlainTextEdit()
        self.after.setReadOnly(True)
        self.after.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.after.setAccessibleName(tr("Rewritten text"))
        top = QHBoxLayout()
        for label in (self.title, self.program):
            top.addWidget(label)
        top.addStretch(1)
        top.addWidget(self.hint)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        self.buttons: dict[DictationRequest, QPushButton] = {}
        for ask, words in (
            (DictationRequest.DISCARD, tr("Cancel")),
            (DictationRequest.COPY, tr("Copy")),
            (DictationRequest.REWRITE_AGAIN, tr("Another version")),
            (DictationRequest.KEEP_BOTH, tr("Keep both")),
            (DictationRequest.ACCEPT, tr("Replace")),
        ):
            button = QPushButton(words)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, ask=ask: self._desk.dictation.tell(RequestMade(ask)))
            bottom.addWidget(button)
            self.buttons[ask] = button
        self.buttons[DictationRequest.ACCEPT].setObjectName("primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, SPACE, WIDE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(top)
        for widget in (self.instruction, self.before, self.after, self.why):
            column.addWidget(widget)
        column.addLayout(bottom)

    def _show(self, view: DictationView, shown: RewriteView) -> None:
        self._colour()
        metrics = QFontMetrics(self.before.font())
        wide = WIDTH - 2 * WIDE
        self.title.setText(tr("Being written…") if shown.growing else tr("Rewritten"))
        self.program.setText(f"→ {view.program}" if view.program else "")
        self.program.setVisible(bool(view.program))
        said = metrics.elidedText(shown.instruction, Qt.TextElideMode.ElideRight, wide - 2 * WIDE)
        self.instruction.setText(tr("“{0}”").format(said))
        old = " ".join(shown.before.split())
        self.before.setText(metrics.elidedText(old, Qt.TextElideMode.ElideMiddle, BEFORE_LINES * wide - wide // 4))
        self.after.setPlainText(shown.after)
        self.why.setText(in_words(shown.sentence))
        self.why.setVisible(shown.sentence is not None)
        heard = shown.hears_keys and self._desk.dictation.hears_accept()
        self.hint.setText(tr("Enter accepts · Esc cancels") if heard else "")
        self.buttons[DictationRequest.ACCEPT].setText(tr("Replace") if shown.replaces else tr("Insert"))
        for request, button in self.buttons.items():
            button.setVisible(request is DictationRequest.DISCARD or not shown.growing)
        self.buttons[DictationRequest.KEEP_BOTH].setVisible(shown.replaces and not shown.growing)
        words = filter(None, (self.title.text(), shown.after, self.why.text(), self.hint.text()))
        self.setAccessibleName(" ".join(words))
        self._fit(shown.after, wide)
        if shown.growing:
            self.after.moveCursor(QTextCursor.MoveOperation.End)
        self.move(self._place())
        self.show()

    def _fit(self, text: str, wide: int) -> None:
        """Make the text as high as it is, up to what the eye takes in at once."""
        metrics = QFontMetrics(self.after.font())
        room = 2 * SPACE + 2 * self.after.frameWidth()
        box = metrics.boundingRect(0, 0, wide - 3 * room, 1 << 20, Qt.TextFlag.TextWordWrap, text)
        lines = min(MOST_LINES, max(2, -(-box.height() // metrics.lineSpacing())))
        self.after.setFixedHeight(lines * metrics.lineSpacing() + room + 2 * SPACE)
        self.adjustSize()

    def _colour(self) -> None:
        value = self._desk.settings.value
        palette = palette_wanted(value)
        self.setStyleSheet(
            sheet_wanted(value, palette)
            + f"#rewritePanel {{ background: {palette.raised}; border: 1px solid {palette.edge}; }}"
            f"#rewritePanel QLabel {{ color: {palette.text}; background: transparent; }}"
            f"#rewritePanel QLabel#quiet {{ color: {palette.quiet}; }}"
            f"#rewritePanel QLabel#why {{ color: {palette.warn}; }}"
            "#rewritePanel QLabel#stage { font-weight: bold; }"
        )

    def _place(self) -> QPoint:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        left = area.center().x() - self.width() // 2
        if self._desk.settings.value("dictation.bar") == "top":
            return QPoint(left, area.top() + EDGE)
        return QPoint(left, area.bottom() - self.height() - EDGE)
