"""Asks once, in writing: the answer goes to standard output as it comes."""

import argparse
import sys

from voiceapp.app.commanding import Workbench
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.main import overrides
from voiceapp.cli.problems import tell
from voiceapp.core.ports import EngineError


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="*", help="the question; otherwise standard input")
    parser.add_argument("--engine", choices=["auto", "local"], default="auto", help="who answers")


def run(arguments: argparse.Namespace) -> int:
    text = " ".join(arguments.text) if arguments.text else sys.stdin.read()
    if not text.strip():
        print("There is nothing to answer: give a question, or pipe one in.", file=sys.stderr)
        return USAGE
    bench = Workbench(overrides(arguments), here=arguments.engine == "local")
    tell(bench.problems)
    try:
        bench.run(bench.answered(text, _write))
    except EngineError as error:
        print(error.failure.sentence, file=sys.stderr)
        return FAILED
    print()
    return OK


def _write(text: str) -> None:
    print(text, end="", flush=True)
