"""Saves what it can of a conversation that a bug of ours broke off, so that the next one continues from there.

A bug must not cost a single word. A recording in progress is completed, what was not answered stays waiting in view,
and a reply that was being spoken ends where it was heard. The code is kept simple so that it cannot fail too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from voiceapp.core.messages import (
    Command,
    DeleteItem,
    EndSound,
    Event,
    ForgetItem,
    KeepItem,
    KeepSound,
    KeepTalk,
    TalkOpened,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import (
    Item,
    ItemId,
    Message,
    MessageState,
    Note,
    SoundId,
    Speaker,
    Talk,
    ToolCall,
    ToolState,
)

_OF_WHAT_STAYS = (KeepTalk, KeepItem, KeepSound, EndSound, ForgetItem, DeleteItem)
BROKE_OFF = Sentence("A bug stopped voiceapp before it answered. Press “Ask again” for an answer.")


@dataclass(frozen=True, slots=True)
class CarryOver:
    commands: tuple[Command, ...] = ()
    """Close whatever was still open."""
    events: tuple[Event, ...] = ()
    """Bring another conversation to the point that this one had reached."""
    unanswered: tuple[ItemId, ...] = ()
    """What the person said that nobody has answered."""


def carry_over_of(
    talk: Talk,
    left: Sequence[Command],
    *,
    unanswered: Collection[ItemId],
    recorded: ItemId | None,
    doubtful: bool,
    surroundings: tuple[Event, ...],
) -> CarryOver:
    """Return what the next conversation needs. `left`: commands that were given before the break but never carried out;
    those that store something still count. `recorded`: what is being recorded, `doubtful` if it may be only noise.
    `surroundings`: devices and switches.
    """
    commands: list[Command] = [command for command in left if isinstance(command, _OF_WHAT_STAYS)]
    items: list[Item] = []
    waiting: list[ItemId] = []
    for item in talk.items:
        growing = isinstance(item, Message) and item.state is MessageState.GROWING
        heard_now = item.id == recorded
        if heard_now:
            commands.append(EndSound(SoundId(item.id), keep=not doubtful))
        elif growing and isinstance(item, Message) and item.speaker is Speaker.ASSISTANT and item.sound is not None:
            commands.append(EndSound(item.sound))
        settled = None if heard_now and doubtful else _settled(item, unanswered=heard_now or item.id in unanswered)
        if settled is None:
            commands.append(ForgetItem(talk.id, item.id))
            continue
        if settled != item:
            commands.append(KeepItem(talk.id, settled))
        if isinstance(settled, Message) and settled.state is MessageState.WAITING:
            waiting.append(settled.id)
        items.append(settled)
    taken_up = TalkOpened(replace(talk, ended_at=None, items=tuple(items)))
    return CarryOver(tuple(commands), (taken_up, *surroundings), tuple(waiting))


def _settled(item: Item, *, unanswered: bool) -> Item | None:
    match item:
        case Note():
            return item
        case ToolCall(state=ToolState.ASKED | ToolState.RUNNING):
            return replace(item, state=ToolState.FAILED, told=None)
        case ToolCall():
            return item
        case Message(speaker=Speaker.USER):
            if unanswered or item.state is MessageState.GROWING:
                return replace(item, state=MessageState.WAITING, failure=BROKE_OFF)
            return item
        case Message(state=MessageState.GROWING):
            if not item.text and item.sound is None:
                return None
            heard = None if item.sound is None else item.spoken or 0
            return replace(item, state=MessageState.CUT, heard=heard, spoken=None)
        case Message():
            return item
