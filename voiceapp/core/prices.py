"""Works out what things cost, from a table of prices. A model missing from it has no price, not a price of 0."""

from dataclasses import dataclass, fields
from functools import cache

from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.transcript import Spent, Usage

MILLION = 1_000_000.0
LEAST = 0.0001
"""US dollars. A smaller amount is only shown as less than this."""


@dataclass(frozen=True, slots=True)
class Price:
    """The price in US dollars of a million tokens, a minute of sound, or a million characters."""

    text_in: float = 0.0
    text_cached: float = 0.0
    text_out: float = 0.0
    audio_in: float = 0.0
    audio_cached: float = 0.0
    audio_out: float = 0.0
    image_in: float = 0.0
    image_cached: float = 0.0
    minute: float = 0.0
    million_characters: float = 0.0

    def of(self, usage: Usage) -> float:
        tokens = (
            (usage.text_in - usage.cached_text_in) * self.text_in
            + usage.cached_text_in * self.text_cached
            + (usage.audio_in - usage.cached_audio_in) * self.audio_in
            + usage.cached_audio_in * self.audio_cached
            + (usage.image_in - usage.cached_image_in) * self.image_in
            + usage.cached_image_in * self.image_cached
            + usage.text_out * self.text_out
            + usage.audio_out * self.audio_out
        )
        return (
            tokens / MILLION + usage.seconds / 60 * self.minute + usage.characters / MILLION * self.million_characters
        )


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Holds the known prices. Empty: none are known."""

    dated: str = ""
    """The day on which these prices were looked up."""
    prices: tuple[tuple[str, Price], ...] = ()

    def price(self, model: str) -> Price | None:
        """Find a price by name, or by the longest name that begins a dated snapshot's name."""
        known = dict(self.prices)
        if model in known:
            return known[model]
        stems = [name for name in known if model.startswith(f"{name}-2")]
        return known[max(stems, key=len)] if stems else None

    def dearest(self, usage: Usage) -> float:
        """Return the cost at the highest known price for each kind of usage, which stands in for an unknown price in
        limits.
        """
        return _dearest(self).of(usage)

    def spent(self, model: str, usage: Usage) -> Spent:
        price = self.price(model)
        if price is None:
            return Spent(model, usage, None)
        usd = price.of(usage)
        # Usage in units other than those of the price costs an unknown amount, not nothing.
        unknown = usd == 0.0 and price != Price() and usage != Usage()
        return Spent(model, usage, None if unknown else usd)


@cache
def _dearest(table: PriceTable) -> Price:
    names = [each.name for each in fields(Price)]
    return Price(
        **{name: max((float(getattr(price, name)) for _, price in table.prices), default=0.0) for name in names}
    )


def cost_words(usd: float, *, unpriced: bool = False) -> Sentence | None:
    """Say what something cost. None: it cost nothing, so nothing is said. `unpriced`: some of it has no known price."""
    if usd <= 0:
        return Sentence("price unknown") if unpriced else None
    cost = Sentence("{cost}", cost=Dollars(usd))
    if usd < LEAST:
        cost = Sentence("less than {cost}", cost=Dollars(LEAST))
    return Sentence("{cost}, plus unknown prices", cost=cost) if unpriced else cost
