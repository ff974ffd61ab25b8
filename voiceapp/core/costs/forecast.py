"""Estimates what the next turn of a talk costs, from what its turns have taken so far.

A model is given the whole talk again with each turn, so its price grows. What it was given before comes out of the
service's cache as far as it did so far in this talk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from voiceapp.core.prices import Price, PriceTable
from voiceapp.core.transcript import Item, Message, Speaker, Spent, Usage

LOOKED_BACK = 8
"""Turns whose mean length is taken for the next one's."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Says what the next turn will roughly cost."""

    usd: float
    by_time: bool = False
    """The session is billed while it is open, also where nobody speaks."""


def forecast(items: Sequence[Item], prices: PriceTable) -> Forecast | None:
    """Estimate it. None: nobody has answered yet, it costs nothing, or the price is unknown."""
    messages = [item for item in items if isinstance(item, Message)]
    replies = [message for message in messages if message.speaker is Speaker.ASSISTANT and message.model]
    model = replies[-1].model if replies else None
    price = prices.price(model) if model else None
    if model is None or price is None:
        return None
    # Another model before it says nothing of what this one takes.
    since = _last_of_another(messages, model)
    if _is_by_time(price):
        return _by_time(messages[since:], price)
    turns = [turn for turn in (_usage_of(reply.spent, model) for reply in messages[since:]) if turn is not None]
    if not turns:
        return None
    usd = price.of(_next(turns)) + _beside(messages[since:], model, len(turns))
    return Forecast(usd) if usd > 0 else None


def _last_of_another(messages: Sequence[Message], model: str) -> int:
    """The place after the last answer of another model."""
    others = [
        place
        for place, message in enumerate(messages)
        if message.speaker is Speaker.ASSISTANT and message.model not in (None, "", model)
    ]
    return others[-1] + 1 if others else 0


def _is_by_time(price: Price) -> bool:
    return price.minute > 0 and not (price.text_in or price.audio_in)


def _by_time(messages: Sequence[Message], price: Price) -> Forecast | None:
    """A turn lasts from one thing that the person says to the next, silence included."""
    said = [message.at for message in messages if message.speaker is Speaker.USER]
    gaps = [later - sooner for sooner, later in pairwise(said)][-LOOKED_BACK:]
    if not gaps:
        return None
    return Forecast(sum(gaps) / len(gaps) / 60 * price.minute, by_time=True)


def _usage_of(spent: Iterable[Spent], model: str) -> Usage | None:
    """What the model took for an answer: of several requests, as tools need them, the last one had it all before it."""
    lines = [line.usage for line in spent if _same(line.model, model) and line.usage.tokens]
    if not lines:
        return None
    text_out, audio_out = sum(line.text_out for line in lines), sum(line.audio_out for line in lines)
    return replace(lines[-1], text_out=text_out, audio_out=audio_out)


def _same(billed: str, model: str) -> bool:
    """A service may bill a model by the name of its snapshot."""
    return billed == model or billed.startswith(f"{model}-2") or model.startswith(f"{billed}-2")


def _next(turns: Sequence[Usage]) -> Usage:
    last, lately = turns[-1], turns[-LOOKED_BACK:]
    pairs = list(pairwise(lately))
    text = last.text_in + last.text_out
    audio = last.audio_in + last.audio_out
    more_text = [max(0, later.text_in - sooner.text_in - sooner.text_out) for sooner, later in pairs]
    more_audio = [max(0, later.audio_in - sooner.audio_in - sooner.audio_out) for sooner, later in pairs]
    return Usage(
        text_in=text + _mean(more_text),
        audio_in=audio + (_mean(more_audio) if pairs else last.audio_in),
        image_in=last.image_in,
        cached_text_in=_kept([(one.text_in, other.cached_text_in) for one, other in pairs], last.text_in),
        cached_audio_in=_kept([(one.audio_in, other.cached_audio_in) for one, other in pairs], last.audio_in),
        cached_image_in=_kept([(one.image_in, other.cached_image_in) for one, other in pairs], last.image_in),
        text_out=_mean([turn.text_out for turn in lately]),
        audio_out=_mean([turn.audio_out for turn in lately]),
    )


def _mean(counts: Sequence[int]) -> int:
    return round(sum(counts) / len(counts)) if counts else 0


def _kept(before_and_cached: Sequence[tuple[int, int]], before: int) -> int:
    """How much of what it was given last will come out of the cache, by what did so far."""
    could = sum(given for given, _ in before_and_cached)
    did = sum(cached for _, cached in before_and_cached)
    return round(before * min(1.0, did / could)) if could else 0


def _beside(messages: Sequence[Message], model: str, turns: int) -> float:
    """What hearing and speaking cost beside the model, on average a turn."""
    lines = [line for message in messages for line in message.spent if not _same(line.model, model)]
    return sum(line.usd or 0.0 for line in lines) / turns
