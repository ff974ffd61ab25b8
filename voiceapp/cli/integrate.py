"""Puts voiceapp into the menu and the shells of this person, or takes it out of them."""

import argparse
import sys

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import CANNOT_HERE, NOTHING_FOUND, OK
from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.integration import Integration


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = in_words(
        Sentence(
            "Write a menu entry with its icon, manual pages and completions for bash, zsh and fish into your own "
            "folders, and let the shell find the command."
        )
    )
    parser.add_argument("--undo", action="store_true", help=in_words(Sentence("delete all of that again")))


def run(arguments: argparse.Namespace) -> int:
    if sys.platform in ("win32", "darwin"):
        terminal.warn(Sentence("This is for Linux. Here, start voiceapp by its command."))
        return CANNOT_HERE
    here = Integration.of_this_person()
    changed = here.take_out() if arguments.undo else here.put()
    for path in changed:
        terminal.plain(path)
    if not changed:
        terminal.warn(Sentence("There was nothing to delete."))
        return NOTHING_FOUND
    if not arguments.undo:
        terminal.warn(Sentence("voiceapp is in your menu. `voiceapp integrate --undo` takes it out again."))
    return OK
