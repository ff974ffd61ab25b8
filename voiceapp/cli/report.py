"""Saves what happened last, together with a check of this machine, to report a problem."""

import argparse
import sys

from voiceapp.app.report import save_last_report, saved_reports
from voiceapp.cli.exit_codes import NOTHING_FOUND, OK
from voiceapp.settings.paths import Paths


def add(parser: argparse.ArgumentParser) -> None:
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--list", action="store_true", help="list the reports that were saved, the newest first")
    group.add_argument("--last", action="store_true", help="only say where the newest one is")


def run(arguments: argparse.Namespace) -> int:
    paths = Paths.find()
    if arguments.list or arguments.last:
        found = saved_reports(paths)[: 1 if arguments.last else None]
        for path in found:
            print(path)
        return OK if found else NOTHING_FOUND
    paths.make()
    print(save_last_report(paths))
    print(
        "It holds what happened when voiceapp ran last: no sound, no words, no keys. "
        "Of a voiceapp that runs now, its window saves one.",
        file=sys.stderr,
    )
    return OK
