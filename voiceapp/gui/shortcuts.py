"""Sets the keys of the window as the settings have them."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from voiceapp.core.desk import SettingsAccess


class Shortcuts:
    def __init__(self, window: QWidget, settings: SettingsAccess, works: Mapping[str, Callable[[], object]]) -> None:
        """`works`: what each shortcut of the settings does."""
        self._window = window
        self._settings = settings
        self._works = works
        self._keys: list[QShortcut] = []
        self.read()

    def read(self) -> None:
        """Once more: the person chose others."""
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._keys.clear()
        for name, work in self._works.items():
            sequence = QKeySequence(str(self._settings.value(f"shortcuts.{name}") or ""))
            if not sequence.isEmpty():
                self._keys.append(QShortcut(sequence, self._window, work))

    def is_talk_key(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        return pressed == self._settings.value("shortcuts.talk")
