"""Shows turns, events, limits and cost in the panel on the right. It requests nothing unless it is visible."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.costs.access import CostsAccess
from voiceapp.core.desk import DiagnosticsAccess, LoggedEvent
from voiceapp.core.failures import Failure
from voiceapp.core.messages import Limit
from voiceapp.core.models_access import ModelsAccess
from voiceapp.core.transcript import Item
from voiceapp.gui.activity.costs_page import CostsPage
from voiceapp.gui.activity.event_words import event_words, overlap_words
from voiceapp.gui.activity.overlap_correction import OverlapCorrection, kind_of
from voiceapp.gui.activity.turns import TurnsPicture, turns_of
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.loaded_models_box import LoadedModelsBox
from voiceapp.gui.look.controls import Paragraph, SignButton, sign_of_clearing
from voiceapp.gui.look.theme import SPACE, WIDE, Palette
from voiceapp.gui.words import tr

LEAST = 280
LOOK_MS = 2_000
MOST_LINES = 1_000


class ActivityPanel(QWidget):
    closed = Signal()
    report_wanted = Signal()

    def __init__(
        self,
        diagnostics: DiagnosticsAccess,
        models: ModelsAccess,
        costs: CostsAccess,
        bridge: Callable[[], Bridge],
        items: Callable[[], tuple[Item, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._diagnostics = diagnostics
        self._bridge = bridge
        self._items = items
        self._events: tuple[LoggedEvent, ...] = ()
        self._listed: list[LoggedEvent] = []
        self._asking = False
        self.turns = TurnsPicture()
        self.money = CostsPage(diagnostics, costs, bridge, items)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(tr("Activity"))
        self.tabs.tabBar().setAccessibleName(tr("Activity"))
        self.in_memory = LoadedModelsBox(models, bridge)
        self.tabs.addTab(self._scrolled(self.turns, self.in_memory), tr("Turns"))
        self.tabs.addTab(self._events_page(), tr("Events"))
        self.tabs.addTab(self._scrolled(self.money), tr("Costs"))
        self.tabs.currentChanged.connect(self.look)
        self.tabs.tabBar().setUsesScrollButtons(False)
        title = QLabel(tr("Activity"))
        title.setObjectName("heading")
        self._close = SignButton("close", tr("Close"))
        self._close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(WIDE, SPACE, SPACE, 0)
        head.addWidget(title, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def _scrolled(self, *widgets: QWidget) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(WIDE, SPACE, WIDE, SPACE)
        column.setSpacing(SPACE)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        return area

    def _events_page(self) -> QWidget:
        self.filter = QLineEdit()
        self.filter.setObjectName("eventFilter")
        self.filter.setPlaceholderText(tr("Filter…"))
        self.filter.setAccessibleName(tr("Filter events"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda: self._show_events())
        copy = QPushButton(tr("Copy"))
        copy.setObjectName("copyEvents")
        copy.clicked.connect(self._copy)
        report = QPushButton(tr("Save report"))
        report.clicked.connect(self.report_wanted)
        self.lines = QListWidget()
        self.lines.setObjectName("events")
        self.lines.setAccessibleName(tr("Events"))
        self.lines.setUniformItemSizes(True)
        self.lines.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.lines.currentRowChanged.connect(self._show_detail)
        self.detail = Paragraph()
        self.detail.setObjectName("small")
        self.detail.setAccessibleName(tr("Details"))
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note = QLabel(tr("Contains no audio, words, or keys."))
        note.setObjectName("small")
        self.correction = OverlapCorrection()
        buttons = QHBoxLayout()
        buttons.addWidget(self.correction)
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(report)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(WIDE, SPACE, WIDE, SPACE)
        column.addWidget(self.filter)
        column.addWidget(self.lines, 1)
        column.addWidget(self.detail)
        column.addWidget(note)
        column.addLayout(buttons)
        return page

    def use(self, palette: Palette) -> None:
        self._close.use(palette)
        sign_of_clearing(self.filter, palette)
        self.turns.use(palette)
        self.money.use(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_names()

    def _fit_names(self) -> None:
        """Keeps the names of its pages from being cut off."""
        self.setMinimumWidth(max(LEAST, self.tabs.tabBar().sizeHint().width()))

    # --- what is shown

    def show_it(self, on: bool) -> None:
        self._fit_names()
        self.setVisible(on)
        if on:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def look(self) -> None:
        page = self.tabs.currentIndex()
        if page == 0:
            self.turns.show_turns(turns_of(self._items()))
        elif page == 1 and not self._asking:
            self._asking = True
            self._diagnostics.recent_events(self._bridge().answer(self._take_events))
        elif page == 2:
            self.money.look()

    def show_limits(self, limits: tuple[Limit, ...]) -> None:
        self.money.show_limits(limits)

    def _take_events(self, events: tuple[LoggedEvent, ...] | Failure) -> None:
        self._asking = False
        if not isinstance(events, Failure) and events[-1:] != self._events[-1:]:
            self._events = events
            self._show_events()

    def found_events(self) -> list[LoggedEvent]:
        """The events that contain the words searched for, in what is visible of them or in their details."""
        words = self.filter.text().casefold().split()
        found = [
            event
            for event in self._events
            if all(word in f"{words_of(event)} {line_of(event)}".casefold() for word in words)
        ]
        return found[-MOST_LINES:]

    def _show_events(self) -> None:
        """At most a thousand lines: inserting more would hold up the sound."""
        bar = self.lines.verticalScrollBar()
        place = bar.value()
        at_end = place >= bar.maximum() - 4
        chosen = self._event_in(self.lines.currentRow())
        self._listed = self.found_events()
        row = self._listed.index(chosen) if chosen in self._listed else -1
        with QSignalBlocker(self.lines):
            self.lines.clear()
            for event in self._listed:
                item = QListWidgetItem(f"{clock_of(event)}  {words_of(event)}")
                item.setToolTip(line_of(event))
                self.lines.addItem(item)
            self.lines.setCurrentRow(row)
        self._show_detail(row)
        if at_end:
            self.lines.scrollToBottom()
        else:
            bar.setValue(place)

    def _event_in(self, row: int) -> LoggedEvent | None:
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _copy(self) -> None:
        chosen = sorted(index.row() for index in self.lines.selectedIndexes())
        events = [self._listed[row] for row in chosen] or self._listed
        QGuiApplication.clipboard().setText("\n".join(line_of(event) for event in events))

    def _show_detail(self, row: int) -> None:
        event = self._event_in(row)
        self.detail.setText(line_of(event) if event is not None else "")
        self.correction.offer_for(event)


def words_of(event: LoggedEvent) -> str:
    kind = kind_of(event)
    return overlap_words(kind) if kind is not None else event_words(event.name)


def clock_of(event: LoggedEvent) -> str:
    return time.strftime("%H:%M:%S", time.localtime(event.at))


def line_of(event: LoggedEvent) -> str:
    """The whole log, as one would send it to a developer."""
    did = f"  → {', '.join(event.commands)}" if event.commands else ""
    return f"{clock_of(event)}.{round(event.at % 1 * 1000) % 1000:03d}  {event.name}  {event.detail}{did}"
