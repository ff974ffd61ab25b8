"""Writes durations briefly, with signs that every language knows."""

import math


def countdown(seconds: float) -> str:
    """42.3 is "0:43", 3725 is "1:02:05". It is 0:00 only when nothing is left."""
    return clock(max(0, math.ceil(seconds)))


def clock(seconds: int) -> str:
    """61 is "1:01", 3725 is "1:02:05"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def length(seconds: float) -> str:
    """3725 is "1 h 2 min 5 s"."""
    whole = max(0, round(seconds))
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, rest = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
