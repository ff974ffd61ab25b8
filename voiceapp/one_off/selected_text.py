"""Finds what is selected on the screen, for a command."""

from voiceapp.core.dictation.ports import ReadsSelection
from voiceapp.desktop.text_output import open_output


def selected_text() -> str:
    """Return what the program that has the keyboard tells as selected. Empty: nothing. Raises OSError."""
    output = open_output()
    try:
        reads: object = output
        return reads.selected(None, copy=False) if isinstance(reads, ReadsSelection) else ""
    finally:
        output.close()
