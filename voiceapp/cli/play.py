"""Plays a sound file through the same loudspeaker as a talk."""

import argparse
from pathlib import Path

from voiceapp.cli import sound_output, terminal
from voiceapp.cli.exit_codes import CANNOT_HERE, OK
from voiceapp.cli.settings_problems import chosen
from voiceapp.one_off.sound_devices import SoundError, speakers
from voiceapp.one_off.sound_files import play


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what to play; Ctrl+C ends it")
    parser.add_argument("--device", default="", help="a speaker's name, as `voiceapp devices` shows it")


def run(arguments: argparse.Namespace) -> int:
    try:
        missing = sound_output.unknown(arguments.device, speakers() if arguments.device else (), "speaker")
        if missing:
            terminal.warn(missing)
            return CANNOT_HERE
        length = sound_output.show(play(chosen(arguments), arguments.file, device=arguments.device))
    except SoundError as error:
        terminal.warn(error.failure.sentence)
        return CANNOT_HERE
    terminal.say(f"{arguments.file}: {length / 1000:.1f} s heard")
    return OK
