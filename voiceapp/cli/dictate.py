"""Dictates from a terminal, and offers commands that a desktop may bind to its own keys."""

import argparse
import json
import signal
import threading
from types import FrameType
from typing import cast

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence
from voiceapp.ipc.client import NotRunningError, RunningAppCall
from voiceapp.ipc.told import sentence_in, told_in

ASKS = {
    "toggle": Sentence("begin, or end what has begun"),
    "start": Sentence("begin"),
    "stop": Sentence("end, and insert the words"),
    "hands-free": Sentence("listen until it is ended, and insert what is said at each pause; again: end it"),
    "cancel": Sentence("end, and insert nothing; the words stay in the history"),
    "insert": Sentence("insert the words that wait, where the cursor is"),
    "original": Sentence("bring back the words as dictated, or the cleaned-up ones again"),
    "undo": Sentence("take back what was inserted last"),
    "edit": Sentence("change the selected text: begin to say how, or end"),
    "accept": Sentence("put the rewritten text in its place"),
    "keep-both": Sentence("insert the rewritten text after it"),
    "rewrite-again": Sentence("have another version written"),
    "discard": Sentence("leave what is offered or waits; the history keeps it"),
    "stage": Sentence("say what dictation does now, for a status bar: idle, recording, transcribing, …"),
}
AT_REST = ("idle", "inserted", "ended", "failed", "waiting", "offered")


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = in_words(
        Sentence(
            "Writes what you say to standard output until Ctrl+C. With one of the options it tells the running app "
            "instead, which puts the words into the program that has the keyboard."
        )
    )
    choice = parser.add_mutually_exclusive_group()
    for name, what in ASKS.items():
        choice.add_argument(f"--{name}", dest="ask", action="store_const", const=name, help=in_words(what))
    file, what_it_says = in_words(Sentence("FILE")), in_words(Sentence("write what is said in a recording"))
    choice.add_argument("--file", metavar=file, help=what_it_says)
    parser.add_argument(
        "--profile",
        metavar=in_words(Sentence("PROFILE")),
        default="",
        help=in_words(
            Sentence(
                "with this profile: its name or id, as `voiceapp profiles` lists them; "
                "alone with --start, --toggle, --hands-free or here"
            )
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    ask = cast("str | None", arguments.ask)
    arguments.profile = profile = profile_id(str(arguments.profile))
    if ask is not None:
        return _tell(f"{ask} {profile}".strip())
    if arguments.file is not None:
        from voiceapp.cli.dictate_here import from_file  # noqa: PLC0415  (slow: it imports all of the app)

        return from_file(arguments)
    try:
        call = RunningAppCall(f"dictate listen {profile}".strip())
    except NotRunningError:
        from voiceapp.cli.dictate_here import from_microphone  # noqa: PLC0415

        return from_microphone(arguments)
    return _listen(call)


def profile_id(wanted: str) -> str:
    """The id of a profile, by its name or id. Raises ValueError."""
    if not wanted:
        return ""
    from voiceapp.cli.profiles import found, loaded_profiles  # noqa: PLC0415  (most calls need no settings)

    return found(loaded_profiles(), wanted).id


def _tell(ask: str) -> int:
    call = RunningAppCall(f"dictate {ask}")
    answer = call.answer()
    call.close()
    ok, _, told = answer.partition(" ")
    if ok != "ok":
        terminal.warn(sentence_in(answer))
        return FAILED
    if told:
        terminal.plain(told)
    return OK


def _listen(call: RunningAppCall) -> int:
    """The running app has the microphone, so it dictates to us."""
    ending = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        del number, frame
        if ending.is_set():
            call.close()
        ending.set()
        _tell("stop")

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    call.patient()
    for line in call.lines():
        told = cast("dict[str, object]", json.loads(line))
        sentence = told_in(told.get("told"))
        if told.get("error"):
            terminal.warn(sentence)
            return FAILED
        if "text" in told:
            terminal.write(str(told["text"]))
        elif ending.is_set() and told.get("stage") in AT_REST:
            break
        elif told.get("stage") == "failed" and told.get("told"):
            terminal.warn(sentence)
    terminal.plain()
    call.close()
    return OK
