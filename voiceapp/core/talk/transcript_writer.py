"""Keeps the transcript of the current talk. Every change is shown and stored as it happens."""

from collections.abc import Callable
from dataclasses import replace

from voiceapp.core.messages import (
    Command,
    DeleteItem,
    EndSound,
    ForgetItem,
    HideItem,
    KeepItem,
    KeepSound,
    KeepTalk,
    ShowItem,
    ShowTalk,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.corrections import brought_back
from voiceapp.core.talk.off_record import OffRecord
from voiceapp.core.transcript import (
    Image,
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    Speaker,
    Spent,
    Stage,
    Talk,
    TalkId,
    ToolCall,
    ToolState,
)


class TranscriptWriter:
    def __init__(self, emit: Callable[[Command], None], record: OffRecord | None = None) -> None:
        self._emit = emit
        self.record = record or OffRecord()
        self.recognised: Callable[[ItemId, str], None] = lambda _item, _text: None
        """Called with a person's words once they are final, before they are written."""
        self._talk = Talk(TalkId(""), 0.0)
        self._items: dict[ItemId, Item] = {}
        self._places: dict[ItemId, float] = {}
        """Where each item stands, including deleted ones, which return there when restored."""
        self._deleted: dict[ItemId, Item] = {}
        """What the person deleted. Words that still come for it are added, so that restoring brings back all of them."""
        self._last_place = 0.0
        self._number = 0
        self._names = ""
        """Begins the names of new lines, after the talk's own name."""
        self._kept = False
        self._hidden: set[ItemId] = set()
        self.spent_usd = 0.0
        self.unpriced = False

    @property
    def talk(self) -> TalkId:
        return self._talk.id

    def open(self, talk: Talk, now: float) -> None:
        """Switch to another talk."""
        # A resumed talk may have lost lines that can still be restored, so no new line may take one of their names.
        self._names = f"{round(now * 1000):x}" if talk.items or talk.started_at else ""
        self._talk = replace(talk, items=())
        self._items = {item.id: item for item in talk.items}
        self._places = {item: float(place) for place, item in enumerate(self._items)}
        self._last_place = float(len(self._places))
        self._deleted = {}
        self._hidden = set()
        self._number = 0
        self._kept = bool(talk.items)
        self.spent_usd, self.unpriced = 0.0, False
        for item in talk.items:
            if isinstance(item, Message):
                self._add_up(item.spent)
        self._emit(ShowTalk(talk))

    def close(self, now: float) -> None:
        if self._kept:
            self._talk = replace(self._talk, ended_at=now)
            self._emit(KeepTalk(self._talk))

    def entitle(self, title: str) -> None:
        self._talk = replace(self._talk, title=title)
        self._emit(KeepTalk(self._talk))

    @property
    def title(self) -> str:
        return self._talk.title

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(self._items.values())

    @property
    def last_reply(self) -> str:
        """Return the assistant's last words, as far as they were heard."""
        replies = (
            item
            for item in reversed(self._items.values())
            if isinstance(item, Message) and item.speaker is Speaker.ASSISTANT
        )
        return next((reply.heard_text for reply in replies if reply.heard_text.strip()), "")

    @property
    def last_picture(self) -> tuple[ItemId, Image] | None:
        """Return the newest picture, and the line that it stands in."""
        for item in reversed(self._items.values()):
            if isinstance(item, Note) or (isinstance(item, ToolCall) and item.state is not ToolState.DONE):
                continue
            if item.images:
                return item.id, item.images[-1]
        return None

    @property
    def spoken_language(self) -> str:
        """Return the language in which the person spoke last, if a recogniser told it."""
        lines = (item for item in reversed(self._items.values()) if isinstance(item, Message))
        return next((line.language for line in lines if line.speaker is Speaker.USER and line.language), "")

    @property
    def as_it_stands(self) -> Talk:
        """Return the talk with all that is kept of it."""
        items = map(self.record.kept_of, self.items)
        return replace(self._talk, items=tuple(item for item in items if item is not None))

    def new_id(self, *, off_record: bool | None = None) -> ItemId:
        """Return an id that is unique in the store, even among deleted items: the talk's name and a number that only
        grows. `off_record`: whether its item is kept, if the moment does not decide it.
        """
        self._number += 1
        item = ItemId(f"{self._talk.id}-{self._names}{self._number:04d}")
        if self.record.is_off if off_record is None else off_record:
            self.record.withhold(item)
        return item

    def put(self, item: Item, *, hidden: bool = False) -> None:
        """Add an item, or replace it. Hidden ones are stored, so that a crash does not lose them, but not shown yet."""
        item = self._keep(item)
        if hidden:
            self._hidden.add(item.id)
        else:
            self._hidden.discard(item.id)
            self._emit(ShowItem(item))

    def put_above(self, item: Item, other: ItemId | None) -> None:
        """Add an item above another one. None: below all others."""
        if other is None:
            self.put(item)
            return
        self._places[item.id] = self._places[other] - 0.5
        self._keep(item)
        self._sort()
        self._emit(ShowItem(item, above=other))

    def _keep(self, item: Item) -> Item:
        item = self.record.marked(item)
        if not self._kept and not self.record.withholds(item.id):
            self._kept = True
            self._talk = replace(self._talk, started_at=self._talk.started_at or item.at)
            self._emit(KeepTalk(self._talk))
        if item.id not in self._places:
            self._places[item.id] = self._next_place()
            self.record.began(item)
        self._items[item.id] = item
        self._emit(KeepItem(self._talk.id, item))
        return item

    def show_only(self, item: Message | ToolCall) -> None:
        """Show a change that is not worth storing, such as how far the voice has got in the reply."""
        self._items[item.id] = item
        self._emit(ShowItem(item))

    def message(self, item: ItemId) -> Message | None:
        found = self._items.get(item)
        return found if isinstance(found, Message) else None

    def tool_call(self, item: ItemId) -> ToolCall | None:
        found = self._items.get(item)
        return found if isinstance(found, ToolCall) else None

    def change(self, item: ItemId, change: Callable[[Message], Message]) -> None:
        """Replace a message by what `change` makes of it. A deleted one is changed too, but not shown."""
        message = self.message(item)
        deleted = self._deleted.get(item)
        if message is not None:
            changed = change(message)
            if changed != message:
                self.put(changed, hidden=item in self._hidden)
        elif isinstance(deleted, Message):
            self._deleted[item] = change(deleted)

    def change_tool_call(self, item: ItemId, change: Callable[[ToolCall], ToolCall]) -> None:
        """Replace a tool's card by what `change` makes of it. A deleted one is changed too, but not shown."""
        call = self.tool_call(item)
        deleted = self._deleted.get(item)
        if call is not None:
            self.put(change(call))
        elif isinstance(deleted, ToolCall):
            self._deleted[item] = change(deleted)

    def stage(self, item: ItemId, name: str, now: float) -> None:
        """Mark a step on the turn's timeline, the first time it happens."""

        def mark(message: Message) -> Message:
            if any(stage.name == name for stage in message.stages):
                return message
            return replace(message, stages=(*message.stages, Stage(name, now)))

        self.change(item, mark)

    def reveal(self, item: ItemId) -> None:
        if item in self._hidden:
            self._hidden.discard(item)
            self._emit(ShowItem(self._items[item]))

    def forget(self, item: ItemId) -> None:
        if self._items.pop(item, None) is not None:
            self._emit(ForgetItem(self._talk.id, item))
            if item not in self._hidden:
                self._emit(HideItem(item))
            self._hidden.discard(item)

    def delete(self, item: ItemId) -> None:
        """Delete an item for the person, who may want it back."""
        deleted = self._items.pop(item, None)
        if deleted is not None:
            self._deleted[item] = deleted
            self._emit(DeleteItem(self._talk.id, deleted))
            self._hidden.discard(item)
            self._emit(HideItem(item))

    def was_deleted(self, item: ItemId) -> bool:
        return item in self._deleted

    def restore(self, item: Item, *, goes_on: bool = False) -> bool:
        """Put a deleted item back where it was, or where its time puts it if it was deleted before the talk was opened.
        Return False if it is already there. `item` may be older than what was deleted, or than what came for it since.
        `goes_on`: it is a reply that is still being said.
        """
        if item.id in self._items:
            return False
        item = self._deleted.pop(item.id, item)
        if not goes_on:
            item = brought_back(item)
        if item.id not in self._places:
            later = (self._places[each.id] for each in self._items.values() if each.at > item.at)
            self._places[item.id] = next(later, self._next_place()) - 0.5
        self._keep(item)
        self._sort()
        below = [each for each in self._items if each not in self._hidden]
        place = below.index(item.id) + 1
        self._emit(ShowItem(item, above=below[place] if place < len(below) else None))
        return True

    def _sort(self) -> None:
        self._items = dict(sorted(self._items.items(), key=lambda each: (self._places[each[0]], each[1].at)))

    # --- off the record

    def from_here_on(self, item: ItemId) -> tuple[ItemId, ...]:
        """Return an item and all that followed it, those that were deleted as well."""
        first = self._places[item]
        return tuple(name for name in (*self._items, *self._deleted) if self._places[name] >= first)

    def withdraw(self, item: ItemId) -> None:
        """Keep an item no longer. It stays where the person sees it."""
        self.record.withhold(item)
        there = self._items.get(item, self._deleted.get(item))
        if isinstance(there, Message) and there.sound is not None:
            self._emit(EndSound(there.sound, keep=False))
        self._emit(ForgetItem(self._talk.id, item))
        if item in self._items:
            self._items[item] = self.record.marked(self._items[item])
            if item not in self._hidden:
                self._emit(ShowItem(self._items[item]))

    def cut_short(self, item: ItemId, heard: int) -> None:
        """Keep of a reply only what was heard of it by now, and nothing more of what comes."""
        message = self.message(item)
        if message is None or self.record.withholds(item) or self.record.closes(item):
            return
        if message.sound is not None:
            # More of it has come than was heard.
            self._emit(EndSound(message.sound, keep=False))
        text = message.text[:heard].rstrip()
        kept = replace(message, text=text, state=MessageState.CUT, spoken=None, sound=None, sound_ms=0, words=())
        self._emit(KeepItem(self._talk.id, kept) if text else ForgetItem(self._talk.id, item))
        self.record.close(item, kept if text else None)

    def keep_after_all(self, message: Message) -> None:
        """Keep what the person said when they were back on the record, although that was known only later."""
        self.record.allow(message.id)
        self.put(message, hidden=message.id in self._hidden)
        pcm = self.record.sound_of(message.id)
        if message.sound is not None and pcm:
            self._emit(KeepSound(message.sound, pcm))
            if message.sound_ms:
                self._emit(EndSound(message.sound))

    def _next_place(self) -> float:
        self._last_place += 1.0
        return self._last_place

    def note(self, sentence: Sentence, now: float, alarm: int | None = None) -> None:
        self.put(Note(self.new_id(), now, sentence, alarm))

    def charge(self, item: ItemId, spent: tuple[Spent, ...]) -> None:
        """Add a cost to an item's bill."""
        if spent:
            self._add_up(spent)
            self.change(item, lambda message: replace(message, spent=message.spent + spent))

    def charge_talk(self, spent: tuple[Spent, ...]) -> None:
        self._add_up(spent)

    def history(self, without: set[ItemId]) -> tuple[Item, ...]:
        """Return what an engine is given: everything that is settled, except what will be sent to it as a turn."""
        return tuple(
            item
            for item in self._items.values()
            if item.id not in without and item.id not in self._hidden and not _unsettled(item)
        )

    def _add_up(self, spent: tuple[Spent, ...]) -> None:
        for line in spent:
            if line.usd is None:
                self.unpriced = True
            else:
                self.spent_usd += line.usd


def _unsettled(item: Item) -> bool:
    return isinstance(item, Message) and (
        item.state in (MessageState.WAITING, MessageState.FAILED) or not (item.heard_text.strip() or item.images)
    )
