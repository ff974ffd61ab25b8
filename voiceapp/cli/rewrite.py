"""Rewrites a text as one says: standard input, or files, to standard output."""

import argparse
import sys

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.main import overrides
from voiceapp.cli.settings_problems import tell
from voiceapp.core.dictation.rewrite_prompt import LONGEST
from voiceapp.core.dictation.rewrite_reasons import too_long
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.terminal_services import TerminalServices


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = in_words(
        Sentence(
            'Rewrites what it reads from standard input: voiceapp rewrite "as a list" < notes.txt. The text goes to the '
            "language model that the settings choose; with --engine local it stays on this device."
        )
    )
    parser.add_argument(
        "instruction",
        nargs="+",
        metavar=in_words(Sentence("INSTRUCTION")),
        help=in_words(Sentence("what to do with the text: shorter, friendlier, in English, …")),
    )
    parser.add_argument("--engine", choices=["auto", "local"], default="auto", help=in_words(Sentence("who rewrites")))


def run(arguments: argparse.Namespace) -> int:
    text, instruction = sys.stdin.read(), " ".join(arguments.instruction)
    if not text.strip():
        terminal.warn(Sentence("There's nothing to rewrite. Pipe a text in."))
        return USAGE
    if len(text) > LONGEST:
        terminal.warn(too_long(LONGEST))
        return USAGE
    bench = TerminalServices(overrides(arguments), here=arguments.engine == "local")
    tell(bench.problems, bench.over_budget)
    try:
        new = bench.run(bench.rewritten(text, instruction))
    except EngineError as error:
        complain(error.failure)
        return FAILED
    terminal.write(new if new.endswith("\n") else f"{new}\n")
    return OK
