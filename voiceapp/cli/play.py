"""Plays a sound file through the same loudspeaker as a talk."""

import argparse
from pathlib import Path

from voiceapp.cli import sound_output, terminal
from voiceapp.cli.exit_codes import CANNOT_HERE, OK
from voiceapp.cli.language import in_words
from voiceapp.cli.settings_problems import chosen
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.sound_devices import SoundError, speakers
from voiceapp.one_off.sound_files import play


def add(parser: argparse.ArgumentParser) -> None:
    file, name = in_words(Sentence("file")), in_words(Sentence("NAME"))
    parser.add_argument("file", type=Path, metavar=file, help=in_words(Sentence("what to play; Ctrl+C ends it")))
    parser.add_argument(
        "--device",
        default="",
        metavar=name,
        help=in_words(Sentence("a speaker's name, as `voiceapp devices` shows it")),
    )


def run(arguments: argparse.Namespace) -> int:
    try:
        if sound_output.is_unknown(arguments.device, speakers):
            terminal.warn(
                Sentence(
                    "There is no speaker named {name}: `voiceapp devices` lists what there is.", name=arguments.device
                )
            )
            return CANNOT_HERE
        length = sound_output.show(play(chosen(arguments), arguments.file, device=arguments.device))
    except SoundError as error:
        terminal.warn(error.failure.sentence)
        return CANNOT_HERE
    terminal.say(Sentence("{path}: {seconds} s heard", path=str(arguments.file), seconds=sound_output.seconds(length)))
    return OK
