"""How the service refuses a request over HTTP."""

from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Guarded = Callable[[Handler], Handler]
"""What checks the key and the fields of a request, and answers a refusal."""


class RefusedRequestError(Exception):
    """The service answers with an error body."""

    def __init__(self, status: int, message: str, code: str | None = None, param: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
