"""Puts below an answer where it was found: what the tools before it name as their sources.

Nothing is stored for it: the calls are kept with the talk, so an old talk shows its sources as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from voiceapp.core.sources import MOST, Source, sources_in
from voiceapp.core.transcript import Item, Message, Speaker, ToolCall, ToolState


def with_sources(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the lines of a talk, each answer with the sources of the searches that it followed."""
    told: list[Item] = []
    found: tuple[Source, ...] = ()
    for item in items:
        if isinstance(item, Message):
            told.append(replace(item, sources=found) if found and item.speaker is Speaker.ASSISTANT else item)
            found = ()
        else:
            found = _more(found, item)
            told.append(item)
    return tuple(told)


def sources_of(answer: Item, before: Sequence[Item]) -> tuple[Source, ...]:
    """Return the sources of one answer. `before`: the lines above it, all or the last of them."""
    if not isinstance(answer, Message) or answer.speaker is not Speaker.ASSISTANT:
        return ()
    found: tuple[Source, ...] = ()
    for item in reversed(before):
        if isinstance(item, Message):
            break
        found = _more((), item) + found
    return _each_once(found)


def _more(found: tuple[Source, ...], item: Item) -> tuple[Source, ...]:
    new = sources_in(item.output) if isinstance(item, ToolCall) and item.state is ToolState.DONE else ()
    return _each_once(found + new) if new else found


def _each_once(found: tuple[Source, ...]) -> tuple[Source, ...]:
    return tuple({(each.url, each.talk): each for each in reversed(found)}.values())[::-1][:MOST] if found else ()
