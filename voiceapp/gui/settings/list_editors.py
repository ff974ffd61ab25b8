"""Offers editors of several values at once: ordered lists, and names with their values."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import SignButton
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.settings.editor import ROOM, Change, Editor, beside_label
from voiceapp.gui.words import tr, translated
from voiceapp.settings.kinds import Entries, OrderKind, TableKind, Value


def order(kind: OrderKind, change: Change, palette: Palette) -> Editor:
    """Ticked entries are used, from top to bottom."""
    box = QWidget()
    names = QListWidget()
    names.setObjectName("order")
    beside_label(names, ROOM - 40)
    names.setFixedHeight(24 * len(kind.choices) + 20)
    names.setWordWrap(True)
    names.setTextElideMode(Qt.TextElideMode.ElideRight)
    names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    up, down = SignButton("up", tr("Move up")), SignButton("down", tr("Move down"))
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
        with QSignalBlocker(names):
            at = names.currentRow()
            names.clear()
            for each in (*chosen, *(name for name in kind.choices if name not in chosen)):
                add(each, ticked=each in chosen)
            names.setCurrentRow(at)

    def tell() -> None:
        items = [names.item(at) for at in range(names.count())]
        change(tuple(str(i.data(Qt.ItemDataRole.UserRole)) for i in items if i.checkState() is Qt.CheckState.Checked))

    def move(by: int) -> None:
        at = names.currentRow()
        if at >= 0 and 0 <= at + by < names.count():
            with QSignalBlocker(names):
                names.insertItem(at + by, names.takeItem(at))
                names.setCurrentRow(at + by)
            tell()

    up.clicked.connect(lambda: move(-1))
    down.clicked.connect(lambda: move(1))
    names.itemChanged.connect(tell)
    return Editor(box, show)


def entries(kind: TableKind, change: Change) -> Editor:
    """Names with their values; an empty line at the end takes a new one."""
    table = QTableWidget(0, 2)
    table.setHorizontalHeaderLabels([in_words(head) for head in kind.heads])
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
        combo = Chooser()
        for word, words in kind.choices.items():
            combo.addItem(translated(words), word)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.activated.connect(lambda: tell())
        table.setCellWidget(at, 1, combo)

    def show(value: Value) -> None:
        entries = value if isinstance(value, Entries) else Entries()
        with QSignalBlocker(table):
            table.setRowCount(len(entries) + 1)
            for at, (name, each) in enumerate(entries.items()):
                put(at, name, each)
            put(len(entries), "", "")

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
