"""Tells the running app what to do, from a key of the desktop, a status bar or a script."""

import argparse
from urllib.parse import quote, unquote

from voiceapp.cli import terminal
from voiceapp.cli.dictate import ASKS
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.cli.language import in_words
from voiceapp.cli.subcommands import describe
from voiceapp.core.sentence import Sentence
from voiceapp.ipc.client import RunningAppCall
from voiceapp.ipc.told import sentence_in

TALK = (
    "start",
    "stop",
    "toggle",
    "mute",
    "unmute",
    "toggle-mute",
    "off-record",
    "on-record",
    "toggle-record",
    "interrupt",
    "new",
    "write",
    "stage",
)
LAST = ("last-said", "last-reply", "last-dictation")
CAPTIONS = ("on", "off", "toggle", "state")
LONGEST_TEXT = 4_000
"""Bytes of one question that the app reads, less the words in front."""


def add(parser: argparse.ArgumentParser) -> None:
    what = in_words(Sentence("WHAT"))
    describe(
        parser,
        Sentence("Tells the running app what to do, from a key of the desktop, a status bar or a script."),
        (
            ("start", Sentence("begin to listen; stop ends it, toggle does what is not so")),
            ("mute", Sentence("mute the microphone; unmute, toggle-mute")),
            ("off-record", Sentence("keep nothing of what is said; on-record, toggle-record")),
            ("interrupt", Sentence("silence the reply")),
            ("new", Sentence("begin a new conversation")),
            ('write "TEXT"', Sentence("send a message, answered aloud")),
            ("edit", Sentence("say how the selected text is to be changed, or end")),
            ("stage", Sentence("what it does now: off, listening, thinking, speaking, …")),
            ("last-reply", Sentence("the last reply, as far as it was heard; last-said, last-dictation")),
            (f"dictate {what}", Sentence("start, stop, toggle, hands-free, cancel, …, as `voiceapp dictate --…` does")),
            (f"captions {what}", Sentence("show captions (on), hide them (off), toggle, or ask (state)")),
            ("show", Sentence("bring the window to the front")),
        ),
    )
    parser.add_argument(
        "action",
        choices=(*TALK, *LAST, "dictate", "captions", "edit", "show"),
        metavar=in_words(Sentence("ACTION")),
        help=in_words(Sentence("one of those above")),
    )
    parser.add_argument(
        "text",
        nargs="?",
        default="",
        metavar=in_words(Sentence("text")),
        help=in_words(Sentence("what to write, or what dictation or captions are to do")),
    )


def run(arguments: argparse.Namespace) -> int:
    action, text = str(arguments.action), quote(str(arguments.text))
    if action == "dictate" and text not in ASKS:
        terminal.warn(Sentence("`voiceapp control dictate` needs one of these: {words}.", words=", ".join(ASKS)))
        return USAGE
    if action == "captions" and text not in CAPTIONS:
        terminal.warn(Sentence("`voiceapp control captions` needs one of these: {words}.", words=", ".join(CAPTIONS)))
        return USAGE
    if bool(text) != (action in ("write", "dictate", "captions")):
        terminal.warn(Sentence('Only `voiceapp control write "TEXT"` takes a text, and it needs one.'))
        return USAGE
    if len(text) > LONGEST_TEXT:
        terminal.warn(Sentence("That is too long for one message: send it in parts."))
        return USAGE
    answer = _answer(_question(action, text))
    word, _, told = answer.partition(" ")
    if word not in ("ok", "shown"):
        terminal.warn(sentence_in(answer))
        return FAILED
    if action in LAST or told:
        terminal.plain(unquote(told))
    return OK


def _question(action: str, text: str) -> str:
    if action == "show":
        return action
    if action == "edit":
        return "dictate edit"
    if action in LAST:
        return action.replace("-", " ")
    if action == "captions":
        return f"captions {text}"
    return f"dictate {text}" if action == "dictate" else f"talk {action} {text}".strip()


def _answer(question: str) -> str:
    call = RunningAppCall(question)
    try:
        return call.answer()
    finally:
        call.close()
