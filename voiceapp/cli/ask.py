"""Asks a single question in writing, of a model or of one's own talks, and streams the answer to standard output."""

import argparse
import sys
from contextlib import ExitStack

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
    parser.add_argument(
        "--talks",
        action="store_true",
        help=in_words(Sentence("answer from your history, and name the messages that the answer comes from")),
    )
    parser.add_argument(
        "--json", action="store_true", help=in_words(Sentence("print JSON, for scripts (with --talks)"))
    )


def run(arguments: argparse.Namespace) -> int:
    text = " ".join(arguments.text) if arguments.text else sys.stdin.read()
    if not text.strip():
        terminal.warn(Sentence("There's nothing to answer. Give a question, or pipe one in."))
        return USAGE
    here = arguments.engine == "local"
    if arguments.talks:
        from voiceapp.cli.talk_question import ask_talks  # noqa: PLC0415  (a plain question has no need of the history)

        return ask_talks(text, overrides(arguments), here=here, json=bool(arguments.json))
    bench = TerminalServices(overrides(arguments), here=here)
    tell(bench.problems, bench.over_budget)
    any_said = False

    def write(text: str) -> None:
        nonlocal any_said
        any_said = True
        terminal.write(text)

    try:
        with ExitStack() as stack:
            others = None
            if arguments.text and sys.stdin.isatty():
                from voiceapp.one_off.asked_tools import AskedTools  # noqa: PLC0415  (only where somebody can be asked)

                others = stack.enter_context(AskedTools(bench.paths, bench.settings, _may_use)).tools()
            bench.run(bench.answered(text, write, at_once=sys.stdout.isatty(), others=others))
    except EngineError as error:
        if any_said:
            terminal.plain()
        complain(error.failure)
        return FAILED
    terminal.plain()
    return OK


def _may_use(question: Sentence, given: tuple[tuple[str, str], ...]) -> bool:
    """Ask beside the answer. Only a clear yes allows it."""
    fields = ", ".join(f"{name}: {value}" if name else value for name, value in given)
    terminal.warn(Sentence("{question} {fields} - type yes to allow it", question=question, fields=fields))
    return sys.stdin.readline().strip().lower() in ("y", "yes", in_words(Sentence("yes")))
