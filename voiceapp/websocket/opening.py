"""Opens a websocket, and says in a sentence what went wrong on the way."""

import asyncio
import ssl
from collections.abc import Callable, Mapping

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    InvalidHandshake,
    InvalidMessage,
    InvalidProxy,
    InvalidStatus,
    InvalidURI,
    ProxyError,
)
from websockets.http11 import Response

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.websocket import paced_sending

__all__ = ["ClientConnection", "Response", "open_websocket"]

CONNECT_PATIENCE = 10.0
LARGEST_FRAME = 32 * 1024 * 1024
"""Bytes. Items with sound far exceed the default limit of libraries; nothing exceeds this one."""


class _StraightConnect(connect):
    """Follows no redirects, because one would take the key to another host."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


async def open_websocket(
    url: str,
    headers: Mapping[str, str],
    proxy: str | None,
    *,
    refused: Callable[[Response], Failure],
    wrong: Sentence,
) -> ClientConnection:
    """Returns the open socket. Whoever opens it must `hang_up`, or leave that to a `SocketShell`. Raises EngineError:
    `refused` says what an answer means that is not a socket, and `wrong` that something other than the service is
    there.
    """
    try:
        async with asyncio.timeout(CONNECT_PATIENCE):
            connection = await _StraightConnect(
                url,
                additional_headers=headers,
                proxy=proxy,
                max_size=LARGEST_FRAME,
                compression=None,
                ping_interval=20,
                ping_timeout=20,
                open_timeout=CONNECT_PATIENCE,
                close_timeout=paced_sending.GOODBYE_PATIENCE,
                user_agent_header=None,
            )
    except InvalidStatus as error:
        raise EngineError(refused(error.response)) from None
    except TimeoutError:
        raise EngineError(
            Failure(FailureKind.TIMED_OUT, Sentence("The service doesn't answer. Check your network."))
        ) from None
    except InvalidURI as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, Sentence("The service's address isn't valid."))) from error
    except (InvalidProxy, ProxyError) as error:
        raise EngineError(
            Failure(
                FailureKind.NO_NETWORK,
                Sentence("Your system's proxy doesn't reach the service. Check it in the system settings."),
                type(error).__name__,
            )
        ) from error
    except (InvalidMessage, EOFError) as error:
        raise EngineError(
            Failure(
                FailureKind.SERVER_BROKEN,
                Sentence("The service disconnected right away. It may be starting up. Trying again."),
                str(error)[:200],
            )
        ) from error
    except InvalidHandshake as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, wrong, str(error)[:200])) from error
    except ssl.SSLError as error:
        raise EngineError(
            Failure(
                FailureKind.WRONG_ADDRESS,
                Sentence("The service's certificate isn't trusted, so nothing was sent. Check its address."),
                error.reason or "",
            )
        ) from error
    except OSError as error:
        raise EngineError(
            Failure(
                FailureKind.NO_NETWORK,
                Sentence("The service can't be reached. Check your network."),
                error.strerror or type(error).__name__,
            )
        ) from error
    paced_sending.hold_little_back(connection)
    return connection
