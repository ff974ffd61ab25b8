"""Defines how a service searches for the person: in the web, and in the talks that they uploaded to it."""

from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.sources import Source


@dataclass(frozen=True, slots=True)
class SearchFind:
    """Holds what a search found, in the service's words, and where."""

    text: str
    sources: tuple[Source, ...] = ()


class HostedSearch(Protocol):
    """Asks whichever service the settings name at that moment. What it finds is charged where it is found."""

    def may_search_web(self) -> bool:
        """Say whether there is a service that would, as far as is known without asking. Never waits."""
        ...

    def may_search_uploads(self) -> bool:
        """Say the same of the talks that were uploaded: some must be there."""
        ...

    def web_price(self) -> float | None:
        """Return what a search in the web costs in US dollars, beside the tokens. None: that is unknown."""
        ...

    def uploads_price(self) -> float | None: ...

    async def web(self, question: str) -> SearchFind:
        """Raises EngineError."""
        ...

    async def uploads(self, question: str) -> SearchFind:
        """Raises EngineError."""
        ...
