"""Defines how a front end has a recording of the history recognised by others, and chooses between their words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.failures import Failure
from voiceapp.core.transcript import ItemId, Message, TalkId, Version


@dataclass(frozen=True, slots=True)
class RecogniserOffer:
    """Names somebody who could recognise a recording now."""

    id: str
    title: str
    leaves_machine: bool = False
    """The recording goes to a service."""


@dataclass(frozen=True, slots=True)
class AnotherHearing:
    """Says how a recording is to be recognised once more."""

    recogniser: str = ""
    """The id of an offer. Empty: the usual one."""
    languages: tuple[str, ...] | None = None
    """What it is in. Empty: the recogniser finds out; None: as usual."""


class VersionsAccess(Protocol):
    """Gives access to what others make of a recording. Answers come on one of the app's own threads."""

    def recognisers(self, then: Callable[[tuple[RecogniserOffer, ...] | Failure], None]) -> None:
        """Give those who may and can run now, this device's first."""
        ...

    def hear(self, talk: TalkId, item: ItemId, how: AnotherHearing, then: Callable[[Message | Failure], None]) -> None:
        """Put another version beside a line's words, and answer with the line."""
        ...

    def use(self, talk: TalkId, item: ItemId, version: Version, then: Callable[[Message | Failure], None]) -> None:
        """Let these words be the line's. Its former ones become a version."""
        ...
