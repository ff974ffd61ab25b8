"""Turns the captions of the running app on and off, and prints them as they are spoken."""

import argparse
import contextlib
import json
from typing import cast

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.language import in_words, translated
from voiceapp.core.sentence import Sentence
from voiceapp.ipc.client import RunningAppCall
from voiceapp.ipc.told import sentence_in

FOLLOW = "follow"
WORDS = ("on", "off", "toggle", "state")


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = in_words(
        Sentence(
            "Captions show in large lines what is said in conversations, in dictation and in other programs. Without a "
            "word, it says whether they are on."
        )
    )
    parser.add_argument(
        "word",
        nargs="?",
        choices=WORDS,
        default="state",
        metavar=in_words(Sentence("WORD")),
        help=in_words(Sentence("on, off, toggle, or state to ask")),
    )
    parser.add_argument(
        "--follow", action="store_true", help=in_words(Sentence("print each line once it is said, until Ctrl+C"))
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=in_words(Sentence("with --follow: print each change as a line of JSON, live words too")),
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.follow:
        return _follow(as_json=bool(arguments.json))
    with contextlib.closing(RunningAppCall(f"captions {arguments.word}")) as call:
        answer = call.answer()
    word, _, told = answer.partition(" ")
    if word != "ok":
        terminal.warn(sentence_in(answer))
        return FAILED
    terminal.plain(told)
    return OK


def _follow(*, as_json: bool) -> int:
    call = RunningAppCall(f"captions {FOLLOW}")
    call.patient()
    printed = _PrintedLines()
    with contextlib.suppress(KeyboardInterrupt), contextlib.closing(call):
        for line in call.lines():
            if line.startswith("error "):
                terminal.warn(sentence_in(line))
                return FAILED
            shown = f"{line}\n" if as_json else printed.news(cast("dict[str, object]", json.loads(line)))
            if shown and not terminal.write(shown):
                return OK
        terminal.warn(Sentence("voiceapp has ended."))
    return OK


class _PrintedLines:
    """Knows which lines were printed, each once it is said, and its translation below it."""

    def __init__(self) -> None:
        self._said: set[object] = set()
        self._translated: set[object] = set()

    def news(self, told: dict[str, object]) -> str:
        number, shown = told.get("number"), ""
        if told.get("final") and number not in self._said:
            self._said.add(number)
            name = translated(str(told.get("name") or ""))
            shown += f"{name}: {told['text']}\n" if name else f"{told['text']}\n"
        if told.get("final") and told.get("is_translated") and number not in self._translated:
            self._translated.add(number)
            shown += f"  {told['translated']}\n" if told.get("translated") else ""
        return shown
