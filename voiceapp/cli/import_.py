"""Brings talks in from a file: voiceapp's own JSON, or ChatGPT's export."""

import argparse
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.one_off.archive import Archive, ArchiveError
from voiceapp.settings.paths import Paths


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="an export of voiceapp (JSON), or ChatGPT's conversations.json or its ZIP file")
    parser.add_argument("--json", action="store_true", help="tell what was imported as JSON")


def run(arguments: argparse.Namespace) -> int:
    try:
        taken = Archive(Paths.find().data).take_in(Path(str(arguments.file)))
    except ArchiveError as error:
        terminal.warn(error.failure.sentence)
        return FAILED
    if arguments.json:
        terminal.value({"talks": taken.talks, "new": taken.new, "skipped": taken.skipped})
    else:
        known = len(taken.talks) - taken.new
        terminal.say(f"Imported conversations: {taken.new}" + (f"; already there: {known}." if known else "."))
        if taken.skipped:
            terminal.warn(f"Empty or unreadable: {taken.skipped}.")
    return OK if taken.talks else NOTHING_FOUND
