"""`GET /v1/models`: what a service offers for this key, whatever shape it gives its list."""

from collections.abc import Awaitable, Callable
from datetime import date
from http import HTTPStatus
from typing import cast

import httpx
import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.models import Listed
from voiceapp.core.ports import EngineError
from voiceapp.openai.errors import failure_of_response
from voiceapp.settings.endpoints import AddressError, Endpoint
from voiceapp.settings.secrets import Secret

PATIENCE = 20.0
MOST = 5_000
LONGEST_NAME = 200


class _Model(msgspec.Struct, frozen=True):
    id: str
    created: float | None = None
    shutdown_date: str | None = None


async def list_models(get: Callable[[str], Awaitable[object]]) -> tuple[Listed, ...]:
    """Ask for the list; `get` does the request. Empty: the service keeps none. Raises EngineError."""
    try:
        return read_models(await get("models"))
    except EngineError as error:
        if error.failure.kind is FailureKind.WRONG_ADDRESS and "404" in error.failure.detail:
            return ()
        if "405" in error.failure.detail:
            return ()
        raise


def read_models(answer: object) -> tuple[Listed, ...]:
    """The list as values; what is no model in it is passed over. Never raises."""
    if isinstance(answer, dict):
        answer = cast("dict[str, object]", answer).get("data")
    if not isinstance(answer, list):
        return ()
    found = (_read(each) for each in cast("list[object]", answer)[:MOST])
    return tuple({each.id: each for each in found if each is not None}.values())


def _read(value: object) -> Listed | None:
    try:
        model = msgspec.convert(value, _Model)
    except msgspec.ValidationError:
        try:
            # An odd date must not hide the model.
            model = _Model(msgspec.convert(value, _Named).id)
        except msgspec.ValidationError:
            return None
    if not model.id or len(model.id) > LONGEST_NAME or not model.id.isprintable():
        return None
    return Listed(model.id, model.created or 0.0, _day(model.shutdown_date))


class _Named(msgspec.Struct, frozen=True):
    id: str


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


async def get_json(
    client: httpx.AsyncClient, endpoint: Endpoint, key: Secret | None, call: str, *, plain_allowed: bool = False
) -> object:
    """One GET. The client must not follow redirects: one could take the key to another host. Raises EngineError."""
    url = endpoint.url(call)
    if key is None and (endpoint.origin.is_openai or endpoint.origin.is_azure):
        raise EngineError(Failure(FailureKind.NO_KEY, "There is no key for this service: enter one in the settings."))
    try:
        endpoint.check_privacy(plain_allowed=plain_allowed)
        response = await client.get(url, headers=endpoint.headers(key.reveal_for(url) if key is not None else ""))
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, str(error))) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise EngineError(
            Failure(FailureKind.NO_NETWORK, "The service cannot be reached: look at the network.", type(error).__name__)
        ) from error
    if response.status_code != HTTPStatus.OK:
        raise EngineError(failure_of_response(response.status_code, response.headers, response.content))
    try:
        return cast("object", msgspec.json.decode(response.content))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise EngineError(
            Failure(FailureKind.WRONG_ADDRESS, "What answers at this address is no such service.")
        ) from error
