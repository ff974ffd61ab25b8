"""Asks a single question in writing and streams the answer to standard output."""

import argparse
import sys

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.main import overrides
from voiceapp.cli.settings_problems import tell
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.terminal_services import TerminalServices


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text",
        nargs="*",
        metavar=in_words(Sentence("text")),
        help=in_words(Sentence("the question; without it, standard input")),
    )
    parser.add_argument("--engine", choices=["auto", "local"], default="auto", help=in_words(Sentence("who answers")))


def run(arguments: argparse.Namespace) -> int:
    text = " ".join(arguments.text) if arguments.text else sys.stdin.read()
    if not text.strip():
        terminal.warn(Sentence("There's nothing to answer. Give a question, or pipe one in."))
        return USAGE
    bench = TerminalServices(overrides(arguments), here=arguments.engine == "local")
    tell(bench.problems, bench.over_budget)
    any_said = False

    def write(text: str) -> None:
        nonlocal any_said
        any_said = True
        terminal.write(text)

    try:
        bench.run(bench.answered(text, write, at_once=sys.stdout.isatty()))
    except EngineError as error:
        if any_said:
            terminal.plain()
        complain(error.failure)
        return FAILED
    terminal.plain()
    return OK
