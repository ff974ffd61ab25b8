"""Speaks a text, aloud or into a file."""

import argparse
import sys
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.failure_output import complain
from voiceapp.cli.main import overrides
from voiceapp.cli.settings_problems import tell
from voiceapp.core.ports import EngineError
from voiceapp.one_off.sound_files import play_as_made
from voiceapp.one_off.terminal_services import TerminalServices, write_sound


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="*", help="what to say; without it, standard input")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="a .wav or .flac file instead of the speaker")
    parser.add_argument("--engine", choices=["auto", "local"], default="auto", help="whose voice")


def run(arguments: argparse.Namespace) -> int:
    text = " ".join(arguments.text) if arguments.text else sys.stdin.read()
    if not text.strip():
        terminal.warn("There's nothing to say. Give a text, or pipe one in.")
        return USAGE
    bench = TerminalServices(overrides(arguments), here=arguments.engine == "local")
    tell(bench.problems, bench.over_budget)

    async def speak() -> bytes:
        return b"".join([pcm async for pcm in bench.spoken(text, complain)])

    try:
        if arguments.output is not None:
            write_sound(arguments.output, bench.run(speak()))
        else:
            bench.run(play_as_made(bench.settings, bench.spoken(text, complain)))
    except EngineError as error:
        complain(error.failure)
        return FAILED
    return OK
