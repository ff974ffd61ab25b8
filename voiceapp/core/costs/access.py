"""Defines how a front end reaches what talks cost, will cost, would have cost, and are billed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.costs.bill import BillComparison
from voiceapp.core.costs.cheaper import Cheaper
from voiceapp.core.costs.forecast import Forecast
from voiceapp.core.transcript import Item


@dataclass(frozen=True, slots=True)
class CostOutlook:
    """Holds what can be said of costs beside their sum."""

    next_turn: Forecast | None = None
    talk: tuple[Cheaper, ...] = ()
    """What cheaper models would have cost in this talk."""
    lately: tuple[Cheaper, ...] = ()
    """The same for the last days, dictation and commands included."""


class CostsAccess(Protocol):
    """Gives access to forecasts, comparisons, and the bill."""

    def outlook(self, items: Sequence[Item], days: int, then: Answer[CostOutlook]) -> None:
        """`items`: those of the talk on the table."""

    def keep_admin_key(self, key: str, then: Answer[Probe]) -> None:
        """Check the key with the service, then store it in the keyring. An empty one deletes the stored one."""

    def compare(self, days: int, then: Answer[BillComparison]) -> None:
        """Ask the service for its bill of the last days, and put one's own count beside it."""
