"""Holds the lines of the talk as a list model: one row per item, updated in place as it grows."""

from dataclasses import replace
from operator import attrgetter

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from voiceapp.core.messages import ShowAlarms
from voiceapp.core.talk.cited_sources import sources_of, with_sources
from voiceapp.core.talk.tool_cards import set_by
from voiceapp.core.transcript import Item, ItemId, Message, Note, ToolCall
from voiceapp.gui.transcript.line_words import spoken_line, told_of

ItemRole = Qt.ItemDataRole.UserRole + 1
NEWEST = 200
SEARCHES = 20
"""Lines above an answer that may be the searches it was found by."""
Index = QModelIndex | QPersistentModelIndex
_id_of = attrgetter("id")


class TranscriptModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._items: list[Item] = []
        self._rows: dict[ItemId, int] = {}
        self._alarms = ShowAlarms()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role == ItemRole:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken_line(item)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return told_of(item)
        return None

    def replace(self, items: tuple[Item, ...]) -> None:
        self.beginResetModel()
        # A talk may have a hundred thousand lines, so nothing is called for each message.
        self._items = [item if isinstance(item, Message) else self._as_it_rings(item) for item in with_sources(items)]
        self._rows = dict(zip(map(_id_of, self._items), range(len(self._items)), strict=True))
        self.endResetModel()

    def put_back(self, item: Item) -> None:
        """Put back what was deleted at the position of its time, however far up."""
        self.put(item, next((each.id for each in self._items if each.at > item.at), None))

    def put(self, item: Item, above: ItemId | None = None) -> bool:
        """Add an item, or replace the one with its id. True if it is a new row."""
        item = self._as_it_rings(item)
        row = self._rows.get(item.id)
        if row is None and above is not None and above in self._rows:
            self._insert(self._rows[above], self._with_sources(item, self._rows[above]))
            return True
        if row is None:
            # Kept in the order in which things were said, whenever they arrive.
            row = len(self._items)
            while row > 0 and self._items[row - 1].at > item.at and row > len(self._items) - 20:
                row -= 1
            self._insert(row, self._with_sources(item, row))
            return True
        item = self._with_sources(item, row)
        if self._items[row] == item:
            return False
        self._items[row] = item
        index = self.index(row)
        self.dataChanged.emit(index, index)
        return False

    def show_alarms(self, alarms: ShowAlarms) -> None:
        """Mark the lines that ring and can be stopped, and those whose timer is still due and can be cancelled."""
        self._alarms = alarms
        for item in tuple(self._items):
            if self._as_it_rings(item) != item:
                self.put(item)

    def _as_it_rings(self, item: Item) -> Item:
        match item:
            case Note():
                return replace(item, rings=item.alarm in self._alarms.ringing)
            case ToolCall():
                waits = set_by(item, self._alarms.waiting)
                return replace(item, waits=waits, cancelled=set_by(item, self._alarms.cancelled) is not None)
            case Message():
                return item

    def _with_sources(self, item: Item, row: int) -> Item:
        found = sources_of(item, self._items[max(0, row - SEARCHES) : row])
        return replace(item, sources=found) if found and isinstance(item, Message) else item

    def _insert(self, row: int, item: Item) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self._items.insert(row, item)
        self._renumber(row)
        self.endInsertRows()

    def remove(self, item: ItemId) -> None:
        row = self._rows.get(item)
        if row is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._items[row]
            del self._rows[item]
            self._renumber(row)
            self.endRemoveRows()

    def row_of(self, item: ItemId) -> int:
        """-1: it is not here."""
        return self._rows.get(item, -1)

    def newest(self) -> tuple[Item, ...]:
        """The last lines, so that looking at the end does not walk through a long talk."""
        return tuple(self._items[-NEWEST:])

    def items(self) -> tuple[Item, ...]:
        return tuple(self._items)

    def beginning(self) -> tuple[Item, ...]:
        """The first lines, which give a talk its title."""
        return tuple(self._items[:NEWEST])

    def item(self, row: int) -> Item | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    def _renumber(self, start: int) -> None:
        for row in range(start, len(self._items)):
            self._rows[self._items[row].id] = row
