"""Lists the microphones and loudspeakers."""

import argparse

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.one_off.sound_devices import SoundError, microphones, speakers


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for scripts")


def run(arguments: argparse.Namespace) -> int:
    try:
        found = {"microphones": microphones(), "speakers": speakers()}
    except SoundError as error:
        terminal.warn(error.failure.sentence)
        return FAILED
    if arguments.json:
        rows = {
            kind: [
                {"name": each.name, "label": each.label, "default": each.is_default, "bluetooth": each.bluetooth}
                for each in devices
            ]
            for kind, devices in found.items()
        }
        terminal.value(rows, indent=2)
    else:
        for kind, devices in found.items():
            terminal.say(f"{kind.capitalize()}:" if devices else f"{kind.capitalize()}: none")
            for each in devices:
                marks = " ".join(
                    mark for mark in ("(default)" if each.is_default else "", "Bluetooth" * each.bluetooth) if mark
                )
                terminal.line(f"  {each.name:<48} {each.label} {marks}".rstrip())
    return OK if any(found.values()) else NOTHING_FOUND
