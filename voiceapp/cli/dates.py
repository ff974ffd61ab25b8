"""Reads days as people write them on a command line."""

import argparse
from datetime import datetime, timedelta

from voiceapp.cli.language import in_words
from voiceapp.core.sentence import Sentence


def add_span(parser: argparse.ArgumentParser) -> None:
    day = in_words(Sentence("DAY"))
    parser.add_argument(
        "--since", default="", metavar=day, help=in_words(Sentence("2026-11-20, 2026-11-20T14:00, today, yesterday"))
    )
    parser.add_argument(
        "--until", default="", metavar=day, help=in_words(Sentence("the same; a day counts to its end"))
    )


def span(arguments: argparse.Namespace) -> tuple[float | None, float | None]:
    """Returns the first and the last moment, in seconds since the epoch. Raises ValueError with a sentence."""
    since, until = str(arguments.since), str(arguments.until)
    return _moment(since, end=False) if since else None, _moment(until, end=True) if until else None


def _moment(text: str, *, end: bool) -> float:
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    try:
        at = named.get(text) or datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            Sentence("“{text}” is no day: write 2026-11-20, 2026-11-20T14:00, today or yesterday.", text=text)
        ) from error
    whole_day = text in named or len(text) <= len("2026-11-20")
    return (at + timedelta(days=1) if end and whole_day else at).astimezone(at.tzinfo).timestamp()
