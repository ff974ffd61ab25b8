"""Prints what happens in the running app, a line of JSON for each event, until Ctrl+C."""

import argparse
import contextlib

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence
from voiceapp.ipc.client import RunningAppCall
from voiceapp.ipc.told import sentence_in


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = in_words(
        Sentence(
            "Prints a line of JSON for each thing that happens in the running app, beginning with what is so now, for "
            "status bars and scripts. docs/CONTROL.md lists the events."
        )
    )


def run(arguments: argparse.Namespace) -> int:
    del arguments
    call = RunningAppCall("watch")
    call.patient()
    with contextlib.suppress(KeyboardInterrupt), contextlib.closing(call):
        for line in call.lines():
            if line.startswith("error "):
                terminal.warn(sentence_in(line))
                return FAILED
            if not terminal.write(f"{line}\n"):
                return OK
        terminal.warn(Sentence("voiceapp has ended."))
    return OK
