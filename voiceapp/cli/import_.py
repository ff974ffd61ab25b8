"""Brings talks in from a file: voiceapp's own JSON, or ChatGPT's export."""

import argparse
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.archive import Archive, ArchiveError
from voiceapp.settings.paths import Paths


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar=in_words(Sentence("file")),
        help=in_words(Sentence("an export of voiceapp (JSON), or ChatGPT's conversations.json or its ZIP file")),
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("tell what was imported as JSON")))


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
        told = (
            Sentence("Imported conversations: {new}; already there: {known}.", new=taken.new, known=known)
            if known
            else Sentence("Imported conversations: {new}.", new=taken.new)
        )
        terminal.say(told)
        if taken.skipped:
            terminal.warn(Sentence("Empty or unreadable: {count}.", count=taken.skipped))
    return OK if taken.talks else NOTHING_FOUND
