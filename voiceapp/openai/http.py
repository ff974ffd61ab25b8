"""Sends requests to the API over HTTP, retrying by the API's own rules and turning errors into sentences.

A server is sent its own key and no other. Redirects are not followed, since one could take the key to another host.
Nothing is retried once the first byte of an answer has been handed on.
"""

import asyncio
import contextlib
import ssl
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

import httpx
import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import Limit
from voiceapp.core.ports import EngineError
from voiceapp.core.provider_traits import ProviderTraits
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent, Usage
from voiceapp.openai import bounded_body
from voiceapp.openai.connections import CONNECT_PATIENCE, READ_PATIENCE, STANDSTILL, ConnectionPool
from voiceapp.openai.errors import failure_of_response
from voiceapp.openai.json_fields import decoded
from voiceapp.openai.model_quirks import ModelQuirks
from voiceapp.openai.rate_limits import limits_in
from voiceapp.openai.response_reader import ResponseReader
from voiceapp.openai.retries import (
    LONGEST_PATIENT_WAIT,
    LONGEST_WAIT,
    PATIENT_TRIES,
    TRIES,
    backoff,
    may_help,
    wait_before_retry,
)
from voiceapp.settings.endpoints import AddressError, Endpoint, Origin
from voiceapp.settings.proxies import is_private
from voiceapp.settings.secrets import Secret

ELSEWHERE = Failure(
    FailureKind.WRONG_ADDRESS,
    Sentence("The service put its answer at another address, which isn't asked. Choose another server."),
)

A_TOKEN = 4
"""Characters in a token, roughly."""

Json = Mapping[str, object]
FormField = tuple[str, str]
FormFile = tuple[str, bytes, str]
"""A file's name, content and type."""


async def _at_once() -> None:
    """Returns at once, for a key that is known already."""


def _no_other(_: Secret) -> bool:
    return False


def within_limits() -> Failure | None:
    """Returns that anything may be sent, where nobody counts."""
    return None


@dataclass(frozen=True, slots=True)
class Server:
    """A place that speaks the API, with its key."""

    endpoint: Endpoint
    key: Callable[[], Secret | None]
    """Called at each request. The secret refuses to be given to another host."""
    pool: ConnectionPool
    plain_allowed: bool = False
    limits: Callable[[tuple[Limit, ...]], None] = lambda _: None
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep
    """How time passes between two tries."""
    charge: Callable[[Spent], None] = lambda _: None
    """Called with each line of the bill."""
    over_budget: Callable[[], Failure | None] = within_limits
    """Tells before each request that costs why it may not be sent."""
    key_is_known: Callable[[], Awaitable[None]] = _at_once
    """Awaited before each request, because a keyring may take seconds to provide what `key` returns."""

    is_patient: bool = False
    """Nobody waits for the answer, so it gives way to talks where the service's limit is near, and waits for its reset."""
    refuse_key: Callable[[Secret], bool] = _no_other
    """Told of a key that the service did not take. True: `key` returns another once `key_is_known` again."""

    @property
    def whom(self) -> str:
        """Names who receives the data, in a few words; empty if nothing leaves this device."""
        return self.endpoint.whom

    @property
    def provider(self) -> ProviderTraits:
        return self.endpoint.provider

    @property
    def is_ones_own(self) -> bool:
        """A machine of the person's, here or in their network. It costs nothing and loads its models on request."""
        return self.endpoint.origin.is_loopback or is_private(self.endpoint.origin.host)

    def price(self, model: str, usage: Usage) -> Spent:
        """Returns the cost. A server of one's own is free, and others' models may have no known price."""
        if self.is_ones_own:
            return Spent(model, usage, 0.0)
        return self.provider.prices.spent(model, usage)

    def spent(self, model: str, usage: Usage) -> Spent:
        """Returns a line of the bill and charges it at once, because the caller may no longer be waiting for it."""
        line = self.price(model, usage)
        self.charge(line)
        return line

    def spent_roughly(self, model: str, body: Json, said: int) -> Spent:
        """Returns and charges a line for an answer of so many characters whose usage was not reported or not waited for."""
        return self.spent(model, Usage(text_in=_length(body) // A_TOKEN, text_out=said // A_TOKEN))

    def check_budget(self) -> None:
        """Raises EngineError where what would be sent costs, and nothing more may be spent."""
        over = None if self.is_ones_own else self.over_budget()
        if over is not None:
            raise EngineError(over)

    def quirks(self, call: str, model: str) -> ModelQuirks:
        """Returns what has been learnt about a model at this server."""
        return self.pool.acquaintances.of(self.endpoint.base_url, call, model)

    # --- requests

    async def get(self, call: str, fields: Sequence[FormField] = ()) -> object:
        """`fields` narrow down what is asked for."""
        async with self._answer("GET", call, "", {}, fields=fields) as response:
            return decoded(await bounded_body.whole(response))

    async def delete(self, call: str) -> object:
        async with self._answer("DELETE", call, "", {}) as response:
            return decoded(await bounded_body.whole(response))

    async def post(self, call: str, body: Json, *, costs: bool = True) -> object:
        """Asks for an answer that comes as a whole. What costs nothing may be sent over the budget, too."""
        async with self._answer("POST", call, "", _json(body), costs=costs) as response:
            return decoded(await bounded_body.whole(response))

    @contextlib.asynccontextmanager
    async def download(self, call: str) -> AsyncGenerator[ResponseReader]:
        async with self._answer("GET", call, "", {}) as response:
            yield ResponseReader(response)

    async def file_at(self, url: str, most: int) -> bytes:
        """Returns a file that an answer of this server's named. Raises EngineError for one that is elsewhere."""
        try:
            if Origin.of(url) != self.endpoint.origin:
                raise EngineError(ELSEWHERE)
        except AddressError as error:
            raise EngineError(ELSEWHERE) from error
        request = partial(self._once, "GET", url, model="", content={}, patience=READ_PATIENCE)
        response = await self._tried(request, self.headers_for(url))
        try:
            return await bounded_body.whole(response, most)
        except httpx.HTTPError as error:
            raise EngineError(failure_of_transport(error)) from error
        finally:
            await response.aclose()

    @contextlib.asynccontextmanager
    async def stream(
        self, call: str, body: Json, *, model: str = "", patience: float = READ_PATIENCE
    ) -> AsyncGenerator[ResponseReader]:
        async with self._answer("POST", call, model, _json(body), patience) as response:
            yield ResponseReader(response)

    @contextlib.asynccontextmanager
    async def upload(
        self,
        call: str,
        fields: Sequence[FormField],
        file: FormFile,
        *,
        file_field: str = "file",
        model: str = "",
        patience: float = READ_PATIENCE,
    ) -> AsyncGenerator[ResponseReader]:
        """Sends a form with a file. `file_field`: the name of the file's field."""
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        form = {"data": data, "files": {file_field: file}}
        async with self._answer("POST", call, model, form, patience) as response:
            yield ResponseReader(response)

    @contextlib.asynccontextmanager
    async def _answer(
        self,
        method: str,
        call: str,
        model: str,
        content: Mapping[str, object],
        patience: float = READ_PATIENCE,
        *,
        fields: Sequence[FormField] = (),
        costs: bool = True,
    ) -> AsyncGenerator[httpx.Response]:
        if method == "POST" and costs:
            self.check_budget()
        await self.key_is_known()
        url = self.endpoint.url(call, model, fields)
        if method == "POST" and self.is_ones_own:
            patience = max(patience, STANDSTILL)
        if method == "POST" and self.is_patient:
            await self._give_way(model)
        request = partial(self._once, method, url, model=model, content=content, patience=patience)
        try:
            response = await self._tried(request, self.headers_for(url))
        except EngineError as error:
            if not self._may_have_another_key(error):
                raise
            await self.key_is_known()
            response = await self._tried(request, self.headers_for(url))
        try:
            yield response
        except httpx.HTTPError as error:
            raise EngineError(failure_of_transport(error)) from error
        finally:
            await response.aclose()

    async def _give_way(self, model: str) -> None:
        """Waits until the service has room for more than talks."""
        while (seconds := self.pool.limits.room_in(self._limited(model), time.monotonic())) > 0:
            await self.wait(seconds)

    def _limited(self, model: str) -> tuple[str, str]:
        return (self.endpoint.base_url, model)

    def _may_have_another_key(self, refused: EngineError) -> bool:
        key = self.key() if refused.failure.kind is FailureKind.WRONG_KEY else None
        return key is not None and self.refuse_key(key)

    def headers_for(self, url: str) -> dict[str, str]:
        """Returns the headers that authenticate a request to an address of this server. Raises EngineError where that
        is not allowed.
        """
        try:
            self.endpoint.check_privacy(plain_allowed=self.plain_allowed)
        except AddressError as error:
            raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error
        key = self.key()
        if key is None and self.provider.needs_key:
            raise EngineError(Failure(FailureKind.NO_KEY, Sentence("This service needs a key. Enter one in Settings.")))
        if key is None:
            return self.endpoint.headers()
        return self.endpoint.headers(key.reveal_for(url), token=key.is_token)

    def _client(self) -> httpx.AsyncClient:
        try:
            return self.pool.client_for(self.endpoint.origin)
        except AddressError as error:
            raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error

    async def _tried(
        self, request: Callable[[dict[str, str]], Awaitable[httpx.Response]], headers: dict[str, str]
    ) -> httpx.Response:
        """Returns the first answer that is not a refusal. Raises EngineError."""
        tries = PATIENT_TRIES if self.is_patient else TRIES
        longest = LONGEST_PATIENT_WAIT if self.is_patient else LONGEST_WAIT
        for left in range(tries - 1, -1, -1):
            try:
                response = await request(headers)
            except httpx.HTTPError as error:
                failure = failure_of_transport(error)
                wait: float | None = backoff(tries - 1 - left)
            except httpx.InvalidURL as error:
                raise EngineError(
                    Failure(FailureKind.WRONG_ADDRESS, Sentence("The service's address isn't valid."))
                ) from error
            else:
                if response.is_success:
                    return response
                failure = await _refusal(response)
                wait = wait_before_retry(response, failure, tries - 1 - left, longest)
            if left == 0 or wait is None or not may_help(failure):
                raise EngineError(failure)
            await self.wait(wait)
        raise AssertionError("unreachable")

    async def _once(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        *,
        model: str,
        content: Mapping[str, object],
        patience: float,
    ) -> httpx.Response:
        client = self._client()
        if "content" in content:
            headers = headers | {"Content-Type": "application/json"}
        request = client.build_request(
            method,
            url,
            headers=headers,
            timeout=httpx.Timeout(patience, connect=CONNECT_PATIENCE),
            content=cast("bytes | None", content.get("content")),
            data=cast("dict[str, object] | None", content.get("data")),
            files=cast("dict[str, FormFile] | None", content.get("files")),
        )
        response = await client.send(request, stream=True)
        told = limits_in(response.headers)
        if told:
            self.pool.limits.take(self._limited(model), told, time.monotonic())
            self.limits(told)
        return response


def _length(value: object) -> int:
    """Characters of the text in a request; pictures and sound do not count."""
    if isinstance(value, str):
        return 0 if value.startswith("data:") else len(value)
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        return sum(_length(each) for name, each in fields.items() if name != "input_audio")
    return sum(_length(each) for each in cast("list[object]", value)) if isinstance(value, list) else 0


def failure_of_transport(error: httpx.HTTPError) -> Failure:
    """Returns what it means for the person that no answer, or only part of one, came."""
    name = type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return Failure(FailureKind.TIMED_OUT, Sentence("The service doesn't answer. Check your network."), name)
    if isinstance(error, httpx.ProxyError):
        return Failure(
            FailureKind.NO_NETWORK,
            Sentence("Your system's proxy doesn't reach the service. Check it in the system settings."),
            name,
        )
    if isinstance(error, httpx.ConnectError):
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLError):
                return Failure(
                    FailureKind.WRONG_ADDRESS,
                    Sentence("The service's certificate isn't trusted, so nothing was sent. Check its address."),
                    name,
                )
            cause = cause.__cause__ or cause.__context__
        return Failure(
            FailureKind.NO_NETWORK,
            Sentence("The service can't be reached. Check your network."),
            name,
        )
    if isinstance(error, (httpx.UnsupportedProtocol, httpx.DecodingError, httpx.TooManyRedirects)):
        return Failure(FailureKind.WRONG_ADDRESS, Sentence("There's no service of this kind at this address."), name)
    return Failure(FailureKind.LINK_DROPPED, Sentence("Connection lost. Check your network."), name)


def _json(body: Json) -> dict[str, object]:
    return {"content": msgspec.json.encode(dict(body))}


async def _refusal(response: httpx.Response) -> Failure:
    try:
        body = await bounded_body.beginning(response)
    except httpx.HTTPError:
        body = b""
    finally:
        await response.aclose()
    return failure_of_response(response.status_code, dict(response.headers), body)
