"""Checks what the app needs. The output can be pasted into a report, because it holds no secrets."""

import argparse

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.language import in_words
from voiceapp.cli.main import overrides
from voiceapp.core.sentence import Sentence

STATES = {"ok": Sentence("ok"), "warn": Sentence("warn"), "fail": Sentence("fail")}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--offline", action="store_true", help=in_words(Sentence("use neither the network nor the microphone"))
    )
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))


def run(arguments: argparse.Namespace) -> int:
    from voiceapp.checks.checkup import check_up  # noqa: PLC0415  (slow: it imports all of the app)

    findings = check_up(overrides(arguments), thorough=not arguments.offline)
    if arguments.json:
        terminal.value([{"name": f.name, "state": f.state, "sentence": f.words()} for f in findings], indent=2)
    else:
        for finding in findings:
            state, title = in_words(STATES[finding.state]), in_words(finding.title)
            terminal.plain(f"{state:<8} {title:<14} {finding.words(in_words)}")
    return FAILED if any(finding.state == "fail" for finding in findings) else OK
