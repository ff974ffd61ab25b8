"""Opens a page in the browser. Which page is shown to the person before they allow it."""

import asyncio
import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from msgspec import Meta

from voiceapp.core.ports import ToolError
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import ToolCard
from voiceapp.tools.parts.function import Function, ToolArguments, answer
from voiceapp.tools.parts.tool_context import ToolContext

LONGEST = 2_000
ONLY = Sentence("Only links that begin with https:// and name a public host can be opened.")


class LinkArguments(ToolArguments, frozen=True):
    url: Annotated[str, Meta(description="The whole address, beginning with https://.")]


async def _show(context: ToolContext, link: LinkArguments) -> str:
    url = checked(link.url)
    if not await asyncio.to_thread(context.open_link, url):
        raise ToolError(Sentence("No browser found to open it."))
    return answer(opened=url)


def checked(url: str) -> str:
    """The address, if it is one that may be opened. Raises ToolError."""
    url = url.strip()
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or set(url) & set(' "<>\\^`{|}'):
        raise ToolError(Sentence("That isn't a valid link. Write special characters as %XX."))
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise ToolError(ONLY) from None
    if parts.scheme != "https" or "@" in parts.netloc or port not in (None, 443) or not _public(host):
        raise ToolError(ONLY)
    return url


def _public(host: str) -> bool:
    """Not this device, and not one in its network: a link must not press buttons on a router."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        name, _, last = host.rpartition(".")
        return bool(name) and last not in ("local", "localhost", "internal", "lan", "home") and not last.isdigit()
    return False


TOOL = Function(
    "open_link",
    "Opens a web page in the person's browser.",
    LinkArguments,
    _show,
    card=ToolCard(questions=(Sentence("Open {url}?", url=""),), done=(Sentence("Opened {url}", url=""),)),
)
