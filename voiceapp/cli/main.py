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
from voiceapp.settings.display import has_display

COMMANDS = {
    "talk": "have a conversation in the terminal",
    "dictate": "write what you say, or have the running app do it",
    "control": "start, stop and mute the running app, or get its last text",
    "watch": "print what happens in the running app, for status bars and scripts",
    "profiles": "list, copy, export and import the profiles of dictation",
    "ask": "ask once, in writing",
    "say": "speak a text, aloud or into a file",
    "transcribe": "turn recordings into text",
    "history": "list and search your conversations",
    "export": "export conversations to files",
    "import": "import conversations from a file",
    "devices": "list microphones and speakers",
    "record": "record the microphone into a file",
    "play": "play a sound file through the chosen speaker",
    "doctor": "check everything the app needs, without showing secrets",
    "settings": "show and change settings",
    "vocabulary": "list, add, import and export the words that are written your way",
    "key": "save, remove or look for an API key",
    "models": "list and change the models on this device",
    "report": "save what happened last, to report a problem",
    "replay": "run a saved report through the same code again",
}
"""Each is a module of this package with `add(parser)` and `run(arguments) -> int`."""


OpenWindow = Callable[..., int]
"""Opens the window, given `verbose` and `overrides`; passed in, because the command line must not import the window."""


def main(open_window: OpenWindow, argv: Sequence[str] | None = None) -> int:
    terminal.prepare()
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in arguments if not word.startswith("-")), "")
    if name in COMMANDS:
        return _run_command(name, arguments)
    parser = _parser()
    _refuse_unknown_command(parser, arguments)
    parsed = parser.parse_args(arguments)
    if not has_display():
        terminal.warn(
            "There's no display here. `voiceapp talk` works in the terminal, and `make demo` in a checkout shows the "
            "window at work on a virtual one."
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

        terminal.warn(f"A part of voiceapp can't be loaded ({error}): {installation.brings_packages()}.")
        return CANNOT_HERE
    except ValueError as error:
        terminal.warn(error)
        return USAGE
    except OSError as error:
        terminal.warn(_sentence(error))
        return FAILED


def _sentence(error: OSError) -> str:
    if error.filename is None or not error.strerror:
        return str(error)
    return f"{os.fsdecode(error.filename)} cannot be used ({error.strerror}): choose another place."


def _parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:<10} {what}" for name, what in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="voiceapp",
        description="A voice assistant. Without a command, voiceapp opens its window.",
        epilog=f"commands (voiceapp COMMAND --help tells more):\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"voiceapp {__version__}")
    _common(parser)
    return parser


def _refuse_unknown_command(parser: argparse.ArgumentParser, arguments: list[str]) -> None:
    """Say so even where help is asked for, which would be that of the window."""
    _, unknown = parser.parse_known_args([word for word in arguments if word not in ("-h", "--help")])
    command = next((word for word in unknown if not word.startswith("-")), None)
    if command is not None:
        parser.error(f"there's no command {command!r}; `voiceapp --help` lists all")


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--verbose", action="store_true", help="log to the terminal too, in detail")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="change a setting, this time only"
    )


def _run_command(name: str, arguments: list[str]) -> int:
    command: ModuleType = importlib.import_module(f"voiceapp.cli.{name}{'_' * keyword.iskeyword(name)}")
    parser = argparse.ArgumentParser(prog=f"voiceapp {name}", description=COMMANDS[name])
    _common(parser)
    command.add(parser)
    arguments.remove(name)
    parsed = parser.parse_args(arguments)
    return _guarded(lambda: cast("int", command.run(parsed)))


def overrides(parsed: argparse.Namespace) -> dict[str, str]:
    """Reads the `--set` options. Raises ValueError for anything that is not an assignment."""
    found: dict[str, str] = {}
    for each in cast("list[str]", parsed.set):
        name, sign, value = each.partition("=")
        if not sign:
            raise ValueError(f"--set takes NAME=VALUE, not {each!r}.")
        found[name.strip()] = value.strip()
    return found
