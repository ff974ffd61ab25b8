"""Saves a report of a problem: the most recent events, the state of this device, and the end of the log.

It is one file, which `voiceapp replay` can run again. It holds no sound, no words and no keys, and only its
owner can read it.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from voiceapp import __version__
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence, in_a_row
from voiceapp.core.wishes import TalkWishes
from voiceapp.reports.black_box import BlackBox, take_back
from voiceapp.runtime.event_values import Plain, to_plain
from voiceapp.runtime.recorder import FORMAT, FlightRecorder
from voiceapp.settings.atomic import replace_file
from voiceapp.settings.paths import Paths, make_private_folder
from voiceapp.settings.redaction import redact

log = logging.getLogger(__name__)


LOG_LINES = 300
KEPT = 20
"""How many reports are kept; older ones are deleted."""
LAST_ENTRIES = 10_000
"""Entries of the recording that is saved when the app closes: some three minutes, written in a moment."""


CheckUp = Callable[[], Iterable[str]]
"""Checks the state of this device, with one line for each item."""


def folder(paths: Paths) -> Path:
    return paths.state / "reports"


def save_report(paths: Paths, recorder: FlightRecorder, check_up: CheckUp) -> Path:
    """Saves a report of the running app. Raises OSError."""
    return _save(paths, (json.dumps(line, ensure_ascii=False) for line in recorder.lines()), check_up)


def keep_flight(paths: Paths, recorder: FlightRecorder) -> None:
    """Saves the most recent events, for a report that is requested after the app has closed. Raises OSError."""
    lines = (json.dumps(line, ensure_ascii=False) for line in recorder.lines(LAST_ENTRIES))
    replace_file(_flight(paths), "\n".join(lines) + "\n")


def keep_crash(paths: Paths) -> Path | None:
    """A report of the previous run, if it did not end well. Raises OSError."""
    if not take_back(paths, _flight(paths)):
        return None
    # Nobody asked for it, so neither the microphone nor the network is tried.
    return _save(paths, _last_flight(paths), check_up=tuple)


def save_last_report(paths: Paths, check_up: CheckUp) -> Path:
    """Saves a report of the app's last run; if there was none, only of this device. Raises OSError."""
    return _save(paths, _last_flight(paths), check_up)


def saved_reports(paths: Paths) -> list[Path]:
    """Lists the newest first."""
    return sorted(folder(paths).glob("report-*.jsonl"), reverse=True)


def _flight(paths: Paths) -> Path:
    return paths.state / "last-flight.jsonl"


def _last_flight(paths: Paths) -> list[str]:
    try:
        lines = _flight(paths).read_text("utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        lines = []
    return lines or [json.dumps({"format": FORMAT, "wishes": to_plain(TalkWishes())})]


def _save(paths: Paths, lines: Iterable[str], check_up: CheckUp) -> Path:
    make_private_folder(folder(paths))
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime())
    path = folder(paths) / f"report-{stamp}.jsonl"
    first, *rest = lines
    head = json.loads(first) | {"notes": _notes(paths, check_up)}
    replace_file(path, "\n".join([json.dumps(head, ensure_ascii=False), *rest]) + "\n")
    for old in saved_reports(paths)[KEPT:]:
        old.unlink(missing_ok=True)
    return path


def _notes(paths: Paths, check_up: CheckUp) -> dict[str, Plain]:
    return {
        "version": __version__,
        "saved_at": time.time(),
        "checkup": [*check_up()],
        "log": [*_end_of_log(paths)],
    }


def _end_of_log(paths: Paths) -> list[str]:
    home = str(Path.home())
    try:
        lines = paths.log_file.read_text("utf-8", "replace").splitlines()[-LOG_LINES:]
    except OSError:
        return []
    return [redact(line).replace(home, "~") for line in lines]


NOTHING_LOST = Sentence("voiceapp didn't shut down properly last time. Nothing you saved is lost.")
_REPORTED = Sentence("A report was saved.")


class LastRun:
    def __init__(self, paths: Paths, recorder: FlightRecorder) -> None:
        self._paths = paths
        self._recorder = recorder
        self._black_box = BlackBox(paths, recorder)

    def look(self, mended: Sentence | None) -> Failure | None:
        """A sentence about how the last run ended, if it did not end well; from now on this run is written down.

        `mended` says what the history had to repair.
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
