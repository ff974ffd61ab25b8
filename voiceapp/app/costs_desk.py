"""Answers the window's questions about costs: the next turn, cheaper models, and the bill."""

from collections.abc import Callable, Sequence

from voiceapp.app.diagnostics_desk import DiagnosticsDesk
from voiceapp.app.session_builder import RunningTalk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.answers import Answer, Probe
from voiceapp.core.costs.access import CostOutlook
from voiceapp.core.costs.bill import BillComparison
from voiceapp.core.transcript import Item
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.storage.spending import Spending


class CostsDesk:
    """Meets `core.costs.access.CostsAccess`. What it needs is loaded when somebody asks."""

    def __init__(self, settings: Callable[[], Settings], spending: Spending, workers: WorkerPool) -> None:
        self._settings = settings
        self._spending = spending
        self._workers = workers

    def outlook(self, items: Sequence[Item], days: int, then: Answer[CostOutlook]) -> None:
        from voiceapp.one_off.costs import cost_outlook  # noqa: PLC0415

        self._workers.ask(lambda: cost_outlook(items, self._spending, days), then)

    def keep_admin_key(self, key: str, then: Answer[Probe]) -> None:
        from voiceapp.one_off.costs import keep_admin_key  # noqa: PLC0415

        def keep() -> Probe:
            refused, told = keep_admin_key(self._settings(), key)
            return Probe(not refused, told)

        self._workers.ask(keep, then)

    def compare(self, days: int, then: Answer[BillComparison]) -> None:
        from voiceapp.one_off.costs import admin_key, compare_with_bill  # noqa: PLC0415

        self._workers.ask(lambda: compare_with_bill(self._settings(), self._spending, days, admin_key()), then)


def inside_desks(
    paths: Paths, settings: Callable[[], Settings], talking: RunningTalk, spending: Spending, workers: WorkerPool
) -> tuple[DiagnosticsDesk, CostsDesk]:
    """Makes what answers about the inside of the app, and about its costs."""
    return DiagnosticsDesk(paths, talking.recorder, spending, workers), CostsDesk(settings, spending, workers)
