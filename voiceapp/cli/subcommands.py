"""Describes a command that has commands of its own: a sentence, and a line for each with what it does."""

import argparse
from collections.abc import Sequence

from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence


def describe(parser: argparse.ArgumentParser, told: Sentence, rows: Sequence[tuple[str, Sentence]]) -> None:
    """Each row: what is typed after the command's name, and what that does."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    typed = [f"{parser.prog} {words}".rstrip() for words, _ in rows]
    width = max(map(len, typed)) + 2
    lines = [f"{words:<{width}}{in_words(does)}" for words, (_, does) in zip(typed, rows, strict=True)]
    parser.description = "\n".join((in_words(told), "", *lines))
