"""Runs the command line: a module for each command, imported only on demand."""

import argparse
import importlib
import keyword
import os
import signal
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import cast

from voiceapp import __version__
from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import CANNOT_HERE, FAILED, USAGE
from voiceapp.cli.language import choose_language, in_words
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.settings.display import has_display

COMMANDS = {
    "talk": Sentence("have a conversation in the terminal"),
    "dictate": Sentence("write what you say, or have the running app do it"),
    "control": Sentence("start, stop and mute the running app, or get its last text"),
    "captions": Sentence("turn captions of what is being said on and off, or print them"),
    "watch": Sentence("print what happens in the running app, for status bars and scripts"),
    "profiles": Sentence("list, copy, export and import the profiles of dictation"),
    "ask": Sentence("ask once, in writing"),
    "rewrite": Sentence("rewrite a text as you say"),
    "say": Sentence("speak a text, aloud or into a file"),
    "transcribe": Sentence("turn recordings into text"),
    "history": Sentence("list and search your conversations"),
    "versions": Sentence("have a recording of the history recognised by another, and choose between the words"),
    "summarise": Sentence("summarise a conversation or a recording, and keep that with it"),
    "export": Sentence("export conversations to files"),
    "import": Sentence("import conversations from a file"),
    "backup": Sentence("save everything in one file, and restore it, here or on another computer"),
    "notes": Sentence("list, add, tick off and export notes, or what the assistant remembers"),
    "devices": Sentence("list microphones and speakers"),
    "record": Sentence("record the microphone into a file"),
    "play": Sentence("play a sound file through the chosen speaker"),
    "doctor": Sentence("check everything the app needs, without showing secrets"),
    "settings": Sentence("show and change settings"),
    "vocabulary": Sentence("list, add, import and export the words that are written your way"),
    "mcp": Sentence("let the assistant use other programs' tools, and other programs your conversations"),
    "costs": Sentence("show what was spent, what cheaper models would have cost, and the bill beside it"),
    "key": Sentence("save, remove or look for an API key"),
    "models": Sentence("list and change the models on this device"),
    "integrate": Sentence("put voiceapp into your menu, with manual pages and completions"),
    "report": Sentence("save what happened last, to report a problem"),
    "replay": Sentence("run a saved report through the same code again"),
}
"""Each is a module of this package with `add(parser)` and `run(arguments) -> int`."""


OpenWindow = Callable[..., int]
"""Opens the window, given `verbose` and `overrides`; passed in, because the command line must not import the window."""


def main(open_window: OpenWindow, argv: Sequence[str] | None = None) -> int:
    terminal.prepare()
    arguments = list(sys.argv[1:] if argv is None else argv)
    choose_language(arguments)
    name = next((word for word in arguments if not word.startswith("-")), "")
    if name in COMMANDS:
        return _run_command(name, arguments)
    parser = parser_of_all()
    _refuse_unknown_command(parser, arguments)
    parsed = parser.parse_args(arguments)
    if not has_display():
        terminal.warn(
            Sentence(
                "There's no display here. `voiceapp talk` works in the terminal, and `make demo` in a checkout shows "
                "the window at work on a virtual one."
            )
        )
        return CANNOT_HERE
    return _guarded(lambda: open_window(verbose=bool(parsed.verbose), overrides=overrides(parsed)))


def _guarded(run: Callable[[], int]) -> int:
    """Turns every error that a person can do something about into one sentence."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            # If the terminal is closed or the system shuts down, end as with Ctrl+C, with everything saved.
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        return run()
    except KeyboardInterrupt:
        return FAILED
    except ImportError as error:
        from voiceapp.settings import installation  # noqa: PLC0415  (every start waits for top-level imports)

        brings = installation.brings_packages()
        terminal.warn(Sentence("A part of voiceapp can't be loaded ({why}). {brings}", why=str(error), brings=brings))
        return CANNOT_HERE
    except ValueError as error:
        terminal.warn(told_by(error))
        return USAGE
    except OSError as error:
        terminal.warn(_sentence(error))
        return FAILED


def _sentence(error: OSError) -> Sentence:
    if error.filename is None or not error.strerror:
        return told_by(error)
    path = os.fsdecode(error.filename)
    return Sentence("{path} cannot be used ({why}): choose another place.", path=path, why=error.strerror)


def parser_of_all() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:<10} {in_words(what)}" for name, what in COMMANDS.items())
    heading = in_words(Sentence("commands (voiceapp COMMAND --help tells more):"))
    parser = argparse.ArgumentParser(
        prog="voiceapp",
        description=in_words(Sentence("A voice assistant. Without a command, voiceapp opens its window.")),
        epilog=f"{heading}\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"voiceapp {__version__}",
        help=in_words(Sentence("show program's version number and exit")),
    )
    _common(parser)
    return parser


def _refuse_unknown_command(parser: argparse.ArgumentParser, arguments: list[str]) -> None:
    """Say so even where help is asked for, which would be that of the window."""
    _, unknown = parser.parse_known_args([word for word in arguments if word not in ("-h", "--help")])
    command = next((word for word in unknown if not word.startswith("-")), None)
    if command is not None:
        parser.error(in_words(Sentence("there's no command '{name}'; `voiceapp --help` lists all", name=command)))


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--verbose", action="store_true", help=in_words(Sentence("log to the terminal too, in detail")))
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar=in_words(Sentence("NAME=VALUE")),
        help=in_words(Sentence("change a setting, this time only")),
    )


def _run_command(name: str, arguments: list[str]) -> int:
    command: ModuleType = importlib.import_module(f"voiceapp.cli.{name}{'_' * keyword.iskeyword(name)}")
    arguments.remove(name)
    parsed = parser_of(name, command).parse_args(arguments)
    return _guarded(lambda: cast("int", command.run(parsed)))


def parser_of(name: str, command: ModuleType) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"voiceapp {name}", description=in_words(COMMANDS[name]))
    _common(parser)
    command.add(parser)
    return parser


def overrides(parsed: argparse.Namespace) -> dict[str, str]:
    """Reads the `--set` options. Raises ValueError for anything that is not an assignment."""
    found: dict[str, str] = {}
    for each in cast("list[str]", parsed.set):
        name, sign, value = each.partition("=")
        if not sign:
            raise ValueError(Sentence("--set takes NAME=VALUE, not '{given}'.", given=each))
        found[name.strip()] = value.strip()
    return found
