"""Describes a server of any other hand that speaks OpenAI's API: one of the person's own, or a service that nobody here knows."""

from voiceapp.core.models import KnownModels
from voiceapp.providers.openai import PREFERRED
from voiceapp.providers.provider import Provider

COMPATIBLE = Provider(
    # Services that pass on to others have OpenAI's models too.
    models=KnownModels(PREFERRED),
)
