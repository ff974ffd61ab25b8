"""Saves the most recent events together with a check of this device, to report a problem."""

import argparse

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import NOTHING_FOUND, OK
from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence
from voiceapp.ipc.client import RunningAppCall
from voiceapp.reports.report import save_last_report, saved_reports
from voiceapp.settings.paths import Paths


def add(parser: argparse.ArgumentParser) -> None:
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--list", action="store_true", help=in_words(Sentence("list the saved reports, the newest first"))
    )
    group.add_argument("--last", action="store_true", help=in_words(Sentence("only say where the newest report is")))


def run(arguments: argparse.Namespace) -> int:
    paths = Paths.find()
    if arguments.list or arguments.last:
        found = saved_reports(paths)[: 1 if arguments.last else None]
        for path in found:
            terminal.plain(path)
        return OK if found else NOTHING_FOUND
    from voiceapp.checks.checkup import check_up_lines  # noqa: PLC0415  (slow: it imports all of the app)

    paths.make()
    saved = _of_the_running_app(paths)
    terminal.plain(saved or save_last_report(paths, check_up_lines))
    terminal.warn(
        Sentence("It holds what happened until now: no sound, no words, no keys.")
        if saved
        else Sentence("It holds what happened when voiceapp ran last: no sound, no words, no keys.")
    )
    return OK


def _of_the_running_app(paths: Paths) -> str:
    """Asks the running app for a report; answers where it is. Empty: it is not running, or does not answer."""
    try:
        call = RunningAppCall("report", paths)
        try:
            call.patient()
            said, _, path = next(call.lines(), "").partition(" ")
        finally:
            call.close()
    except OSError:
        said, path = "", ""
    return path if said == "saved" else ""
