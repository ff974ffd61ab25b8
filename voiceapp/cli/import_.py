"""Brings talks in from a file: voiceapp's own JSON, ChatGPT's export, or what Buzz or OpenWhispr keep."""

import argparse
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.archive import Archive, ArchiveError
from voiceapp.settings.paths import Paths
from voiceapp.talk_files import found_imports


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        default="",
        metavar=in_words(Sentence("file")),
        help=in_words(
            Sentence(
                "an export of voiceapp (JSON), ChatGPT's conversations.json or its ZIP file, the database of Buzz or "
                "OpenWhispr, or just that name; without it, what's found on this computer is listed"
            )
        ),
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("tell what was imported as JSON")))


def run(arguments: argparse.Namespace) -> int:
    name = str(arguments.file)
    if not name:
        return _list_found(as_json=bool(arguments.json))
    try:
        taken = Archive(Paths.find().data).take_in(_meant(name))
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


def _meant(name: str) -> Path:
    """A file, or the program of that name whose database is where it usually is."""
    path = Path(name)
    if path.exists():
        return path
    return next((Path(found.path) for found in found_imports() if found.program.casefold() == name.casefold()), path)


def _list_found(*, as_json: bool) -> int:
    found = found_imports()
    if as_json:
        terminal.value([{"program": each.program, "path": each.path, "talks": each.talks} for each in found], indent=2)
    elif not found:
        terminal.warn(Sentence("Nothing of Buzz or OpenWhispr is here. Give the file that is to be imported."))
    for each in found if not as_json else ():
        terminal.plain(f"{each.program:<12} {each.talks:>6}  {each.path}")
    return OK if found else NOTHING_FOUND
