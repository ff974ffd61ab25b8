"""Describes OpenAI's models at Microsoft Azure, in its current form and in the older one with dated versions."""

from collections.abc import Mapping
from urllib.parse import quote

from voiceapp.core.models import KnownModels
from voiceapp.core.provider_traits import PathRules, QueryFields
from voiceapp.providers import openai_api
from voiceapp.providers.openai import PREFERRED
from voiceapp.providers.openai_prices import MODEL_PRICES
from voiceapp.providers.provider import Provider


class AzurePaths(PathRules):
    """The older form has a deployment in the path, and its version in the query."""

    def base(self, path: str, query: QueryFields) -> str:
        dated = any(name == "api-version" and value != "preview" for name, value in query)
        if path in {"", "/openai"}:
            return "/openai" if dated else "/openai/v1"
        return path

    def call(self, base: str, call: str, model: str) -> str:
        if _is_dated(base) and "/deployments/" not in base and model:
            base = f"{base}/deployments/{quote(model, safe='')}"
        return super().call(base, call, model)

    def socket(self, base: str, model: str) -> tuple[str, Mapping[str, str]]:
        if not _is_dated(base):
            return super().socket(base, model)
        path, _ = super().socket(base.split("/deployments/", maxsplit=1)[0], model)
        return path, {"deployment": model} if model else {}


def _is_dated(base: str) -> bool:
    return not base.endswith("/v1")


AZURE = Provider(
    name="Microsoft Azure",
    realtime_name="Azure OpenAI Realtime",
    live_name="Azure OpenAI Live",
    hosts=(".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"),
    paths=AzurePaths(),
    key_header="api-key",
    key_prefix="",
    needs_key=True,
    surely_offers=True,
    takes_newest_fields=True,
    echoes_metadata=True,
    forgets_realtime=True,
    names_transcriber_in_address=False,
    tells_thoughts_apart=True,
    usual_voice="marin",
    # Azure has its own calendar for when models end.
    models=KnownModels(PREFERRED, served=True),
    prices=MODEL_PRICES,
    realtime=openai_api.realtime,
    live=openai_api.live,
    speech_to_text=openai_api.speech_to_text,
    chat=openai_api.chat,
    sound_chat=openai_api.sound_chat,
    text_to_speech=openai_api.text_to_speech,
    painter=openai_api.painter,
    embedder=openai_api.embedder,
)
