"""An editor for each kind of setting. Each says what the person chose, and can be told what holds now."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.desk import Desk, DeviceChoice, ModelChoice
from voiceapp.core.failures import Failure
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import ShortCombo, SignButton, Switch
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.words import tr, translated
from voiceapp.settings.kinds import (
    Choice,
    Entries,
    Number,
    Order,
    Table,
    Text,
    Value,
    Whole,
    Words,
)
from voiceapp.settings.kinds import (
    Switch as SwitchKind,
)
from voiceapp.settings.model import Row

Change = Callable[[object], None]
ROOM = 280
"""How wide an editor beside its label is."""


@dataclass(frozen=True, slots=True)
class Editor:
    widget: QWidget
    show: Callable[[Value], None]
    below: bool = False
    """It needs the whole width and stands under its label."""


def editor_for(row: Row, change: Change, desk: Desk, bridge: Bridge, palette: Palette) -> Editor:
    kind = row.kind
    if isinstance(kind, SwitchKind):
        return _switch(change, palette)
    if isinstance(kind, Choice):
        return _choice(kind, change)
    if isinstance(kind, Number):
        return _number(kind, change)
    if isinstance(kind, Whole):
        return _whole(kind, change)
    if isinstance(kind, Order):
        return _order(kind, change, palette)
    if isinstance(kind, Table):
        return _table(kind, change)
    if isinstance(kind, Text):
        return _text(kind, change, desk, bridge)
    assert isinstance(kind, Words)
    return _words(change)


def _switch(change: Change, palette: Palette) -> Editor:
    box = Switch(palette)
    box.toggled.connect(change)

    def show(value: Value) -> None:
        box.blockSignals(True)
        box.setChecked(bool(value))
        box.blockSignals(False)
        box.update()

    return Editor(box, show)


def _choice(kind: Choice, change: Change) -> Editor:
    combo = ShortCombo()
    combo.setFixedWidth(ROOM)
    _no_wheel(combo)
    for value, words in kind.choices.items():
        combo.addItem(translated(words), value)
    combo.activated.connect(lambda: change(combo.currentData()))
    combo.view().setMinimumWidth(max(ROOM, combo.view().sizeHintForColumn(0) + 30))
    return Editor(combo, lambda value: combo.setCurrentIndex(max(0, combo.findData(value))))


def _spin(box: QAbstractSpinBox, unit: str, zero: str) -> None:
    box.setFixedWidth(130)
    box.lineEdit().setTextMargins(6, 0, 6, 0)
    box.setKeyboardTracking(False)
    _no_wheel(box)
    if unit and isinstance(box, QSpinBox | QDoubleSpinBox):
        box.setSuffix(f" {translated(unit)}")
    if zero:
        box.setSpecialValueText(translated(zero))


def _number(kind: Number, change: Change) -> Editor:
    box = QDoubleSpinBox()
    box.setDecimals(2 if kind.step < 1 else 1)
    box.setRange(kind.low, kind.high)
    box.setSingleStep(kind.step)
    _spin(box, kind.unit, kind.zero_means)
    box.valueChanged.connect(change)

    def show(value: Value) -> None:
        box.blockSignals(True)
        box.setValue(float(value) if isinstance(value, int | float) else 0.0)
        box.blockSignals(False)

    return Editor(box, show)


def _whole(kind: Whole, change: Change) -> Editor:
    """Zero stands below the lowest where it means something of its own."""
    box = QSpinBox()
    lowest = kind.low - kind.step if kind.zero_means else kind.low
    box.setRange(lowest, kind.high)
    box.setSingleStep(kind.step)
    _spin(box, kind.unit, kind.zero_means)

    def changed(value: int) -> None:
        change(0 if kind.zero_means and value < kind.low else value)

    def show(value: Value) -> None:
        box.blockSignals(True)
        box.setValue(lowest if kind.zero_means and value == 0 else int(value) if isinstance(value, int) else lowest)
        box.blockSignals(False)

    box.valueChanged.connect(changed)
    return Editor(box, show)


def _text(kind: Text, change: Change, desk: Desk, bridge: Bridge) -> Editor:
    if kind.name == "lines":
        return _lines(change)
    if kind.name == "keys":
        return _keys(change, desk)
    if kind.name == "device":
        return _device(kind, change, desk, bridge)
    if kind.name in ("model", "voice") or kind.suggestions:
        return _suggested(kind, change, desk, bridge)
    line = QLineEdit()
    line.setFixedWidth(ROOM)
    line.editingFinished.connect(lambda: change(line.text()))
    return Editor(line, lambda value: line.setText(str(value)))


def _words(change: Change) -> Editor:
    line = QLineEdit()
    line.setFixedWidth(ROOM)
    line.setPlaceholderText(tr("separated by commas"))
    line.editingFinished.connect(lambda: change(tuple(each.strip() for each in line.text().split(",") if each.strip())))
    return Editor(line, lambda value: line.setText(", ".join(value) if isinstance(value, tuple) else str(value)))


class _Lines(QPlainTextEdit):
    """Says what was written when one leaves it."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change
        self.setTabChangesFocus(True)
        self.setFixedHeight(110)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._change(self.toPlainText())


def _lines(change: Change) -> Editor:
    box = _Lines(change)

    def show(value: Value) -> None:
        if box.toPlainText() != value and not box.hasFocus():
            box.setPlainText(str(value))

    return Editor(box, show, below=True)


class _KeyEdit(QKeySequenceEdit):
    """While it waits for a press, the keys that are heard in every program are let go of: one of them may be meant."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._desk.pause_keys(paused=True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._desk.pause_keys(paused=False)
        super().focusOutEvent(event)


def _keys(change: Change, desk: Desk) -> Editor:
    edit = _KeyEdit(desk)
    edit.setMaximumSequenceLength(1)
    edit.setClearButtonEnabled(True)
    edit.setFixedWidth(180)

    def changed(sequence: QKeySequence) -> None:
        change(sequence.toString(QKeySequence.SequenceFormat.PortableText))

    def show(value: Value) -> None:
        edit.blockSignals(True)
        edit.setKeySequence(QKeySequence(str(value)))
        edit.blockSignals(False)

    edit.keySequenceChanged.connect(changed)
    return Editor(edit, show)


def _device(kind: Text, change: Change, desk: Desk, bridge: Bridge) -> Editor:
    combo = QComboBox()
    combo.setFixedWidth(ROOM)
    _no_wheel(combo)
    combo.addItem(tr("As the system"), "")
    combo.activated.connect(lambda: change(combo.currentData()))

    def show(value: Value) -> None:
        if combo.findData(value) < 0:
            combo.addItem(str(value), value)
        combo.setCurrentIndex(combo.findData(value))

    def found(choices: tuple[DeviceChoice, ...] | Failure) -> None:
        if not isinstance(choices, Failure):
            for choice in choices:
                if combo.findData(choice.name) < 0:
                    combo.addItem(choice.label, choice.name)

    (desk.microphones if kind.source == "input" else desk.speakers)(bridge.answer(found))
    return Editor(combo, show)


ROLE = "the name of a role"


def _suggested(kind: Text, change: Change, desk: Desk, bridge: Bridge) -> Editor:
    combo = QComboBox()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.setFixedWidth(ROOM)
    _no_wheel(combo)
    combo.addItems(list(kind.suggestions))
    if kind.wanted == ROLE:
        # The person's own roles, too.
        own: Entries = desk.setting("talking.presets")  # type: ignore[assignment]
        combo.addItems([name for name in own if combo.findText(name) < 0])
    line = combo.lineEdit()
    assert line is not None
    if kind.name == "model":
        line.setPlaceholderText(tr("chosen by itself"))

        def found(models: tuple[ModelChoice, ...] | Failure) -> None:
            if not isinstance(models, Failure):
                kept = combo.currentText()
                for model in models:
                    if combo.findText(model.id) < 0:
                        combo.addItem(model.id)
                        combo.setItemData(combo.count() - 1, model.note, Qt.ItemDataRole.ToolTipRole)
                combo.setEditText(kept)

        desk.models(kind.source, bridge.answer(found))
    combo.activated.connect(lambda: change(combo.currentText()))
    line.editingFinished.connect(lambda: change(combo.currentText()))
    return Editor(combo, lambda value: combo.setEditText(str(value)))


def _order(kind: Order, change: Change, palette: Palette) -> Editor:
    """Ticked ones are used, from top to bottom."""
    box = QWidget()
    names = QListWidget()
    names.setObjectName("order")
    names.setFixedSize(ROOM - 40, 24 * len(kind.choices) + 20)
    names.setWordWrap(True)
    names.setTextElideMode(Qt.TextElideMode.ElideRight)
    names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    up, down = SignButton("up", tr("Earlier")), SignButton("down", tr("Later"))
    up.use(palette)
    down.use(palette)
    column = QVBoxLayout()
    column.addWidget(up)
    column.addWidget(down)
    column.addStretch(1)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(names)
    row.addLayout(column)
    box.setFocusProxy(names)

    def add(value: str, *, ticked: bool) -> None:
        item = QListWidgetItem(translated(kind.choices[value]))
        item.setData(Qt.ItemDataRole.UserRole, value)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        names.addItem(item)

    def show(value: Value) -> None:
        chosen = value if isinstance(value, tuple) else ()
        names.blockSignals(True)
        at = names.currentRow()
        names.clear()
        for each in (*chosen, *(name for name in kind.choices if name not in chosen)):
            add(each, ticked=each in chosen)
        names.setCurrentRow(at)
        names.blockSignals(False)

    def tell() -> None:
        items = [names.item(at) for at in range(names.count())]
        change(tuple(str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() is Qt.CheckState.Checked))

    def move(by: int) -> None:
        at = names.currentRow()
        if at >= 0 and 0 <= at + by < names.count():
            names.blockSignals(True)
            names.insertItem(at + by, names.takeItem(at))
            names.setCurrentRow(at + by)
            names.blockSignals(False)
            tell()

    up.clicked.connect(lambda: move(-1))
    down.clicked.connect(lambda: move(1))
    names.itemChanged.connect(tell)
    return Editor(box, show)


def _table(kind: Table, change: Change) -> Editor:
    """Names and what belongs to them; an empty line at the end takes a new one."""
    table = QTableWidget(0, 2)
    table.setHorizontalHeaderLabels([tr("Name"), tr("Value")])
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(0, 180)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setFixedHeight(170)

    def put(at: int, name: str, value: str) -> None:
        table.setItem(at, 0, QTableWidgetItem(name))
        if kind.choices is None:
            table.setItem(at, 1, QTableWidgetItem(value))
            return
        combo = QComboBox()
        for word, words in kind.choices.items():
            combo.addItem(translated(words), word)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.activated.connect(lambda: tell())
        table.setCellWidget(at, 1, combo)

    def show(value: Value) -> None:
        entries = value if isinstance(value, Entries) else Entries()
        table.blockSignals(True)
        table.setRowCount(len(entries) + 1)
        for at, (name, each) in enumerate(entries.items()):
            put(at, name, each)
        put(len(entries), "", "")
        table.blockSignals(False)

    def tell() -> None:
        found: dict[str, str] = {}
        for at in range(table.rowCount()):
            name = table.item(at, 0)
            combo = table.cellWidget(at, 1)
            value = table.item(at, 1)
            if name is not None and name.text().strip():
                if isinstance(combo, QComboBox):
                    found[name.text().strip()] = str(combo.currentData())
                else:
                    found[name.text().strip()] = value.text() if value is not None else ""
        change(found)

    table.itemChanged.connect(lambda: tell())
    return Editor(table, show, below=True)


class _NoWheel(QObject):
    """Scrolling the page must not change what the mouse happens to pass over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def _no_wheel(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_NoWheel(widget))


def reset_button(label: str, palette: Palette) -> QPushButton | SignButton:
    button = SignButton("undo", tr("Reset {0}").format(label))
    button.use(palette)
    button.setIconSize(QSize(16, 16))
    return button
