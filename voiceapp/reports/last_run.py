"""Hands over from one run of the app to the next: keeps what happened last, and tells of a run that did not end well."""

import logging

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence, in_a_row
from voiceapp.reports.black_box import BlackBox
from voiceapp.reports.report import keep_crash, keep_flight
from voiceapp.runtime.recorder import FlightRecorder
from voiceapp.settings.paths import Paths

log = logging.getLogger(__name__)

NOTHING_LOST = Sentence("voiceapp did not end properly last time; nothing that was kept is lost.")
_REPORTED = Sentence("A report of it is saved.")


class LastRun:
    def __init__(self, paths: Paths, recorder: FlightRecorder) -> None:
        self._paths = paths
        self._recorder = recorder
        self._black_box = BlackBox(paths, recorder)

    def look(self, mended: Sentence | None) -> Failure | None:
        """A word about how the last run ended, where that was not well; from now on this one is written down.

        `mended` says what the history found to be mended.
        """
        saved = None
        try:
            saved = keep_crash(self._paths)
            self._black_box.start()
        except OSError as error:
            log.warning("what happened last could not be kept for a report: %s", error.strerror)
        if saved is not None:
            return Failure(FailureKind.ENDED_BADLY, in_a_row(mended or NOTHING_LOST, _REPORTED))
        return Failure(FailureKind.ENDED_BADLY, mended) if mended else None

    def close(self) -> None:
        """This run ends well."""
        try:
            self._black_box.close()
            keep_flight(self._paths, self._recorder)
        except OSError as error:
            log.warning("what happened last could not be kept for a report: %s", error.strerror)
