"""Prints a failure in the terminal: the sentence, with the service's own words below it."""

from voiceapp.cli import terminal
from voiceapp.core.failures import Failure


def complain(failure: Failure, about: str = "") -> None:
    """`about`: what it concerns, such as a file's name."""
    terminal.warn(f"{about}: {failure.sentence}" if about else failure.sentence)
    if failure.said:
        terminal.warn(f"  “{failure.said}”")
