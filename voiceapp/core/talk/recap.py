"""Chooses what an engine is told when a talk is resumed: as much of the end as fits, and that there was more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from voiceapp.core.sentence import verbatim
from voiceapp.core.talk.titles import shortened
from voiceapp.core.transcript import Item, ItemId, Message, Note, Speaker, ToolCall

ITEM_TOKENS = 4
"""What each item costs besides its words."""
IMAGE_TOKENS = 800
LEFT_OUT = ItemId("left-out")


@dataclass(frozen=True, slots=True)
class Recap:
    items: tuple[Item, ...]
    """The items that fit. If something was left out, the first is a note that says so."""
    left_out: int = 0
    """How many items did not fit."""


def tokens_of(item: Item) -> int:
    """Estimate what an item costs an engine. Four bytes a token is close for most languages and never far too low."""
    match item:
        case Message():
            return ITEM_TOKENS + _tokens(item.heard_text) + IMAGE_TOKENS * len(item.images)
        case ToolCall():
            return 2 * ITEM_TOKENS + _tokens(item.name) + _tokens(item.arguments) + _tokens(item.output)
        case Note():
            return 0


def fitted(items: Sequence[Item], budget: int) -> Recap:
    """Return the end of a talk that fits into that many tokens, beginning with the person's words where possible."""
    first = _first_that_fits(items, budget)
    if first == 0:
        return Recap(tuple(items))
    first = next((place for place in range(first, len(items)) if _begins_an_exchange(items[place])), first)
    gone = items[:first]
    return Recap((Note(LEFT_OUT, gone[-1].at, verbatim(_summary(gone))), *items[first:]), len(gone))


def _first_that_fits(items: Sequence[Item], budget: int) -> int:
    used = 0
    for place in range(len(items) - 1, -1, -1):
        used += tokens_of(items[place])
        if used > budget:
            return place + 1
    return 0


def _begins_an_exchange(item: Item) -> bool:
    return isinstance(item, Message) and item.speaker is Speaker.USER


def _summary(gone: Sequence[Item]) -> str:
    said = [item for item in gone if isinstance(item, Message) and item.heard_text.strip()]
    began = f"{datetime.fromtimestamp(gone[0].at, UTC):%Y-%m-%d}"
    count = "1 earlier message" if len(said) == 1 else f"{len(said) or 'some'} earlier messages"
    asked = next((item.text for item in said if item.speaker is Speaker.USER), "")
    about = f" They began on {began} with: “{shortened(asked, 120)}”" if asked else f" They began on {began}."
    return f"Left out here: {count} of this conversation.{about}"


def _tokens(text: str) -> int:
    return -(-len(text.encode("utf-8", "replace")) // 4)
