"""Lists the microphones and loudspeakers."""

import argparse
from collections.abc import Sequence

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_access import DeviceChoice
from voiceapp.one_off.sound_devices import SoundError, microphones, speakers


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=in_words(Sentence("print JSON, for scripts")))


def run(arguments: argparse.Namespace) -> int:
    try:
        inputs, outputs = microphones(), speakers()
    except SoundError as error:
        terminal.warn(error.failure.sentence)
        return FAILED
    if arguments.json:
        rows = {
            kind: [
                {"name": each.name, "label": each.label, "default": each.is_default, "bluetooth": each.bluetooth}
                for each in devices
            ]
            for kind, devices in (("microphones", inputs), ("speakers", outputs))
        }
        terminal.value(rows, indent=2)
    else:
        terminal.say(Sentence("Microphones:") if inputs else Sentence("Microphones: none"))
        _list(inputs)
        terminal.say(Sentence("Speakers:") if outputs else Sentence("Speakers: none"))
        _list(outputs)
    return OK if inputs or outputs else NOTHING_FOUND


def _list(devices: Sequence[DeviceChoice]) -> None:
    for each in devices:
        default = in_words(Sentence("(default)")) if each.is_default else ""
        marks = " ".join(filter(None, (default, "Bluetooth" * each.bluetooth)))
        terminal.line(f"  {each.name:<48} {each.label} {marks}".rstrip())
