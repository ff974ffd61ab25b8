"""Keeps one server of tools running: connects, asks what it offers, calls its tools, and tries again when it dies.

Everything of one server happens in one task, because the `mcp` package must be left where it was entered.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from voiceapp.core.backoff import Backoff
from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.core.tool_servers.access import ServerState
from voiceapp.core.tool_servers.offered_tools import Offer, RawTool, offer_of
from voiceapp.core.tool_servers.server_entries import EntryProblemError, ServerEntry
from voiceapp.core.tool_servers.tool_results import AnswerPart, MediaAnswered, TextAnswered, answer_text
from voiceapp.settings.named_secrets import NamedSecrets
from voiceapp.tool_servers import mcp_library
from voiceapp.tool_servers.server_address import reached
from voiceapp.tool_servers.server_program import ServerProgram
from voiceapp.tool_servers.sign_in import NOT_SIGNED_IN, PATIENCE, OpenBrowser, SignIn

if TYPE_CHECKING:
    from mcp import Client
    from mcp.client import IncomingMessage, Transport
    from mcp_types import CallToolResult, ContentBlock, Tool

log = logging.getLogger(__name__)

SIGN_IN_PATIENCE = PATIENCE + 30.0
START_PATIENCE = 60.0
"""Seconds. A program that is fetched when it is first started takes long."""
LIST_PATIENCE = 20.0
QUIET_PATIENCE = 30.0
"""Seconds in which a tool neither answers nor says how far it is."""
CALL_PATIENCE = 58.0
"""Seconds in all, a little less than the talk waits for any tool, so that the reason can be told."""
MOST_PAGES = 20
STEADY_AFTER = 60.0
"""Seconds after which a server that dies is started again at once."""
LONGEST_WORDS = 300

TOO_SLOW_TO_START = Sentence("It didn't start in time. It's tried again later.")
TOO_SLOW_TO_LIST = Sentence("It didn't say in time which tools it has. It's tried again later.")


@dataclass(frozen=True, slots=True)
class ServerNews:
    """Tells what became of a server."""

    state: ServerState
    offer: Offer = field(default_factory=Offer)
    sentence: Sentence | None = None


class ServerRunner:
    """Everything but the constructor is for the loop that `run` runs in."""

    def __init__(
        self,
        entry: Callable[[], ServerEntry],
        name: str,
        environ: Mapping[str, str],
        tell: Callable[[ServerNews], None],
        secrets: NamedSecrets,
    ) -> None:
        """`entry` gives the configuration with everything filled in. Raises EntryProblemError."""
        self._entry = entry
        self._name = name
        self._secrets = secrets
        self._sign_in: SignIn | None = None
        self._open_browser: OpenBrowser | None = None
        self._asked_to_sign_in = asyncio.Event()
        self._environ = environ
        self._tell = tell
        self._client: Client | None = None
        self._stopped = asyncio.Event()
        self._again = asyncio.Event()
        """Something happened: it ended, its tools changed, or it is to stop."""
        self._ended = False
        self._changed = False
        self._program: ServerProgram | None = None

    def stop(self) -> None:
        self._stopped.set()
        self._asked_to_sign_in.set()
        self._again.set()

    def sign_in(self, open_browser: OpenBrowser) -> None:
        """Connect again, and let the person sign in."""
        self._open_browser = open_browser
        self._asked_to_sign_in.set()
        self._again.set()

    async def run(self) -> None:
        """Run until `stop`."""
        backoff = Backoff(first=2.0, longest=300.0)
        loop = asyncio.get_running_loop()
        while not self._stopped.is_set():
            began = loop.time()
            self._tell(ServerNews(ServerState.STARTING))
            why = await self._live()
            if self._stopped.is_set():
                return
            if loop.time() - began > STEADY_AFTER:
                backoff.reset()
            if self._asked_to_sign_in.is_set():
                continue
            log.info("a server of tools is not running")
            needs_person = self._sign_in is not None and self._sign_in.needed
            if needs_person:
                self._tell(ServerNews(ServerState.SIGN_IN, sentence=NOT_SIGNED_IN))
            else:
                self._tell(ServerNews(ServerState.FAILED, sentence=why))
            with contextlib.suppress(TimeoutError):
                wait = None if needs_person else max(1.0, backoff.next())
                await asyncio.wait_for(self._asked_to_sign_in.wait(), wait)

    async def _live(self) -> Sentence:
        """Run it once. Return why it does not run any more."""
        self._ended = self._changed = False
        self._again.clear()
        if not self._stopped.is_set():
            self._asked_to_sign_in.clear()
        if not mcp_library.is_installed():
            return mcp_library.NOT_INSTALLED
        try:
            async with AsyncExitStack() as stack:
                client = await self._connected(stack)
                self._client = client
                await self._offer_as_it_changes(client, stack)
        except EntryProblemError as error:
            return error.sentence
        except TimeoutError:
            return TOO_SLOW_TO_START
        except Exception as error:  # noqa: BLE001  (whatever a server makes the package raise, the others go on)
            return self._reason(error)
        finally:
            self._client = None
            self._open_browser = None
        return self._reason(None)

    def _reason(self, error: Exception | None) -> Sentence:
        if self._sign_in is not None and self._sign_in.refusal is not None:
            return self._sign_in.refusal
        if self._program is not None:
            return self._program.why_it_ended
        return Sentence("The connection failed ({why}).", why=_words_of(error) if error is not None else "closed")

    async def _connected(self, stack: AsyncExitStack) -> "Client":
        mcp_library.load()
        from mcp import Client  # noqa: PLC0415
        from mcp_types import Implementation  # noqa: PLC0415

        from voiceapp import __version__  # noqa: PLC0415

        # The keyring may take seconds.
        entry = await asyncio.to_thread(self._entry)
        client = Client(
            self._transport(entry),
            client_info=Implementation(name="voiceapp", version=__version__),
            message_handler=self._on_message,
            cache=None,
        )
        async with asyncio.timeout(START_PATIENCE if self._open_browser is None else SIGN_IN_PATIENCE):
            return await stack.enter_async_context(client)

    def _transport(self, entry: ServerEntry) -> "Transport":
        self._program = self._sign_in = None
        if not entry.is_remote:
            self._program = ServerProgram(entry, self._environ, self._on_end)
            return self._program
        self._sign_in = SignIn(self._name, entry.url, self._secrets, self._open_browser, self._on_end)
        return reached(entry, self._sign_in)

    def _on_end(self) -> None:
        self._ended = True
        self._again.set()

    async def _on_message(self, message: "IncomingMessage") -> None:
        from mcp_types import ToolListChangedNotification  # noqa: PLC0415

        if isinstance(message, ToolListChangedNotification):
            self._changed = True
            self._again.set()

    async def _offer_as_it_changes(self, client: "Client", stack: AsyncExitStack) -> None:
        stack.push_async_callback(_end_task, asyncio.create_task(self._follow_changes(client)))
        while True:
            self._changed = False
            self._again.clear()
            if self._stopped.is_set() or self._ended:
                return
            try:
                async with asyncio.timeout(LIST_PATIENCE):
                    raw = await _all_tools(client)
            except TimeoutError:
                raise EntryProblemError(TOO_SLOW_TO_LIST) from None
            offer = offer_of(self._name, raw)
            self._tell(ServerNews(ServerState.READY, offer, offer.complaint))
            await self._again.wait()

    async def _follow_changes(self, client: "Client") -> None:
        """Newer servers tell of changes only to those who asked."""
        from mcp.client.subscriptions import ListenNotSupportedError, SubscriptionLost  # noqa: PLC0415
        from mcp.shared.exceptions import MCPError  # noqa: PLC0415

        with contextlib.suppress(ListenNotSupportedError, SubscriptionLost, MCPError, TimeoutError):
            async with client.listen(tools_list_changed=True) as changes:
                async for _ in changes:
                    self._changed = True
                    self._again.set()

    async def call(self, tool: str, arguments: str) -> str:
        """Call a tool by its server's name for it. Raises ToolError."""
        client = self._client
        if client is None:
            raise ToolError(Sentence("{server} isn't running right now, so this wasn't done.", server=self._name))
        loop = asyncio.get_running_loop()
        end = loop.time() + CALL_PATIENCE
        asked = cast("dict[str, object]", json.loads(arguments.strip() or "{}"))
        try:
            async with asyncio.timeout(QUIET_PATIENCE) as patience:

                async def on_progress(progress: float, total: float | None, message: str | None) -> None:
                    del progress, total, message
                    patience.reschedule(min(end, loop.time() + QUIET_PATIENCE))

                answered = await client.call_tool(tool, asked, progress_callback=on_progress)
        except TimeoutError:
            raise ToolError(Sentence("{server} didn't answer in time.", server=self._name)) from None
        except Exception as error:  # whatever a server makes the package raise is told
            if self._ended:
                ended = Sentence("{server} ended while it was working. It's being started again.", server=self._name)
                raise ToolError(ended) from error
            raise ToolError(
                Sentence("{server} couldn't do this: {why}", server=self._name, why=_words_of(error))
            ) from error
        text = _text_of(answered)
        if answered.is_error:
            why = in_one_line(text)[:LONGEST_WORDS]
            raise ToolError(Sentence("{server} couldn't do this: {why}", server=self._name, why=why))
        return text


async def _end_task(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _all_tools(client: "Client") -> list[RawTool]:
    found: list[RawTool] = []
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        page = await client.list_tools(cursor=cursor)
        found += [_raw(tool) for tool in page.tools]
        cursor = page.next_cursor
        if not cursor:
            break
    return found


def _raw(tool: "Tool") -> RawTool:
    hints = tool.annotations
    title = tool.title or (hints.title if hints is not None else None) or ""
    read_only = hints is not None and hints.read_only_hint is True
    return RawTool(tool.name, tool.description or "", title, tool.input_schema, read_only)


def _text_of(answered: "CallToolResult") -> str:
    return answer_text([_part(block) for block in answered.content], cast("object", answered.structured_content))


def _part(block: "ContentBlock") -> AnswerPart:
    from mcp_types import (  # noqa: PLC0415
        AudioContent,
        EmbeddedResource,
        ImageContent,
        ResourceLink,
        TextContent,
        TextResourceContents,
    )

    match block:
        case TextContent():
            return TextAnswered(block.text)
        case ImageContent():
            return MediaAnswered("image", block.mime_type, len(block.data) * 3 // 4)
        case AudioContent():
            return MediaAnswered("audio", block.mime_type, len(block.data) * 3 // 4)
        case ResourceLink():
            return MediaAnswered("file", block.mime_type or "", block.size or 0, str(block.uri))
        case EmbeddedResource():
            inside = block.resource
            if isinstance(inside, TextResourceContents):
                return TextAnswered(inside.text)
            return MediaAnswered("file", inside.mime_type or "", len(inside.blob) * 3 // 4, str(inside.uri))


def _words_of(error: Exception) -> str:
    """Return the words of what went wrong, of the first of several."""
    while isinstance(error, ExceptionGroup):
        error = cast("ExceptionGroup[Exception]", error).exceptions[0]
    return in_one_line(clean(str(error))).strip()[:LONGEST_WORDS] or type(error).__name__
