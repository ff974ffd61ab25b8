"""Answers the front ends' questions about the inside: the last events, what each day cost, a report."""

from pathlib import Path

from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.answers import Answer
from voiceapp.core.desk import DayCost, LoggedEvent
from voiceapp.reports.diagnostics import MOST, is_dull, logged_events_of
from voiceapp.reports.report import save_report
from voiceapp.runtime.recorder import FlightRecorder
from voiceapp.settings.paths import Paths
from voiceapp.storage.spending import Spending


class DiagnosticsDesk:
    """Meets `core.desk.DiagnosticsAccess`."""

    def __init__(self, paths: Paths, recorder: FlightRecorder, spending: Spending, workers: WorkerPool) -> None:
        self._paths = paths
        self._recorder = recorder
        self._spending = spending
        self._workers = workers

    def recent_events(self, then: Answer[tuple[LoggedEvent, ...]]) -> None:
        self._workers.ask(lambda: logged_events_of(self._recorder.recent(MOST, is_dull)), then)

    def costs(self, days: int, then: Answer[tuple[DayCost, ...]]) -> None:
        self._workers.ask(lambda: self._spending.days(days), then)

    def report(self, then: Answer[str]) -> None:
        self._workers.ask(lambda: str(self.save_report()), then)

    def save_report(self) -> Path:
        """Blocks until the report is saved. Raises OSError."""
        from voiceapp.checks.checkup import check_up_lines  # noqa: PLC0415  (only when somebody asks)

        return save_report(self._paths, self._recorder, check_up_lines)
