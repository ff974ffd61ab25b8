"""Describes OpenAI itself: what it accepts, its models with their prices, and when they end."""

from datetime import date

from voiceapp.core.models import Ending, KnownModels, Role
from voiceapp.providers import openai_api
from voiceapp.providers.openai_prices import PRICES
from voiceapp.providers.provider import Provider

AS_OF = date(2026, 11, 21)
"""When the lists below were looked up."""
ENDINGS: tuple[Ending, ...] = (
    Ending(
        ("gpt-4o-realtime", "gpt-4o-mini-realtime"), date(2026, 5, 12), ("gpt-realtime-2.1", "gpt-realtime-2.1-mini")
    ),
    Ending(("dall-e-2", "dall-e-3"), date(2026, 5, 12), ("gpt-image-2.5-flare",)),
    Ending(("gpt-image-1",), date(2026, 10, 23), ("gpt-image-2.5-flare", "gpt-image-2.5-sunburst")),
    Ending(
        ("gpt-image-1-mini", "gpt-image-1.5", "chatgpt-image-latest"),
        date(2026, 12, 1),
        ("gpt-image-2.5-flare", "gpt-image-2.5-sunburst"),
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
    Role.PICTURES: ("gpt-image-2.5-flare", "gpt-image-2.5-sunburst"),
}
"""Fast and cheap enough for everyday use, the best one first."""

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
    audio_chat_model="gpt-audio-1.5",
    searches=True,
    live_transcriber="gpt-live-transcribe",
    live_translator="gpt-realtime-translate",
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
    translation_sessions=openai_api.translation_sessions,
    diariser=openai_api.diariser,
    chat=openai_api.chat,
    sound_chat=openai_api.sound_chat,
    text_to_speech=openai_api.text_to_speech,
    painter=openai_api.painter,
    embedder=openai_api.embedder,
)
