"""Holds what OpenAI asks for its models and for the tools that it runs.

The prices are public: https://developers.openai.com/api/docs/pricing and the page of each model.
"""

from dataclasses import replace

from voiceapp.core.prices import Picture, Price, PriceTable

LOOKED_UP = "2026-11-28"
WEB_SEARCH = "web_search"
FILE_SEARCH = "file_search"
"""Tools that are billed by the call, beside the tokens of what they find. Each stands in the table like a model."""

_HALF = 0.5
_REALTIME_2 = Price(4.0, 0.40, 24.0, 32.0, 0.40, 64.0, 5.0, 0.50)
_REALTIME_1 = Price(4.0, 0.40, 16.0, 32.0, 0.40, 64.0, 5.0, 0.50)
_PICTURES = tuple(
    Picture(quality, size, usd)
    for quality, square, oblong in (("low", 0.006, 0.005), ("medium", 0.053, 0.041), ("high", 0.211, 0.165))
    for size, usd in (("1024x1024", square), ("1024x1536", oblong), ("1536x1024", oblong))
)
"""Those of GPT Image 2. The newer models cost the same by the token, but how many they take is published nowhere, so for
them these are an estimate, and nothing at all is known of their qualities "xhigh" and "max".
"""
_GPT_IMAGE = Price(
    text_in=5.0, text_cached=1.25, image_in=8.0, image_cached=2.0, image_out=30.0, batch=_HALF, pictures=_PICTURES
)


def _text(text_in: float, cached: float, out: float) -> Price:
    """Return the price of a newer text model: writing to its cache costs a quarter more than reading anew."""
    return Price(
        text_in,
        cached,
        out,
        image_in=text_in,
        image_cached=cached,
        text_written=1.25 * text_in,
        batch=_HALF,
    )


def _older_text(text_in: float, out: float) -> Price:
    """Return the price of an older text model, for which no price of what is cached is certain."""
    return Price(text_in, text_in, out, image_in=text_in, image_cached=text_in, batch=_HALF)


_MODELS: tuple[tuple[str, Price], ...] = (
    ("gpt-realtime-2.1", _REALTIME_2),
    ("gpt-realtime-2", _REALTIME_2),
    ("gpt-realtime-2.1-mini", Price(0.60, 0.06, 2.40, 10.0, 0.30, 20.0, 0.80, 0.08)),
    ("gpt-realtime-1.5", _REALTIME_1),
    ("gpt-realtime", _REALTIME_1),
    # While it is active, and by the second; what works behind the voice is billed by its tokens.
    ("gpt-live-1.1", Price(minute=0.05)),
    ("gpt-live-1", Price(minute=0.05)),
    ("gpt-realtime-translate", Price(minute=0.034)),
    ("gpt-live-transcribe", Price(minute=0.017)),
    ("gpt-realtime-whisper", Price(minute=0.017)),
    ("gpt-transcribe", Price(minute=0.0045)),
    # Priced by tokens (2.50 in, 10.00 out; the small one 1.25 and 5.00). The price by the minute is OpenAI's own
    # estimate.
    ("gpt-4o-transcribe", Price(minute=0.006)),
    ("gpt-4o-transcribe-diarize", Price(minute=0.006)),
    ("gpt-4o-mini-transcribe", Price(minute=0.003)),
    ("whisper-1", Price(minute=0.006)),
    # Billed by tokens of text and sound that the answer does not report, so this is their average.
    ("gpt-4o-mini-tts", Price(minute=0.015, million_characters=0.15)),
    ("tts-1", Price(million_characters=15.0)),
    ("tts-1-hd", Price(million_characters=30.0)),
    ("gpt-6-luna", _text(0.10, 0.01, 0.50)),
    ("gpt-5.6-luna", _text(0.20, 0.02, 1.20)),
    ("gpt-5.6-terra", _text(2.0, 0.20, 12.0)),
    # Called promotional, until 2026-11-21 at least; before, it was 5.00, 0.50 and 30.00.
    ("gpt-5.6-sol", _text(4.0, 0.40, 20.0)),
    # Its page names no price for what is cached.
    ("gpt-audio-1.5", Price(2.50, 2.50, 10.0, 32.0, 32.0, 64.0)),
    ("gpt-4o", _older_text(2.50, 10.0)),
    ("gpt-4o-mini", _older_text(0.15, 0.60)),
    ("gpt-4.1", _older_text(2.0, 8.0)),
    ("gpt-4.1-mini", _older_text(0.40, 1.60)),
    ("text-embedding-3-small", Price(0.02, batch=_HALF)),
    ("text-embedding-3-large", Price(0.13, batch=_HALF)),
    ("gpt-image-2", _GPT_IMAGE),
    ("gpt-image-2.5-flare", _GPT_IMAGE),
    ("gpt-image-2.5-sunburst", _GPT_IMAGE),
    ("gpt-image-2.6-sunburst", replace(_GPT_IMAGE, pictures=())),
    # Costs nothing.
    ("omni-moderation", Price()),
)
MODEL_PRICES = PriceTable(LOOKED_UP, _MODELS)
"""What a service with OpenAI's models asks for these. What it asks for tools is its own affair."""
PRICES = PriceTable(LOOKED_UP, (*_MODELS, (WEB_SEARCH, Price(call=0.01)), (FILE_SEARCH, Price(call=0.0025))))
