"""Offers to correct what a sound over an answer was taken for."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from voiceapp.core.desk import LoggedEvent
from voiceapp.core.messages import OverlapJudged
from voiceapp.core.overlap_decision import OverlapKind
from voiceapp.gui.words import tr

_KIND = re.compile(r"\bkind: ([^,)]+)")


def kind_of(event: LoggedEvent | None) -> OverlapKind | None:
    """Returns what a sound was taken for, if the event says so."""
    found = _KIND.search(event.detail) if event is not None and event.name == OverlapJudged.__name__ else None
    return next((kind for kind in OverlapKind if found is not None and kind.value == found[1]), None)


class OverlapCorrection(QPushButton):
    corrected = Signal(OverlapKind)
    """Carries what was decided wrongly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("correctOverlap")
        self._event: LoggedEvent | None = None
        self._corrected: set[LoggedEvent] = set()
        """Each is learnt from once."""
        self.clicked.connect(self._correct)
        self.offer_for(None)

    def offer_for(self, event: LoggedEvent | None) -> None:
        self._event = event
        kind = kind_of(event)
        ended = kind is not None and kind.ends_reply
        self.setText(tr("That wasn't for the assistant") if ended else tr("That was for the assistant"))
        self.setVisible(kind is not None and event not in self._corrected)

    def _correct(self) -> None:
        event, kind = self._event, kind_of(self._event)
        if event is not None and kind is not None and event not in self._corrected:
            self._corrected.add(event)
            self.setVisible(False)
            self.corrected.emit(kind)
