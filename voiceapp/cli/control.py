"""Tells the running app what to do, from a key of the desktop, a status bar or a script.

voiceapp control start                begin to listen; stop ends it, toggle does what is not so
voiceapp control mute                 mute the microphone; unmute, toggle-mute
voiceapp control interrupt            silence the reply
voiceapp control new                  begin a new conversation
voiceapp control write "TEXT"         send a message, answered aloud
voiceapp control stage                what it does now: off, listening, thinking, speaking, …
voiceapp control last-reply           the last reply, as far as it was heard; last-said, last-dictation
voiceapp control show                 bring the window to the front
"""

import argparse
from urllib.parse import quote, unquote

from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK, USAGE
from voiceapp.ipc.client import RunningAppCall

TALK = ("start", "stop", "toggle", "mute", "unmute", "toggle-mute", "interrupt", "new", "write", "stage")
LAST = ("last-said", "last-reply", "last-dictation")
LONGEST_TEXT = 4_000
"""Bytes of one question that the app reads, less the words in front."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = __doc__
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("action", choices=(*TALK, *LAST, "show"), metavar="ACTION", help="one of those above")
    parser.add_argument("text", nargs="?", default="", help="what to write")


def run(arguments: argparse.Namespace) -> int:
    action, text = str(arguments.action), quote(str(arguments.text))
    if bool(text) != (action == "write"):
        terminal.warn('Only `voiceapp control write "TEXT"` takes a text, and it needs one.')
        return USAGE
    if len(text) > LONGEST_TEXT:
        terminal.warn("That is too long for one message: send it in parts.")
        return USAGE
    answer = _answer(_question(action, text))
    word, _, told = answer.partition(" ")
    if word not in ("ok", "shown"):
        terminal.warn(answer.removeprefix("error ") or "voiceapp does not answer: close it and open it again.")
        return FAILED
    if action in LAST or told:
        terminal.say(unquote(told))
    return OK


def _question(action: str, text: str) -> str:
    if action == "show":
        return action
    if action in LAST:
        return action.replace("-", " ")
    return f"talk {action} {text}".strip()


def _answer(question: str) -> str:
    call = RunningAppCall(question)
    try:
        return call.answer()
    finally:
        call.close()
