"""Records the microphone to a file, as a talk would hear it, until Ctrl+C."""

import argparse
from pathlib import Path

from voiceapp.cli import sound_output, terminal
from voiceapp.cli.exit_codes import CANNOT_HERE, FAILED, OK
from voiceapp.cli.language import in_words
from voiceapp.cli.settings_problems import chosen
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.sound_devices import SoundError, microphones
from voiceapp.one_off.sound_files import form_of, record


def add(parser: argparse.ArgumentParser) -> None:
    file, name = in_words(Sentence("file")), in_words(Sentence("NAME"))
    parser.add_argument("file", type=Path, metavar=file, help=in_words(Sentence("where to; ends in .flac or .wav")))
    parser.add_argument(
        "--device",
        default="",
        metavar=name,
        help=in_words(Sentence("a microphone's name, as `voiceapp devices` shows it")),
    )
    parser.add_argument(
        "--seconds",
        type=float,
        metavar=in_words(Sentence("SECONDS")),
        help=in_words(Sentence("how long; without it, until Ctrl+C")),
    )
    parser.add_argument(
        "--plain", action="store_true", help=in_words(Sentence("don't suppress noise or adjust the level"))
    )
    parser.add_argument("--force", action="store_true", help=in_words(Sentence("overwrite an existing file")))


def run(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    form_of(path)
    if arguments.seconds is not None and arguments.seconds <= 0:
        raise ValueError(Sentence("--seconds takes a number above 0."))
    if path.exists() and not arguments.force:
        terminal.warn(Sentence("{path} exists already. Choose another name, or use --force.", path=str(path)))
        return FAILED
    try:
        if sound_output.is_unknown(arguments.device, microphones):
            terminal.warn(
                Sentence(
                    "There is no microphone named {name}: `voiceapp devices` lists what there is.",
                    name=arguments.device,
                )
            )
            return CANNOT_HERE
        steps = record(
            chosen(arguments),
            path,
            device=arguments.device,
            seconds=arguments.seconds,
            plain=bool(arguments.plain),
        )
        length = sound_output.show(steps)
    except SoundError as error:
        terminal.warn(error.failure.sentence)
        return CANNOT_HERE
    terminal.say(Sentence("{path}: {seconds} s", path=str(path), seconds=sound_output.seconds(length)))
    return OK if length else FAILED
