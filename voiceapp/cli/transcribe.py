"""Turns recordings into text: any sound file, of any length."""

import argparse
from collections.abc import Callable
from pathlib import Path

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.cli.failure_output import complain
from voiceapp.cli.language import in_words
from voiceapp.cli.main import overrides
from voiceapp.cli.settings_problems import tell
from voiceapp.core.failures import Failure
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, Talk
from voiceapp.one_off.archive import ArchiveError
from voiceapp.one_off.kept_recording import keep
from voiceapp.one_off.terminal_services import TerminalServices
from voiceapp.talk_files import formats, written

WORDS_ALONE = "txt"
"""A talk in this format has a header and names, which pipes do not want."""
BAR = 30
MOST_PERSONS = 20


def add(parser: argparse.ArgumentParser) -> None:
    names = [each.name for each in formats() if each.for_transcripts]
    parser.add_argument(
        "file",
        nargs="+",
        type=Path,
        metavar=in_words(Sentence("file")),
        help=in_words(Sentence("sound or video: WAV, MP3, M4A, MP4, MKV, WebM, Opus, ...")),
    )
    parser.add_argument(
        "--to",
        choices=names,
        default=WORDS_ALONE,
        help=in_words(Sentence("what to write (default: {format})", format=WORDS_ALONE)),
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=in_words(Sentence("FOLDER")),
        help=in_words(Sentence("a folder for one file per recording; without it, standard output")),
    )
    parser.add_argument(
        "--keep", action="store_true", help=in_words(Sentence("put it into the history as well, with its sound"))
    )
    parser.add_argument(
        "--speakers",
        action="store_true",
        help=in_words(Sentence("find out who speaks, by the voices and on this device")),
    )
    parser.add_argument(
        "--persons",
        type=_persons,
        default=0,
        metavar=in_words(Sentence("COUNT")),
        help=in_words(Sentence("the same, and so many speak")),
    )
    parser.add_argument(
        "--engine", choices=["auto", "api", "local"], default="auto", help=in_words(Sentence("who transcribes"))
    )
    parser.add_argument(
        "--translate", action="store_true", help=in_words(Sentence("translate into English, with a server that can"))
    )
    parser.add_argument(
        "--language",
        default="",
        metavar=in_words(Sentence("LANGUAGE")),
        help=in_words(Sentence("such as en or de; without it, detected automatically")),
    )


def _persons(text: str) -> int:
    """Raises ArgumentTypeError."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PERSONS:
        raise argparse.ArgumentTypeError(in_words(Sentence("a number from 1 to {most}", most=MOST_PERSONS)))
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    settings = overrides(arguments)
    if arguments.engine == "api":
        settings["stt.where"] = "api"
    if arguments.language:
        settings["talking.languages"] = str(arguments.language)
    code = OK
    for path in arguments.file:
        code = max(code, _one(path, arguments, settings))
    return code


def _one(path: Path, arguments: argparse.Namespace, settings: dict[str, str]) -> int:
    if not path.exists():
        terminal.warn(Sentence("There's no file {path}.", path=str(path)))
        return FAILED
    bench = TerminalServices(settings, here=arguments.engine == "local", alone=arguments.engine == "api")
    if path == arguments.file[0]:
        tell(bench.problems, None if arguments.engine == "api" else bench.over_budget)
    form = str(arguments.to)
    by_voice = bool(arguments.speakers or arguments.persons)
    troubles: list[Failure] = []
    try:
        work = bench.transcribed(
            path,
            timed=bool(arguments.keep) or by_voice or next(each.timed for each in formats() if each.name == form),
            translated=bool(arguments.translate),
            progress=_progress(path.name),
            told=troubles.append,
            refers=bool(arguments.keep),
            persons=int(arguments.persons) if by_voice else None,
        )
        talk = bench.run(work)
        content = _text(talk) if form == WORDS_ALONE else bench.rendered(talk, form)
    except EngineError as error:
        terminal.moving("")
        complain(error.failure, path.name)
        return FAILED
    terminal.moving("")
    for trouble in troubles:
        complain(trouble, path.name)
    if not talk.items:
        terminal.warn(Sentence("{name}: no speech found.", name=path.name))
        return NOTHING_FOUND
    if arguments.keep:
        try:
            keep(talk, bench.settings, bench.paths.data)
        except (ArchiveError, EngineError) as error:
            complain(error.failure, path.name)
            return FAILED
        terminal.warn(Sentence("{name} is in your history.", name=path.name))
    if arguments.output is None:
        terminal.content(content)
        return OK
    arguments.output.mkdir(parents=True, exist_ok=True)
    told = written(arguments.output / f"{path.stem}.{form}", content)
    if isinstance(told, Failure):
        terminal.warn(told.sentence)
        return FAILED
    terminal.plain(told)
    return OK


def _text(talk: Talk) -> bytes:
    """Only the words, one line for each utterance, as pipes want it; who says them, where that was found out."""
    messages = [item for item in talk.items if isinstance(item, Message)]
    lines = [f"{line.voice}: {line.text}" if line.voice else line.text for line in messages]
    return ("\n".join(lines) + "\n").encode()


def _progress(name: str) -> Callable[[float], None]:
    """A progress bar on the terminal; nothing if nobody is watching."""

    def show(done: float) -> None:
        filled = round(done * BAR)
        terminal.moving(f"{name} [{'#' * filled}{'.' * (BAR - filled)}] {done:4.0%}")

    return show
