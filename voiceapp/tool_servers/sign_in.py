"""Signs the person in at a server of tools: their browser opens, its answer comes back to this machine, tokens are kept.

The browser opens only where the person asked for it just now. At any other time a server that wants it says so, and waits.
"""

import asyncio
import contextlib
import hashlib
import html
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import msgspec

from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.tool_servers.server_entries import EntryProblemError
from voiceapp.settings.named_secrets import NamedSecrets

if TYPE_CHECKING:
    from mcp.client.auth import OAuthClientProvider
    from mcp.shared.auth import AuthorizationCodeResult, OAuthClientInformationFull, OAuthToken

PATIENCE = 300.0
"""Seconds for the person at the browser."""
LONGEST_ANSWER = 16_000
LONGEST_REASON = 200
PORTS = range(41_730, 41_740)
"""A service that knows us by an address of return takes no other, so they are few."""
NOT_SIGNED_IN = Sentence("It wants you to sign in.")
NO_PORT = Sentence("The browser couldn't answer, because no port of this device is free for it. Try again later.")
TOO_LATE = Sentence("Nobody signed in within five minutes. Try again.")
_DONE = "You are signed in. You can close this page."
_FAILED = "Signing in failed. You can close this page."

OpenBrowser = Callable[[str], bool]


class SignedIn(msgspec.Struct, frozen=True):
    """Holds what a server gave us at the sign-in, as the keyring keeps it."""

    tokens: str = ""
    client: str = ""
    expires_at: float = 0.0
    """Seconds since the epoch. 0: nobody said."""
    service: str = ""
    """What the service says of itself, above all where tokens are renewed."""
    port: int = 0


class SignIn:
    """The sign-in at one server. It is for the loop that the server runs in. Meets `mcp`'s TokenStorage."""

    def __init__(
        self, server: str, url: str, secrets: NamedSecrets, open_browser: OpenBrowser | None, wanted: Callable[[], None]
    ) -> None:
        """Without `open_browser` nobody is asked to sign in; `wanted` is called where it would be needed."""
        self._name = sign_in_name(server, url)
        self._url = url
        self._secrets = secrets
        self._open_browser = open_browser
        self._wanted = wanted
        self._known = SignedIn()
        self._answer: asyncio.Future[AuthorizationCodeResult] | None = None
        self._door: asyncio.Server | None = None
        self.needed = False
        """The server wants the person to sign in."""
        self.refusal: Sentence | None = None
        """The reason signing in has failed."""
        self._provider: OAuthClientProvider | None = None

    async def provider(self) -> "OAuthClientProvider":
        """Return what authenticates each request, and signs in where that is needed."""
        from mcp.client.auth import OAuthClientProvider  # noqa: PLC0415  (loaded with the `mcp` package only)
        from mcp.shared.auth import OAuthClientMetadata  # noqa: PLC0415
        from pydantic import AnyUrl  # noqa: PLC0415

        kept = await asyncio.to_thread(self._secrets.find, self._name)
        with contextlib.suppress(msgspec.DecodeError):
            self._known = msgspec.json.decode(kept or "{}", type=SignedIn)
        if self._open_browser is not None:
            await self._open_door()
        provider = OAuthClientProvider(
            self._url,
            OAuthClientMetadata(
                client_name="voiceapp",
                redirect_uris=[AnyUrl(f"http://127.0.0.1:{self._known.port or PORTS[0]}/callback")],
                token_endpoint_auth_method="none",  # noqa: S106  (that there is none)
            ),
            self,
            self._send_to_browser,
            self._await_browser,
        )
        self._provider = provider
        return provider

    async def close(self) -> None:
        if self._door is not None:
            self._door.close()
            await self._door.wait_closed()
            self._door = None

    # --- what is kept

    async def get_tokens(self) -> "OAuthToken | None":
        from mcp.shared.auth import OAuthMetadata, OAuthToken  # noqa: PLC0415

        if not self._known.tokens:
            return None
        provider = self._provider
        if provider is not None:
            # The package forgets both when it ends, and would then ask the person instead of renewing the token.
            provider.context.token_expiry_time = self._known.expires_at or None
            if self._known.service:
                provider.context.oauth_metadata = OAuthMetadata.model_validate_json(self._known.service)
        return OAuthToken.model_validate_json(self._known.tokens)

    async def set_tokens(self, tokens: "OAuthToken") -> None:
        expires_at = time.time() + tokens.expires_in if tokens.expires_in else 0.0
        metadata = self._provider.context.oauth_metadata if self._provider is not None else None
        service = metadata.model_dump_json(exclude_none=True) if metadata is not None else ""
        await self._keep(
            msgspec.structs.replace(
                self._known, tokens=tokens.model_dump_json(exclude_none=True), expires_at=expires_at, service=service
            )
        )

    async def get_client_info(self) -> "OAuthClientInformationFull | None":
        from mcp.shared.auth import OAuthClientInformationFull  # noqa: PLC0415

        if not self._known.client:
            return None
        return OAuthClientInformationFull.model_validate_json(self._known.client)

    async def set_client_info(self, client_info: "OAuthClientInformationFull") -> None:
        await self._keep(msgspec.structs.replace(self._known, client=client_info.model_dump_json(exclude_none=True)))

    async def _keep(self, known: SignedIn) -> None:
        self._known = known
        await asyncio.to_thread(self._secrets.keep, self._name, msgspec.json.encode(known).decode())

    # --- the browser

    async def _send_to_browser(self, address: str) -> None:
        if self._open_browser is None:
            self.needed = True
            self._wanted()
            raise EntryProblemError(NOT_SIGNED_IN)
        if urlsplit(address).scheme not in ("https", "http") or not await asyncio.to_thread(
            self._open_browser, address
        ):
            self.refusal = Sentence("There's no browser to sign in with. Sign in on a computer that has one.")
            raise EntryProblemError(self.refusal)

    async def _await_browser(self) -> "AuthorizationCodeResult":
        assert self._answer is not None
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._answer
        except TimeoutError:
            self.refusal = TOO_LATE
            raise EntryProblemError(TOO_LATE) from None

    async def _open_door(self) -> None:
        """Listen for the browser, at the port that the service knows or at any, of which it is told then."""
        self._answer = asyncio.get_running_loop().create_future()
        for port in (*((self._known.port,) if self._known.port in PORTS else ()), *PORTS):
            with contextlib.suppress(OSError):
                self._door = await asyncio.start_server(self._take_visitor, "127.0.0.1", port, limit=LONGEST_ANSWER)
                if port != self._known.port:
                    self._known = msgspec.structs.replace(self._known, port=port, client="", tokens="")
                return
        raise EntryProblemError(NO_PORT)

    async def _take_visitor(self, reader: StreamReader, writer: StreamWriter) -> None:
        from mcp.shared.auth import AuthorizationCodeResult  # noqa: PLC0415

        words = _FAILED
        with contextlib.suppress(
            OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError
        ):
            async with asyncio.timeout(10):
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            address = urlsplit(request.split(" ", 2)[1])
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            answer = self._answer
            if address.path == "/callback" and answer is not None and not answer.done():
                if "code" in asked:
                    answer.set_result(
                        AuthorizationCodeResult(code=asked["code"], state=asked.get("state"), iss=asked.get("iss"))
                    )
                    words = _DONE
                else:
                    why = asked.get("error_description") or asked.get("error") or "no answer"
                    self.refusal = Sentence(
                        "You weren't signed in ({why}).", why=in_one_line(clean(why))[:LONGEST_REASON]
                    )
                    answer.set_exception(EntryProblemError(self.refusal))
            writer.write(_page(words))
            await writer.drain()
        writer.close()


def sign_in_name(server: str, url: str) -> str:
    """Return the name under which the keyring has a sign-in. It holds for one address alone."""
    return f"mcp/{server}/signed-in/{hashlib.sha256(url.encode()).hexdigest()[:16]}"


def _page(words: str) -> bytes:
    body = f"<!doctype html><meta charset=utf-8><title>voiceapp</title><p>{html.escape(words)}".encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body
