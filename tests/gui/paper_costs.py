"""Costs as a test writes them down."""

from collections.abc import Sequence

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.costs.access import CostOutlook
from voiceapp.core.costs.bill import BillComparison
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item

NO_KEY = Failure(FailureKind.NO_KEY, Sentence("The bill needs a key."))


class PaperCosts:
    """Meets `core.costs.access.CostsAccess`."""

    def __init__(self) -> None:
        self.told = CostOutlook()
        self.bill: BillComparison | Failure = NO_KEY
        self.after_key: BillComparison | None = None
        self.keys: list[str] = []

    def outlook(self, items: Sequence[Item], days: int, then: Answer[CostOutlook]) -> None:
        then(self.told)

    def keep_admin_key(self, key: str, then: Answer[Probe]) -> None:
        self.keys.append(key)
        if self.after_key is not None:
            self.bill = self.after_key
        then(Probe(self.after_key is not None, Sentence("Kept.")))

    def compare(self, days: int, then: Answer[BillComparison]) -> None:
        then(self.bill)
