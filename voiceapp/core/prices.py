"""Works out what things cost, from a table of prices. A model that is not in the table has no price, not price zero."""

from dataclasses import dataclass, fields
from functools import cache

from voiceapp.core.transcript import Spent, Usage

MILLION = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens, a minute of sound, or a million characters."""

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
    dated: str
    """The day on which these prices were looked up."""
    prices: tuple[tuple[str, Price], ...]

    def price(self, model: str) -> Price | None:
        """By name, or by the longest name that a dated snapshot's name begins with."""
        known = dict(self.prices)
        if model in known:
            return known[model]
        stems = [name for name in known if model.startswith(f"{name}-2")]
        return known[max(stems, key=len)] if stems else None

    def dearest(self, usage: Usage) -> float:
        """What it would have cost with the dearest model for each kind of thing: for limits, where a price is unknown."""
        return _dearest(self).of(usage)

    def spent(self, model: str, usage: Usage) -> Spent:
        price = self.price(model)
        return Spent(model, usage, None if price is None else price.of(usage))


@cache
def _dearest(table: PriceTable) -> Price:
    names = [each.name for each in fields(Price)]
    return Price(**{name: max(float(getattr(price, name)) for _, price in table.prices) for name in names})


_REALTIME_2 = Price(4.0, 0.40, 24.0, 32.0, 0.40, 64.0, 5.0, 0.50)
_REALTIME_1 = Price(4.0, 0.40, 16.0, 32.0, 0.40, 64.0, 5.0, 0.50)

PRICES = PriceTable(
    "2026-11-21",
    (
        ("gpt-realtime-2.1", _REALTIME_2),
        ("gpt-realtime-2", _REALTIME_2),
        ("gpt-realtime-2.1-mini", Price(0.60, 0.06, 2.40, 10.0, 0.30, 20.0, 0.80, 0.08)),
        ("gpt-realtime-1.5", _REALTIME_1),
        ("gpt-realtime", _REALTIME_1),
        ("gpt-live-transcribe", Price(minute=0.017)),
        ("gpt-realtime-whisper", Price(minute=0.017)),
        ("gpt-transcribe", Price(minute=0.0045)),
        ("gpt-4o-transcribe", Price(minute=0.006)),
        ("gpt-4o-transcribe-diarize", Price(minute=0.006)),
        ("gpt-4o-mini-transcribe", Price(minute=0.003)),
        ("whisper-1", Price(minute=0.006)),
        # Billed by tokens of text and of sound, of which the answer says nothing: by what they come to on average.
        ("gpt-4o-mini-tts", Price(minute=0.015, million_characters=0.15)),
        ("tts-1", Price(million_characters=15.0)),
        ("tts-1-hd", Price(million_characters=30.0)),
        ("gpt-6-luna", Price(0.10, 0.01, 0.50)),
        ("gpt-5.6-luna", Price(0.20, 0.02, 1.20)),
        ("gpt-4o", Price(text_in=2.50, text_cached=2.50, text_out=10.0)),
        ("gpt-4o-mini", Price(text_in=0.15, text_cached=0.15, text_out=0.60)),
        ("gpt-4.1", Price(text_in=2.0, text_cached=2.0, text_out=8.0)),
        ("gpt-4.1-mini", Price(text_in=0.40, text_cached=0.40, text_out=1.60)),
        ("omni-moderation", Price()),
    ),
)
"""Public prices of OpenAI's own models. Other services' models are counted and marked as unpriced."""
