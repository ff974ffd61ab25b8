"""Holds both sides to the types of the official package: what it would not say or take is a violation."""

from collections.abc import Iterable
from functools import cache
from typing import Any, get_type_hints

import pydantic
from openai.types import (
    EmbeddingCreateParams,
    FileCreateParams,
    FileListParams,
    ImageEditStreamEvent,
    ImageGenStreamEvent,
    ImagesResponse,
    ModerationCreateParams,
    VectorStoreCreateParams,
    VectorStoreListParams,
    completion_create_params,
)
from openai.types import image_edit_params as edit_params
from openai.types import image_generate_params as image_params
from openai.types.audio import SpeechCreateParams, TranslationCreateParams
from openai.types.audio import transcription_create_params as transcription_params
from openai.types.chat import completion_create_params as chat_params
from openai.types.live import ClientEvent as LiveClientEvent
from openai.types.live import ServerEvent as LiveServerEvent
from openai.types.realtime import (
    RealtimeClientEvent,
    RealtimeServerEvent,
    RealtimeTranslationClientEvent,
    RealtimeTranslationServerEvent,
)
from openai.types.responses import response_create_params as responses_params
from openai.types.vector_stores import file_create_params as store_file_params
from openai.types.vector_stores import file_list_params as store_files_params

REQUESTS: dict[str, type[Any]] = {
    "/v1/chat/completions": chat_params.CompletionCreateParamsStreaming,
    "/v1/completions": completion_create_params.CompletionCreateParamsStreaming,
    "/v1/responses": responses_params.ResponseCreateParamsStreaming,
    "/v1/audio/speech": SpeechCreateParams,
    "/v1/audio/transcriptions": transcription_params.TranscriptionCreateParamsStreaming,
    "/v1/audio/translations": TranslationCreateParams,
    "/v1/embeddings": EmbeddingCreateParams,
    "/v1/moderations": ModerationCreateParams,
    "/v1/images/generations": image_params.ImageGenerateParamsStreaming,
    "/v1/files": FileCreateParams,
    "/v1/images/edits": edit_params.ImageEditParamsStreaming,
    "/v1/vector_stores": VectorStoreCreateParams,
    "/v1/vector_stores/files": store_file_params.FileCreateParams,
}
QUERIES: dict[str, type[Any]] = {
    "/v1/files": FileListParams,
    "/v1/vector_stores": VectorStoreListParams,
    "/v1/vector_stores/files": store_files_params.FileListParams,
}


def query_violation(path: str, fields: Iterable[str]) -> str | None:
    """A field of an address that the official types do not know for this list."""
    unknown = sorted(set(fields) - set(get_type_hints(QUERIES[path])))
    return f"{path}: unknown field {unknown[0]}" if unknown else None


def request_violation(path: str, fields: Iterable[str]) -> str | None:
    """A field of a request that the official types do not know, or one that they cannot do without."""
    kind = REQUESTS.get(path)
    if kind is None:
        return None
    known = set(get_type_hints(kind))
    said = {field.removesuffix("[]").split("[")[0] for field in fields}
    unknown = sorted(said - known)
    if unknown:
        return f"{path}: unknown field {unknown[0]}"
    missing = sorted(kind.__required_keys__ - said - {"stream", "file"})
    return f"{path}: {missing[0]} is missing" if missing else None


@cache
def _client() -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(RealtimeClientEvent)


@cache
def _server() -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(RealtimeServerEvent)


@cache
def _images() -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(ImageGenStreamEvent | ImageEditStreamEvent | ImagesResponse)


def picture_violation(body: dict[str, Any]) -> str | None:
    """Why this is no answer of the service's that has a picture."""
    try:
        value = _images().validate_python(body)
    except pydantic.ValidationError as error:
        return f"picture: {error.errors()[0]['loc']} {error.errors()[0]['msg']}"
    unknown = _extras(value)
    return f"picture: unknown field {unknown}" if unknown else None


@cache
def _live_client() -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(LiveClientEvent)


@cache
def _live_server() -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(LiveServerEvent)


@cache
def _translation_client() -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(RealtimeTranslationClientEvent)


@cache
def _translation_server() -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(RealtimeTranslationServerEvent)


def translation_client_violation(body: dict[str, Any]) -> str | None:
    return _violation(_translation_client(), body)


def translation_server_violation(body: dict[str, Any]) -> str | None:
    return _violation(_translation_server(), body, more=True)


def live_client_violation(body: dict[str, Any]) -> str | None:
    """The same of a Live session, whose configuration is strict."""
    return _violation(_live_client(), body)


def live_server_violation(body: dict[str, Any]) -> str | None:
    return _violation(_live_server(), body, more=True)


def client_violation(body: dict[str, Any]) -> str | None:
    """Why the real service would refuse this event; None: it would not."""
    shown = body
    response = body.get("response")
    if isinstance(response, dict) and isinstance(response.get("input"), list):
        # The events' own union leaves references out; the package has them beside it.
        known = [item for item in response["input"] if item.get("type") != "item_reference"]
        for reference in response["input"]:
            if reference.get("type") == "item_reference" and set(reference) != {"type", "id"}:
                return "response.create: a reference has a type and an id"
        shown = {**body, "response": {**response, "input": known}}
    return _violation(_client(), shown)


def server_violation(body: dict[str, Any]) -> str | None:
    """Why this is no event of the service's. It may say more than the types name, as the real one does."""
    return _violation(_server(), body, more=True)


def _violation(adapter: pydantic.TypeAdapter[Any], body: dict[str, Any], *, more: bool = False) -> str | None:
    try:
        value = adapter.validate_python(body)
    except pydantic.ValidationError as error:
        return f"{body.get('type')}: {error.errors()[0]['loc']} {error.errors()[0]['msg']}"
    kept = value.model_dump(exclude_unset=True, mode="json")
    unknown = _extras(value)
    if unknown and not more:
        return f"{body.get('type')}: unknown field {unknown}"
    return None if kept.get("type") == body.get("type") else f"{body.get('type')}: read as {kept.get('type')}"


def _extras(value: Any, path: str = "") -> str:
    """The first field that the official types do not know."""
    if isinstance(value, pydantic.BaseModel):
        for name in value.model_extra or {}:
            return f"{path}{name}"
        for name in type(value).model_fields:
            found = _extras(getattr(value, name, None), f"{path}{name}.")
            if found:
                return found
    if isinstance(value, list):
        for each in value:
            found = _extras(each, path)
            if found:
                return found
    return ""
