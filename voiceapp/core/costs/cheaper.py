"""Works out what another model would have cost for the same tokens, seconds or characters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from voiceapp.core.models import Role, roles_of
from voiceapp.core.prices import Price, PriceTable
from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.transcript import Spent, Usage

LEAST_SAVED = 0.01
"""US dollars. Less than that is not worth a word."""
SAME_AMOUNT = Sentence(
    "Counted with the same tokens and minutes. Another model may use more or fewer, and answer less well. "
    "What you say as sound isn't compared with what it would cost as text."
)


@dataclass(frozen=True, slots=True)
class Cheaper:
    """Says what a model cost, and what the cheapest other one that does the same would have cost."""

    model: str
    usd: float
    other: str
    other_usd: float

    @property
    def sentence(self) -> Sentence:
        return Sentence(
            "{model} cost {usd}. With {other} it would have been {other_usd}.",
            model=self.model,
            usd=Dollars(self.usd),
            other=self.other,
            other_usd=Dollars(self.other_usd),
        )


def cheaper(spent: Iterable[Spent], offered: Mapping[Role, Sequence[str]], prices: PriceTable) -> tuple[Cheaper, ...]:
    """Return the models that something cheaper could have replaced, the dearest first. `offered`: models by what they do."""
    used: dict[str, list[Spent]] = {}
    for line in spent:
        if line.usd and line.usage != Usage():
            used.setdefault(line.model, []).append(line)
    found = (_cheapest(model, lines, offered, prices) for model, lines in used.items())
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.other_usd - each.usd))


def _cheapest(
    model: str, lines: Sequence[Spent], offered: Mapping[Role, Sequence[str]], prices: PriceTable
) -> Cheaper | None:
    usd = sum(line.usd or 0.0 for line in lines)
    usages = [line.usage for line in lines]
    own = prices.price(model)
    roles = roles_of(model)
    others = {name for role, names in offered.items() if role in roles for name in names}
    best: Cheaper | None = None
    for other in sorted(others):
        price = prices.price(other)
        if price is None or price == own or not all(_covers(price, usage) for usage in usages):
            continue
        would = sum(price.of(usage) for usage in usages)
        if would <= usd - LEAST_SAVED and (best is None or would < best.other_usd):
            best = Cheaper(model, usd, other, would)
    return best


def _covers(price: Price, usage: Usage) -> bool:
    """Whether the price has a figure for everything that was used: a model that hears nothing has none for sound."""
    return not any(
        (
            usage.text_in and not price.text_in,
            usage.text_out and not price.text_out,
            usage.audio_in and not price.audio_in,
            usage.audio_out and not price.audio_out,
            usage.image_in and not price.image_in,
            usage.image_out and not price.image_out,
            usage.seconds and not price.minute,
            usage.characters and not price.million_characters,
            usage.calls,
        )
    )
