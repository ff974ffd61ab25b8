"""Keeps room for the activity panel, which is made when the person first opens it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from voiceapp.core.costs.access import CostsAccess
from voiceapp.core.desk import DiagnosticsAccess
from voiceapp.core.messages import Limit
from voiceapp.core.models_access import ModelsAccess
from voiceapp.core.transcript import Item
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.theme import LIGHT, Palette

if TYPE_CHECKING:
    from voiceapp.gui.activity.panel import ActivityPanel


class ActivityRoom(QWidget):
    """Stands in the window from the start, so that its width is remembered whether or not it was opened."""

    closed = Signal()
    report_wanted = Signal()
    corrected = Signal(object)
    """The OverlapKind of what the person says was not meant for the assistant, or was."""

    def __init__(
        self,
        diagnostics: DiagnosticsAccess,
        models: ModelsAccess,
        costs: CostsAccess,
        bridge: Callable[[], Bridge],
        items: Callable[[], tuple[Item, ...]],
    ) -> None:
        super().__init__()
        self._diagnostics = diagnostics
        self._models = models
        self._costs = costs
        self._bridge = bridge
        self._items = items
        self._palette = LIGHT
        self._limits: tuple[Limit, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._panel = LatePart(self._make)
        self.hide()

    @property
    def panel(self) -> "ActivityPanel":
        return self._panel.get()

    def _make(self) -> "ActivityPanel":
        from voiceapp.gui.activity.panel import ActivityPanel  # noqa: PLC0415  (only when somebody opens it)

        panel = ActivityPanel(self._diagnostics, self._models, self._costs, self._bridge, self._items)
        panel.closed.connect(self.closed)
        panel.report_wanted.connect(self.report_wanted)
        panel.correction.corrected.connect(self.corrected)
        panel.use(self._palette)
        panel.show_limits(self._limits)
        self._column.addWidget(panel)
        return panel

    def use(self, palette: Palette) -> None:
        self._palette = palette
        if self._panel.made is not None:
            self._panel.made.use(palette)

    def show_it(self, on: bool) -> None:
        self.panel.show_it(on)
        self.setVisible(on)

    def show_limits(self, limits: tuple[Limit, ...]) -> None:
        self._limits = limits
        if self._panel.made is not None:
            self._panel.made.show_limits(limits)
