"""Records the microphone to a file, as a talk would hear it, until Ctrl+C."""

import argparse
from pathlib import Path

from voiceapp.cli import sound_output, terminal
from voiceapp.cli.exit_codes import CANNOT_HERE, FAILED, OK
from voiceapp.cli.settings_problems import chosen
from voiceapp.one_off.sound_devices import SoundError, microphones
from voiceapp.one_off.sound_files import form_of, record


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="where to; ends in .flac or .wav")
    parser.add_argument("--device", default="", help="a microphone's name, as `voiceapp devices` shows it")
    parser.add_argument("--seconds", type=float, help="how long; without it, until Ctrl+C")
    parser.add_argument("--plain", action="store_true", help="don't suppress noise or adjust the level")
    parser.add_argument("--force", action="store_true", help="overwrite an existing file")


def run(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    form_of(path)
    if arguments.seconds is not None and arguments.seconds <= 0:
        raise ValueError("--seconds takes a number above 0.")
    if path.exists() and not arguments.force:
        terminal.warn(f"{path} exists already. Choose another name, or use --force.")
        return FAILED
    try:
        missing = sound_output.unknown(arguments.device, microphones() if arguments.device else (), "microphone")
        if missing:
            terminal.warn(missing)
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
    terminal.say(f"{path}: {length / 1000:.1f} s")
    return OK if length else FAILED
