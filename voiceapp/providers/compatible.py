"""Describes a server of any other hand that speaks OpenAI's API: one of the person's own, or a service that nobody here knows."""

from voiceapp.core.models import KnownModels
from voiceapp.providers import openai_api
from voiceapp.providers.openai import PREFERRED
from voiceapp.providers.provider import Provider

COMPATIBLE = Provider(
    # Services that pass on to others have OpenAI's models too.
    models=KnownModels(PREFERRED),
    realtime=openai_api.realtime,
    speech_to_text=openai_api.speech_to_text,
    translation=openai_api.translation,
    chat=openai_api.chat,
    text_to_speech=openai_api.text_to_speech,
)
