"""Decides what kind of place has the keyboard: a password field, a terminal, or any other."""

from voiceapp.core.dictation.messages import TextTarget
from voiceapp.desktop.text_output.cursor_context import CursorContext
from voiceapp.desktop.text_output.known_programs import ASKS_FOR_PASSWORDS, BROWSERS, is_terminal
from voiceapp.desktop.text_output.terminals import Prompt, prompt_of


def place(window: str, program: str, pid: int, context: CursorContext | None = None) -> TextTarget:
    """`pid`: the process of the window if it runs on this machine and is known; else 0."""
    context = context or CursorContext()
    terminal = context.terminal or is_terminal(program)
    prompt = prompt_of(pid) if terminal else Prompt.NONE
    secret = context.secret or program in ASKS_FOR_PASSWORDS or prompt is Prompt.PASSWORD
    untold = program in BROWSERS and not context.told and not secret
    return TextTarget(window, program, secret, terminal, prompt is Prompt.UNSEEN, untold)
