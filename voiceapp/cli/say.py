"""Speaks a text, aloud or into a file."""

import argparse
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.main import overrides
from voiceapp.cli.settings_problems import tell
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.one_off.catalogue_models import is_voice_here
from voiceapp.one_off.selected_text import selected_text
from voiceapp.one_off.sound_files import play_as_made
from voiceapp.one_off.terminal_services import TerminalServices, write_sound

NOTHING_SELECTED = Sentence("Nothing is selected, as far as the program tells. Select some text, then try again.")
NO_TEXT = Sentence("There's nothing to say. Give a text, or pipe one in.")
SLOWEST, FASTEST = 0.25, 2.0


def add(parser: argparse.ArgumentParser) -> None:
    text, what = in_words(Sentence("text")), in_words(Sentence("what to say; without it, standard input"))
    parser.add_argument("text", nargs="*", metavar=text, help=what)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=in_words(Sentence("FILE")),
        help=in_words(Sentence("a .wav or .flac file instead of the speaker")),
    )
    parser.add_argument(
        "--voice",
        default="",
        metavar=in_words(Sentence("VOICE")),
        help=in_words(Sentence("a voice of `voiceapp models`, a Piper file, or one of the service")),
    )
    parser.add_argument(
        "--speed",
        type=float,
        default=0.0,
        metavar=in_words(Sentence("SPEED")),
        help=in_words(Sentence("how fast it speaks; 1 is normal")),
    )
    parser.add_argument(
        "--selection",
        action="store_true",
        help=in_words(Sentence("what is selected in the program that has the keyboard")),
    )
    whose = in_words(Sentence("whose voice"))
    parser.add_argument("--engine", choices=["auto", "local"], default="auto", help=whose)


def run(arguments: argparse.Namespace) -> int:
    text = selected_text() if arguments.selection else " ".join(arguments.text) or sys.stdin.read()
    if not text.strip():
        terminal.warn(NOTHING_SELECTED if arguments.selection else NO_TEXT)
        return USAGE
    if arguments.speed and not SLOWEST <= arguments.speed <= FASTEST:
        terminal.warn(Sentence("The speed is between {slowest} and {fastest}.", slowest=SLOWEST, fastest=FASTEST))
        return USAGE
    voice = str(arguments.voice)
    own = is_voice_here(voice)
    changed = overrides(arguments) | ({"tts.voice": voice} if voice and not own else {})
    bench = TerminalServices(changed, here=arguments.engine == "local" or own)
    tell(bench.problems, bench.over_budget)

    async def speak() -> bytes:
        return b"".join([pcm async for pcm in spoken()])

    def spoken() -> AsyncGenerator[bytes]:
        return bench.spoken(text, complain, voice=voice if own else "", speed=float(arguments.speed))

    try:
        if arguments.output is not None:
            write_sound(arguments.output, bench.run(speak()))
        else:
            bench.run(play_as_made(bench.settings, spoken()))
    except EngineError as error:
        complain(error.failure)
        return FAILED
    if bench.lacking is not None:
        terminal.warn(bench.lacking)
    return OK
