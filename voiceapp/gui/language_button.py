"""Offers to transcribe what was dictated last in another language of the person's."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from voiceapp.gui.settings.model_words import language_name
from voiceapp.gui.words import tr


class LanguageButton(QPushButton):
    """Opens a menu, and never takes the keyboard."""

    def __init__(self, choose: Callable[[str], None]) -> None:
        super().__init__(tr("Other language") + " ▾")
        self.setObjectName("language")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(tr("Transcribe it again in another language"))
        self.languages = QMenu(self)
        self._choose = choose
        self.clicked.connect(self._offer)

    def show_languages(self, codes: tuple[str, ...]) -> None:
        self.setVisible(bool(codes))
        self.languages.clear()
        for code in codes:
            self.languages.addAction(language_name(code), partial(self._choose, code))

    def _offer(self) -> None:
        self.languages.popup(self.mapToGlobal(QPoint(0, self.height())))
