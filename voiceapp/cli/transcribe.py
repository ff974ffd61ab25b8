"""Turns recordings into text: any sound file, of any length."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from voiceapp.app.commanding import Workbench
from voiceapp.app.takeaway import written
from voiceapp.cli.exit_codes import FAILED, NOTHING_FOUND, OK
from voiceapp.cli.main import overrides
from voiceapp.cli.problems import tell
from voiceapp.core.failures import Failure
from voiceapp.core.ports import EngineError
from voiceapp.core.transcript import Message, Talk

FORMS = ("txt", "srt", "vtt", "json", "md")
BAR = 30


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="+", type=Path, help="anything that libsndfile reads: WAV, FLAC, MP3, Ogg, ...")
    parser.add_argument("--to", choices=FORMS, default="txt", help="what to write (default: txt)")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", help="a file for each recording, here; else standard output"
    )
    parser.add_argument("--engine", choices=["auto", "api", "local"], default="auto", help="who recognises")
    parser.add_argument("--translate", action="store_true", help="into English, by a server that can")
    parser.add_argument("--language", default="", help="such as en or de; otherwise found by itself")


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
        print(f"There is no file {path}.", file=sys.stderr)
        return FAILED
    bench = Workbench(settings, here=arguments.engine == "local")
    if path == arguments.file[0]:
        tell(bench.problems)
    form = str(arguments.to)
    try:
        timed = form in ("srt", "vtt", "json")
        work = bench.transcribed(path, timed=timed, translated=bool(arguments.translate), progress=_progress(path.name))
        talk = bench.run(work)
        content = _text(talk) if form == "txt" else bench.rendered(talk, form)
    except EngineError as error:
        _clear()
        print(f"{path.name}: {error.failure.sentence}", file=sys.stderr)
        return FAILED
    _clear()
    if not talk.items:
        print(f"{path.name}: nobody speaks in it.", file=sys.stderr)
        return NOTHING_FOUND
    if arguments.output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return OK
    arguments.output.mkdir(parents=True, exist_ok=True)
    told = written(arguments.output / f"{path.stem}.{form}", content)
    if isinstance(told, Failure):
        print(told.sentence, file=sys.stderr)
        return FAILED
    print(told)
    return OK


def _text(talk: Talk) -> bytes:
    """Only the words, a line for each utterance: what pipes want."""
    lines = [item.text for item in talk.items if isinstance(item, Message)]
    return ("\n".join(lines) + "\n").encode()


def _progress(name: str) -> Callable[[float], None]:
    """A bar on the terminal; nothing where none watches."""

    def show(done: float) -> None:
        if sys.stderr.isatty():
            filled = round(done * BAR)
            print(f"\r{name} [{'#' * filled}{'.' * (BAR - filled)}] {done:4.0%}", end="", file=sys.stderr)

    return show


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
