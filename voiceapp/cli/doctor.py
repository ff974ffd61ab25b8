"""Checks what the app needs. The output can be pasted into a report, because it holds no secrets."""

import argparse

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.main import overrides


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--offline", action="store_true", help="use neither the network nor the microphone")
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def run(arguments: argparse.Namespace) -> int:
    from voiceapp.checks.checkup import check_up  # noqa: PLC0415  (slow: it imports all of the app)

    findings = check_up(overrides(arguments), thorough=not arguments.offline)
    if arguments.json:
        terminal.value([{"name": f.name, "state": f.state, "sentence": f.sentence} for f in findings], indent=2)
    else:
        for finding in findings:
            terminal.say(f"{finding.state:<5} {finding.name:<12} {finding.sentence}")
    return FAILED if any(finding.state == "fail" for finding in findings) else OK
