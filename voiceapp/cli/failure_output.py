"""Prints a failure in the terminal: the sentence, with the service's own words below it."""

from voiceapp.cli import terminal
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence, verbatim


def complain(failure: Failure, about: str = "") -> None:
    """`about`: what it concerns, such as a file's name."""
    sentence = failure.sentence
    terminal.warn(Sentence("{about}: {sentence}", about=about, sentence=sentence) if about else sentence)
    if failure.said:
        terminal.warn(verbatim(f"  “{failure.said}”"))
