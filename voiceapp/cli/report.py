"""Lists the reports that were saved (by the window's button), newest first."""

import argparse

from voiceapp.cli.exit_codes import NOTHING_FOUND, OK
from voiceapp.settings.paths import Paths


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--last", action="store_true", help="only the newest")


def run(arguments: argparse.Namespace) -> int:
    folder = Paths.find().state / "reports"
    found = sorted(folder.glob("report-*.jsonl"), reverse=True)[: 1 if arguments.last else None]
    for path in found:
        print(path)
    return OK if found else NOTHING_FOUND
