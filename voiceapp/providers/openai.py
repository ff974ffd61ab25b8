"""Describes OpenAI itself: what it accepts, its models with their prices, and when they end."""

from datetime import date

from voiceapp.core.models import Ending, KnownModels, Role
from voiceapp.core.prices import Price, PriceTable
from voiceapp.providers import openai_api
from voiceapp.providers.provider import Provider

AS_OF = date(2026, 11, 21)
"""When the lists below were looked up."""
ENDINGS: tuple[Ending, ...] = (
    Ending(
        ("gpt-4o-realtime", "gpt-4o-mini-realtime"), date(2026, 5, 12), ("gpt-realtime-2.1", "gpt-realtime-2.1-mini")
    ),
    Ending(
        ("gpt-3.5-turbo", "gpt-4", "gpt-4-turbo", "gpt-4.1-nano", "o1", "o3-mini", "o4-mini"),
        date(2026, 10, 23),
        ("gpt-5.6-terra", "gpt-5.6-sol"),
    ),
    Ending(("gpt-5", "gpt-5-mini", "gpt-5-nano", "o3"), date(2026, 12, 11), ("gpt-5.6-terra", "gpt-5.6-sol")),
    Ending(("tts-1", "tts-1-hd", "gpt-4o-mini-tts"), date(2027, 1, 6), ("gpt-realtime-2.1-mini",)),
    Ending(("gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini"), date(2027, 1, 14), ("gpt-6-luna",)),
    Ending(("gpt-realtime",), date(2027, 1, 20), ("gpt-realtime-2.1",)),
    Ending(("gpt-realtime-mini",), date(2027, 1, 20), ("gpt-realtime-2.1-mini",)),
    Ending(("gpt-audio-mini",), date(2027, 1, 20), ("gpt-audio-1.5",)),
    Ending(
        ("whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe", "gpt-4o-transcribe-diarize"),
        date(2027, 2, 26),
        ("gpt-transcribe", "gpt-live-transcribe"),
    ),
)
"""OpenAI's own calendar. Other servers may keep models of the same names."""

PREFERRED: dict[Role, tuple[str, ...]] = {
    Role.CONVERSATION: ("gpt-realtime-2.1-mini", "gpt-realtime-2.1", "gpt-realtime-2", "gpt-realtime-1.5"),
    Role.LIVE: ("gpt-live-1.1", "gpt-live-1"),
    Role.TRANSCRIPTION: ("gpt-transcribe", "gpt-live-transcribe"),
    Role.CHAT: ("gpt-6-luna", "gpt-5.6-terra", "gpt-5.6-sol"),
    Role.SPEECH: ("gpt-4o-mini-tts", "gpt-realtime-2.1-mini", "gpt-realtime-2.1", "gpt-audio-1.5"),
}
"""Fast and cheap enough for everyday use, the best one first."""

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
        # While it is active; what works behind the voice is billed by its tokens.
        ("gpt-live-1.1", Price(minute=0.05)),
        ("gpt-live-1", Price(minute=0.05)),
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
        ("gpt-6-luna", Price(0.10, 0.01, 0.50)),
        ("gpt-5.6-luna", Price(0.20, 0.02, 1.20)),
        ("gpt-5.6-terra", Price(2.0, 0.20, 12.0)),
        # Called promotional, until 2026-11-21 at least; before, it was 5.00, 0.50 and 30.00.
        ("gpt-5.6-sol", Price(4.0, 0.40, 20.0)),
        # Its page names no price for what is cached.
        ("gpt-audio-1.5", Price(2.50, 2.50, 10.0, 32.0, 32.0, 64.0)),
        ("gpt-4o", Price(text_in=2.50, text_cached=2.50, text_out=10.0)),
        ("gpt-4o-mini", Price(text_in=0.15, text_cached=0.15, text_out=0.60)),
        ("gpt-4.1", Price(text_in=2.0, text_cached=2.0, text_out=8.0)),
        ("gpt-4.1-mini", Price(text_in=0.40, text_cached=0.40, text_out=1.60)),
        ("text-embedding-3-small", Price(0.02)),
        ("text-embedding-3-large", Price(0.13)),
        ("omni-moderation", Price()),
    ),
)
"""Public prices; https://developers.openai.com/api/docs/pricing and the page of each model."""

OPENAI = Provider(
    name="OpenAI",
    realtime_name="OpenAI Realtime",
    live_name="OpenAI Live",
    hosts=("api.openai.com",),
    key_variable="OPENAI_API_KEY",
    needs_key=True,
    has_accounts=True,
    surely_offers=True,
    takes_newest_fields=True,
    echoes_metadata=True,
    forgets_realtime=True,
    names_transcriber_in_address=False,
    tells_thoughts_apart=True,
    thinks_in_responses=True,
    live_transcriber="gpt-live-transcribe",
    voice_transcriber="gpt-4o-transcribe-diarize",
    usual_voice="marin",
    usual_embedder="text-embedding-3-small",
    embedding_width=512,
    models=KnownModels(PREFERRED, served=True, endings=ENDINGS),
    prices=PRICES,
    realtime=openai_api.realtime,
    live=openai_api.live,
    speech_to_text=openai_api.speech_to_text,
    live_speech_to_text=openai_api.live_speech_to_text,
    diariser=openai_api.diariser,
    chat=openai_api.chat,
    text_to_speech=openai_api.text_to_speech,
    embedder=openai_api.embedder,
)
