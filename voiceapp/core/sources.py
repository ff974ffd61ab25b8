"""Reads from what a tool found where it was found: pages of the web, and the person's own earlier talks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from voiceapp.core.ids import TalkId
from voiceapp.core.text.clean_text import clean, in_one_line

MOST = 8
"""Sources that are shown of one search."""
LONGEST_TITLE = 200
LONGEST_ADDRESS = 2_000
NO_TALK = TalkId("")


@dataclass(frozen=True, slots=True)
class Source:
    """Names where something was found: a page, or a talk of the person's own."""

    title: str
    url: str = ""
    talk: TalkId = NO_TALK

    @property
    def site(self) -> str:
        """Return the host of a page, as people know it. Empty for a talk."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.") if self.url else ""

    @property
    def shown_title(self) -> str:
        return self.title or self.site


def sources_in(output: str) -> tuple[Source, ...]:
    """Return the sources that a tool's output names under "sources", each once. Never raises."""
    if '"sources"' not in output:
        return ()
    try:
        told = cast("object", json.loads(output))
    except (ValueError, RecursionError):
        return ()
    rows = cast("Mapping[str, object]", told).get("sources") if isinstance(told, dict) else None
    found: dict[tuple[str, str], Source] = {}
    for row in cast("list[object]", rows) if isinstance(rows, list) else ():
        source = _source_in(cast("Mapping[str, object]", row)) if isinstance(row, dict) else None
        if source is not None:
            found.setdefault((source.url, source.talk), source)
    return tuple(found.values())[:MOST]


def _source_in(row: Mapping[str, object]) -> Source | None:
    title, url, talk = row.get("title"), row.get("url"), row.get("talk")
    words = title if isinstance(title, str) else ""
    shown = in_one_line(clean(words[: 4 * LONGEST_TITLE])).strip()[:LONGEST_TITLE]
    if isinstance(url, str) and is_page(url):
        return Source(shown, url=url)
    if isinstance(talk, str) and talk and shown:
        return Source(shown, talk=TalkId(talk))
    return None


def is_page(address: str) -> bool:
    """Say whether it is the address of a page in the web that can be shown and opened as it stands."""
    if len(address) > LONGEST_ADDRESS or not address.isprintable() or any(char.isspace() for char in address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc
