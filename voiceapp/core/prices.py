"""Works out what things cost, from a table of prices. A model missing from it has no price, not a price of 0."""

from dataclasses import dataclass
from functools import cache

from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.transcript import Spent, Usage

MILLION = 1_000_000.0
LEAST = 0.0001
"""US dollars. A smaller amount is only shown as less than this."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Estimates what a picture costs before it is made. Its bill goes by tokens where the service reports them."""

    quality: str
    size: str
    """As the service writes it: 1024x1536."""
    usd: float


@dataclass(frozen=True, slots=True)
class Price:
    """The price in US dollars of a million tokens, a minute of sound, a million characters, a call, or a picture."""

    text_in: float = 0.0
    text_cached: float = 0.0
    text_out: float = 0.0
    audio_in: float = 0.0
    audio_cached: float = 0.0
    audio_out: float = 0.0
    image_in: float = 0.0
    image_cached: float = 0.0
    minute: float = 0.0
    """What is billed by the second costs a sixtieth of this."""
    million_characters: float = 0.0
    text_written: float = 0.0
    """For tokens that the service writes to its cache. 0: it asks nothing more for these."""
    image_out: float = 0.0
    call: float = 0.0
    """For each use of a tool at the service, as a search in the web."""
    batch: float = 1.0
    """The share of the price that is asked for what the service may do within a day."""
    pictures: tuple[Picture, ...] = ()

    def of(self, usage: Usage) -> float:
        written = usage.written_text_in if self.text_written else 0
        tokens = (
            max(0, usage.text_in - usage.cached_text_in - written) * self.text_in
            + usage.cached_text_in * self.text_cached
            + written * self.text_written
            + (usage.audio_in - usage.cached_audio_in) * self.audio_in
            + usage.cached_audio_in * self.audio_cached
            + (usage.image_in - usage.cached_image_in) * self.image_in
            + usage.cached_image_in * self.image_cached
            + usage.text_out * self.text_out
            + usage.audio_out * self.audio_out
            + usage.image_out * self.image_out
        )
        usd = (
            tokens / MILLION
            + usage.seconds / 60 * self.minute
            + usage.characters / MILLION * self.million_characters
            + usage.calls * self.call
        )
        return usd * self.batch if usage.batched else usd

    def picture(self, quality: str, size: str) -> float | None:
        """Estimate what a picture costs. None: nothing is known of this quality and size."""
        return next((each.usd for each in self.pictures if (each.quality, each.size) == (quality, size)), None)


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
    def highest(rate: str) -> float:
        return max((float(getattr(price, rate)) for _, price in table.prices), default=0.0)

    return Price(
        text_in=highest("text_in"),
        text_cached=highest("text_cached"),
        text_out=highest("text_out"),
        audio_in=highest("audio_in"),
        audio_cached=highest("audio_cached"),
        audio_out=highest("audio_out"),
        image_in=highest("image_in"),
        image_cached=highest("image_cached"),
        minute=highest("minute"),
        million_characters=highest("million_characters"),
        text_written=highest("text_written"),
        image_out=highest("image_out"),
        call=highest("call"),
    )


def cost_words(usd: float, *, unpriced: bool = False) -> Sentence | None:
    """Say what something cost. None: it cost nothing, so nothing is said. `unpriced`: some of it has no known price."""
    if usd <= 0:
        return Sentence("price unknown") if unpriced else None
    cost = Sentence("{cost}", cost=Dollars(usd))
    if usd < LEAST:
        cost = Sentence("less than {cost}", cost=Dollars(LEAST))
    return Sentence("{cost}, plus unknown prices", cost=cost) if unpriced else cost
