"""Filters the listed talks by date, engine and kind."""

import time
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from voiceapp.core.history import Query
from voiceapp.core.transcript import TalkKind
from voiceapp.gui.history.model import kind_words
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.words import tr


class Filters(QWidget):
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.when = Chooser()
        self.when.setAccessibleName(tr("Date"))
        for words, days in (
            (tr("Any time"), 0),
            (tr("Today"), 1),
            (tr("Last 7 days"), 7),
            (tr("Last 30 days"), 30),
            (tr("Last 12 months"), 365),
        ):
            self.when.addItem(words, days)
        self.kind = Chooser()
        self.kind.setAccessibleName(tr("Kind"))
        self.kind.addItem(tr("Any kind"), None)
        for kind in (TalkKind.CONVERSATION, TalkKind.DICTATION):
            self.kind.addItem(kind_words(kind), kind.value)
        self.engine = Chooser()
        self.engine.setAccessibleName(tr("Engine"))
        self.engine.addItem(tr("Any engine"), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for box in (self.when, self.kind, self.engine):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.activated.connect(lambda: self.changed.emit())
            column.addWidget(box)

    def offer(self, engines: tuple[str, ...], kinds: frozenset[TalkKind] = frozenset()) -> None:
        """Engines and kinds that were seen so far; the chosen one stays. Transcriptions exist only after an import."""
        for kind in sorted(kinds, key=lambda each: each.value):
            if self.kind.findData(kind.value) < 0:
                self.kind.addItem(kind_words(kind), kind.value)
        for engine in engines:
            if self.engine.findData(engine) < 0:
                self.engine.addItem(engine, engine)

    @property
    def active(self) -> bool:
        return any(box.currentIndex() > 0 for box in (self.when, self.kind, self.engine))

    def clear(self) -> None:
        for box in (self.when, self.kind, self.engine):
            box.setCurrentIndex(0)
        self.changed.emit()

    def query(self, words: str, count: int) -> Query:
        kind = self.kind.currentData()
        return Query(
            words=words,
            since=_since(int(self.when.currentData())),
            engine=str(self.engine.currentData()),
            kind=TalkKind(kind) if kind else None,
            count=count,
        )


def _since(days: int) -> float | None:
    if not days:
        return None
    today = datetime.fromtimestamp(time.time()).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return (today - timedelta(days=days - 1)).timestamp()
