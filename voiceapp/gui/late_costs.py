"""Keeps what is asked about costs until the app behind the window is there."""

from collections.abc import Sequence

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.costs.access import CostOutlook
from voiceapp.core.costs.bill import BillComparison
from voiceapp.core.transcript import Item
from voiceapp.gui.pending_work import PendingWork


class LateCosts:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def outlook(self, items: Sequence[Item], days: int, then: Answer[CostOutlook]) -> None:
        self._arrival.do(lambda desk: desk.costs.outlook(items, days, then))

    def keep_admin_key(self, key: str, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.costs.keep_admin_key(key, then))

    def compare(self, days: int, then: Answer[BillComparison]) -> None:
        self._arrival.do(lambda desk: desk.costs.compare(days, then))
