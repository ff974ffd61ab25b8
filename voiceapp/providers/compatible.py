"""Describes any other server that speaks OpenAI's API: the person's own, or a service that we do not know."""

from voiceapp.core.models import KnownModels
from voiceapp.providers import openai_api
from voiceapp.providers.openai import PREFERRED
from voiceapp.providers.provider import Provider

COMPATIBLE = Provider(
    # Services that forward to others have OpenAI's models too.
    models=KnownModels(PREFERRED),
    realtime=openai_api.realtime,
    live=openai_api.live,
    speech_to_text=openai_api.speech_to_text,
    translation=openai_api.translation,
    translation_sessions=openai_api.translation_sessions,
    diariser=openai_api.diariser,
    chat=openai_api.chat,
    sound_chat=openai_api.sound_chat,
    text_to_speech=openai_api.text_to_speech,
    painter=openai_api.painter,
    embedder=openai_api.embedder,
)
