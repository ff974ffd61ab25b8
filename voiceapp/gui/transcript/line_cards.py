"""Puts real buttons on the cards in the transcript, and removes them where no card is visible."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget

from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.transcript import Item, ItemId, Message, Note, ToolCall, ToolState
from voiceapp.gui.look.theme import Palette
from voiceapp.gui.transcript.cards import AlarmCard, PermissionCard, TimerCard, WaitingCard
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.sources_card import SourcesCard

if TYPE_CHECKING:
    from voiceapp.gui.transcript.picture_card import PictureCard

Card: TypeAlias = "AlarmCard | PictureCard | PermissionCard | SourcesCard | TimerCard | WaitingCard"


class LineCards:
    def __init__(
        self,
        over: QWidget,
        actions: LineActions,
        delete: Callable[[Item], None],
        fold: Callable[[Item], None],
        palette: Callable[[], Palette],
    ) -> None:
        self._over = over
        self._actions = actions
        self._delete = delete
        self._fold = fold
        self._wanted = palette
        self._palette = palette()
        self._cards: dict[ItemId, Card] = {}

    def place(self, item: Item, where: QRect, *, is_open: bool) -> None:
        """`is_open`: the details of a tool that asks are shown."""
        if self._palette is not self._wanted():
            self._palette = self._wanted()
            self.clear()
        card = self._cards.get(item.id)
        if card is None or card.item != item:
            card = self._renewed(item, card)
        if card is not None:
            card.open_fold(is_open=is_open)
            card.setGeometry(where)
            card.show()

    def keep_only(self, wanted: set[ItemId]) -> None:
        for gone in self._cards.keys() - wanted:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()

    def clear(self) -> None:
        self.keep_only(set())

    def _renewed(self, item: Item, before: "Card | None") -> "Card | None":
        """A card for the line as it is now. The keyboard stays where it was on the card before."""
        card = self._made(item)
        if before is not None:
            focused = next((at for at, each in enumerate(_buttons(before)) if each.hasFocus()), -1)
            del self._cards[item.id]
            before.hide()
            before.deleteLater()
            if card is not None and 0 <= focused < len(_buttons(card)) and type(card) is type(before):
                card.show()
                _buttons(card)[focused].setFocus()
        if card is not None:
            self._cards[item.id] = card
        return card

    def _made(self, item: Item) -> "Card | None":
        actions = self._actions
        match item:
            case ToolCall(state=ToolState.RUNNING | ToolState.DONE) if item.waits is None:
                from voiceapp.gui.transcript.picture_card import PictureCard  # noqa: PLC0415  (few talks have pictures)

                return PictureCard(item, actions, self._delete, self._palette, self._over)
            case ToolCall(waits=WaitingAlarm()):
                return TimerCard(item, actions.alarms, self._over) if actions.alarms is not None else None
            case ToolCall():
                return PermissionCard(item, actions.tell, actions.always, self._fold, self._over)
            case Message() if item.sources:
                return SourcesCard(item, actions.open_talk, self._over)
            case Message():
                return WaitingCard(item, actions.tell, self._delete, self._over)
            case Note() if actions.alarms is not None:
                return AlarmCard(item, actions.alarms, self._over)
            case _:
                return None


def _buttons(card: "Card") -> list[QPushButton]:
    found: list[QPushButton] = card.findChildren(QPushButton)
    return found
