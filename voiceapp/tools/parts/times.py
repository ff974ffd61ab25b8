"""Tells moments and lengths of time, to the model and aloud."""

import re
from datetime import datetime


def moment(at: datetime) -> str:
    return f"{at:%A} {at.isoformat(timespec='seconds')}"


def length(seconds: float) -> str:
    """3725 is "1 h 2 min 5 s"."""
    whole = max(0, round(seconds))
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, rest = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (rest, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"


def spoken_length(text: object) -> str:
    """A length as `length` writes it, in words: "1 hour and 5 minutes"."""
    words = {"d": "day", "h": "hour", "min": "minute", "s": "second"}
    parts = [
        f"{number} {words[unit]}{'' if number == '1' else 's'}"
        for number, unit in re.findall(r"(\d+) (d|h|min|s)\b", str(text or ""))
    ]
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"
