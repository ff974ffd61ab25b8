"""Decides what kind of place has the keyboard: a password field, a terminal, or any other."""

from pathlib import Path

from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.desktop.text_output.cursor_context import CursorContext
from voiceapp.desktop.text_output.known_programs import ASKS_FOR_PASSWORDS, BROWSERS, is_terminal
from voiceapp.desktop.text_output.terminals import Prompt, prompt_of


def place(window: str, program: str, pid: int, context: CursorContext | None = None, title: str = "") -> TextTarget:
    """`pid`: the process of the window if it runs on this device and is known; else 0."""
    context = context or CursorContext()
    terminal = context.terminal or is_terminal(program)
    prompt = prompt_of(pid) if terminal else Prompt.NONE
    secret = context.secret or program in ASKS_FOR_PASSWORDS or prompt is Prompt.PASSWORD
    browser = program in BROWSERS
    return TextTarget(
        window,
        program,
        secret,
        terminal,
        unseen=prompt is Prompt.UNSEEN,
        untold=browser and not context.told and not secret,
        process=process_name(pid),
        browser=browser,
        title=title,
        address=context.address,
        before=None if secret else context.before,
        caret=context.caret,
    )


def process_name(pid: int) -> str:
    """Returns the name of its program's file, in lower case; empty if that is unknown."""
    if not pid:
        return ""
    try:
        return Path(f"/proc/{pid}/exe").readlink().name.lower()
    except OSError:
        return ""
