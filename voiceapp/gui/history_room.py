"""Hides the history while the window is too narrow for it, and brings it back when there is room again."""

from PySide6.QtWidgets import QAbstractButton

NARROW = 820
"""The least width of the window for the history: below it, the history would take the room of the talk."""


class HistoryRoom:
    def __init__(self, shown: QAbstractButton) -> None:
        """`shown`: the button that the person shows and hides the history with."""
        self._shown = shown
        self._narrow = False
        self._when_wide = True

    def fit(self, width: int) -> None:
        """A narrow window is for the talk; the history can still be asked for."""
        if (width < NARROW) is self._narrow:
            return
        self._narrow = width < NARROW
        if self._narrow:
            self._when_wide = self._shown.isChecked()
            self._shown.setChecked(False)
        else:
            self._shown.setChecked(self._when_wide)

    @property
    def wanted(self) -> bool:
        """The person has it open where there is room."""
        return self._when_wide if self._narrow else self._shown.isChecked()
