"""Runs a saved report through the same conversation again, offline, and shows where it takes another course."""

import argparse
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.runtime.replay import RecordingError, replay, worth_a_line


def add(parser: argparse.ArgumentParser) -> None:
    file, what = in_words(Sentence("file")), in_words(Sentence("a report, as `voiceapp report --list` lists them"))
    parser.add_argument("file", type=Path, metavar=file, help=what)
    parser.add_argument(
        "--all", action="store_true", help=in_words(Sentence("show every event, even each frame of sound"))
    )


def run(arguments: argparse.Namespace) -> int:
    began: float | None = None
    steps = differing = 0
    try:
        for step in replay(arguments.file):
            began = step.at if began is None else began
            steps += 1
            differing += not step.same
            if arguments.all or worth_a_line(step):
                event = getattr(step.event, "event", step.event)
                mark = " " if step.same else "≠"
                terminal.plain(f"{step.at - began:9.3f} {mark} {type(event).__name__:<20} {', '.join(step.replayed)}")
    except RecordingError as error:
        terminal.warn(told_by(error))
        return FAILED
    terminal.say(
        Sentence(
            "{steps} events, {differing} of them led to something else than they did then.",
            steps=steps,
            differing=differing,
        )
    )
    return OK if differing == 0 else FAILED
