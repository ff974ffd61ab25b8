"""Saves everything that is kept in one file, and restores such a file."""

import argparse
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.subcommands import describe
from voiceapp.core.backup_access import BackupWishes, RestoreWishes
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.backup import make_backup, restore_backup
from voiceapp.settings.paths import Paths


def add(parser: argparse.ArgumentParser) -> None:
    describe(
        parser,
        Sentence("Conversations, vocabulary, profiles, prompts and settings in one file. Keys stay out of it."),
        (
            ("make FILE", Sentence("save everything; the app may go on running")),
            ("make FILE --without-sound", Sentence("the same without the recordings")),
            ("restore FILE", Sentence("bring back what isn't here; nothing is replaced")),
            ("restore FILE --settings", Sentence("the settings, too")),
        ),
    )
    parser.add_argument("action", choices=["make", "restore"], help=in_words(Sentence("what to do")))
    parser.add_argument(
        "file",
        metavar=in_words(Sentence("FILE")),
        help=in_words(Sentence("the backup; for make, a folder will do")),
    )
    parser.add_argument(
        "--without-sound", action="store_true", help=in_words(Sentence("with make: leave out the recordings"))
    )
    parser.add_argument(
        "--settings", action="store_true", help=in_words(Sentence("with restore: replace the settings, too"))
    )


def run(arguments: argparse.Namespace) -> int:
    paths, path = Paths.find(), Path(str(arguments.file)).expanduser()
    if arguments.action == "make":
        wishes = BackupWishes(sound=not arguments.without_sound)
        done = make_backup(paths, path, wishes, _show)
    else:
        done = restore_backup(paths, path, RestoreWishes(settings=bool(arguments.settings)), _show)
    terminal.moving("")
    if isinstance(done, Failure):
        complain(done)
        return FAILED
    terminal.say(done.told)
    return OK


def _show(share: float) -> None:
    terminal.moving(f"{int(share * 100)} %" if share < 1 else "")
