"""Follows which items the service keeps for each line, so that correcting or deleting a line changes it for the model
too.

An item cannot be changed, so another is put in its place before it is deleted.
"""

from collections.abc import Iterable, Sequence

from voiceapp.core.messages import ReplyId
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Body, Dialect


def put_in_place(out: Outbox, body: Body, *, after: str, of: Iterable[str]) -> None:
    """Puts this item where the items `of` stood; they are deleted after it has found its place."""
    out.post("conversation.item.create", item=body, previous_item_id=after)
    forget(out, of)


def forget(out: Outbox, items: Iterable[str]) -> None:
    for item_id in items:
        out.post("conversation.item.delete", item_id=item_id)


class ReplyItems:
    """Replies that are over, including those from before this session."""

    def __init__(self, out: Outbox, dialect: Dialect) -> None:
        self._out = out
        self._dialect = dialect
        self._items: dict[ReplyId, list[str]] = {}

    def know(self, reply: ReplyId, items: Sequence[str]) -> None:
        if items:
            self._items[reply] = list(items)

    def correct(self, reply: ReplyId, text: str) -> None:
        items = self._items.get(reply)
        if items:
            item_id = self._out.name("a")
            body = client.assistant_item(item_id, text, self._dialect)
            put_in_place(self._out, body, after=items[-1], of=items)
            self._items[reply] = [item_id]

    def forget(self, reply: ReplyId) -> bool:
        """Returns False if this is not a reply that is over."""
        items = self._items.pop(reply, None)
        if items is None:
            return False
        forget(self._out, items)
        return True
